import Glibc

/// A process started by the benchmark, with pipes or files for its standard streams.
final class Child {
  enum Output {
    case pipe
    case file(String)
  }

  /// What a process used, told when it ended.
  struct Usage {
    var seconds: Double
    var user: Double
    var system: Double
    var status: Int32
    /// The largest anonymous memory seen, in bytes; 0 unless it was watched.
    var anonymous = 0
  }

  let process: pid_t
  private let input: Int32
  private let output: Int32
  private let started: ContinuousClock.Instant
  private var pending: [UInt8] = []

  init(_ arguments: [String], input hasInput: Bool = false, output: Output) throws(BenchError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var inputPipe: [Int32] = [-1, -1]
    var outputPipe: [Int32] = [-1, -1]
    if hasInput {
      inputPipe = try Self.makePipe()
      posix_spawn_file_actions_adddup2(&actions, inputPipe[0], 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    switch output {
    case .pipe:
      outputPipe = try Self.makePipe()
      posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 1)
    case .file(let path):
      posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var started: pid_t = 0
    self.started = .now
    let result = posix_spawnp(&started, arguments[0], &actions, nil, words, environ)
    if hasInput { close(inputPipe[0]) }
    if case .pipe = output { close(outputPipe[1]) }
    process = started
    input = inputPipe[1]
    self.output = outputPipe[0]
    guard result == 0 else {
      throw BenchError("`\(arguments[0])` cannot be started: \(String(cString: strerror(result)))")
    }
  }

  deinit {
    if input >= 0 { close(input) }
    if output >= 0 { close(output) }
  }

  /// Both ends are closed in other processes that are started.
  private static func makePipe() throws(BenchError) -> [Int32] {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw BenchError("no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return ends
  }

  func send(_ text: String) throws(BenchError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw BenchError("a process does not take its input")
      }
      bytes = bytes.dropFirst(count)
    }
  }

  /// The next line without its end; nil at the end of the output.
  func line() -> String? {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        return line
      }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = chunk.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      pending.append(contentsOf: chunk[..<count])
    }
  }

  /// Waits for the end; `watchingMemory` looks at the process's anonymous memory every half millisecond.
  func finish(watchingMemory: Bool = false) -> Usage {
    var usage = rusage()
    var status: Int32 = 0
    var anonymous = 0
    while true {
      let result = wait4(process, &status, watchingMemory ? WNOHANG : 0, &usage)
      if result == process || (result < 0 && errno != EINTR) { break }
      if watchingMemory {
        anonymous = max(anonymous, Self.anonymousMemory(of: process))
        usleep(500)
      }
    }
    return Usage(
      seconds: (ContinuousClock.now - started).seconds, user: usage.ru_utime.seconds,
      system: usage.ru_stime.seconds, status: status, anonymous: anonymous)
  }

  /// `RssAnon` of a process, in bytes.
  private static func anonymousMemory(of process: pid_t) -> Int {
    guard let text = TextFile.read("/proc/\(process)/status"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") })
    else { return 0 }
    return
      (line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0)
      * 1024
  }
}

extension timeval {
  var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
