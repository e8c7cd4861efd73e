import Glibc

/// What a command left behind.
struct Outcome {
  var output: String
  var errors: String
  var status: Int32
}

/// Runs commands with `/bin/sh`, without Foundation.
enum Process {
  /// `environment` is added to a small fixed one, so that the developer's own settings change nothing.
  static func run(_ command: String, in directory: String, environment: [String: String]) throws -> Outcome {
    let scratch = directory + "/.process-\(serial())"
    let paths = (scratch + ".out", scratch + ".err")
    defer {
      unlink(paths.0)
      unlink(paths.1)
    }
    let status = try spawn(command, in: directory, environment: environment, output: paths.0, errors: paths.1)
    return Outcome(
      output: try TextFile.read(paths.0), errors: try TextFile.read(paths.1), status: status)
  }

  private static func spawn(
    _ command: String, in directory: String, environment: [String: String], output: String, errors: String
  ) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // A command that hangs must not hang the tests.
    let words = ["timeout", "120", "/bin/sh", "-c", "cd '\(directory)' || exit 99\n\(command)"]
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer {
      for text in arguments { free(text) }
      for text in variables { free(text) }
    }
    // Other tests of this process may ignore SIGPIPE, and a child would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    // A thread of the test runner may block signals, and a child could not be interrupted.
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var child = pid_t()
    let failure = posix_spawn(&child, "/usr/bin/timeout", &actions, &attributes, &arguments, &variables)
    guard failure == 0 else { throw Problem("cannot start a shell: \(String(cString: strerror(failure)))") }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw Problem("cannot wait for a shell") }
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  private static func serial() -> UInt64 { UInt64.random(in: 0...UInt64.max) }
}

struct Problem: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// Whole text files.
enum TextFile {
  static func read(_ path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Problem("cannot read \(path)") }
    defer { close(descriptor) }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count <= 0 { break }
      content.append(contentsOf: chunk[..<count])
    }
    return String(decoding: content, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Problem("cannot write \(path)") }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Problem("cannot write \(path)") }
      rest = rest.dropFirst(count)
    }
  }

  /// Names in a directory with an ending, sorted; empty when there is no such directory.
  static func names(in directory: String, ending: String) -> [String] {
    guard let handle = opendir(directory) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending) { names.append(name) }
    }
    return names.sorted()
  }
}
