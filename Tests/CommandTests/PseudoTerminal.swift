import CPseudoTerminal
import Glibc

/// A program in a terminal of its own: what it shows is read, what a person would type is written.
///
/// Nothing here waits for a fixed time: each step waits for the text it needs, for a minute or two at most,
/// so that a slow machine only makes the test slow.
final class PseudoTerminal {
  private let master: Int32
  private let child: pid_t
  private var isOver = false
  /// Everything shown so far without control sequences; `unread` begins behind what was last waited for.
  private var shown: [UInt8] = []
  private var unread = 0
  /// Everything that came, control sequences included.
  private(set) var raw: [UInt8] = []
  /// The beginning of a control sequence or a character whose rest is still to come.
  private var rest: [UInt8] = []

  static let patience: Int32 = 120_000

  init(
    _ command: [String], in directory: String, environment: [String: String], columns: UInt16
  ) throws {
    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer {
      for text in arguments { free(text) }
      for text in variables { free(text) }
    }
    var started = pid_t()
    master = pseudo_terminal_start(directory, &arguments, &variables, columns, &started)
    child = started
    guard master >= 0 else { throw Problem("no pseudo-terminal: \(String(cString: strerror(-master)))") }
  }

  deinit {
    guard master >= 0 else { return }
    if !isOver {
      kill(child, SIGKILL)
      _ = Self.wait(for: child)
    }
    close(master)
  }

  // MARK: - Showing

  /// Waits until a text is shown and gives everything from where the last wait ended to its end.
  @discardableResult
  func wait(for text: String) throws -> String {
    var start = unread
    while true {
      if let found = find(text, from: &start) { return found }
      guard try read() else { throw Problem("the program ended before it showed `\(text)`:\n\(tail)") }
    }
  }

  /// Whether a text is shown before nothing has come for so many milliseconds, or before another text is shown.
  func shows(_ text: String, within milliseconds: Int32, unless other: String? = nil) throws -> Bool {
    var start = unread
    var otherStart = unread
    while find(text, from: &start) == nil {
      if let other, find(other, from: &otherStart) != nil { return false }
      var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&source, 1, milliseconds) > 0, try read() else { return false }
    }
    return true
  }

  /// Everything unread up to the end of a text, which then is read; `start` is where to look.
  private func find(_ text: String, from start: inout Int) -> String? {
    let wanted = Array(text.utf8)
    while start + wanted.count <= shown.count {
      if shown[start..<(start + wanted.count)].elementsEqual(wanted) {
        let end = start + wanted.count
        defer { unread = end }
        return String(decoding: shown[unread..<end], as: UTF8.self)
      }
      start += 1
    }
    return nil
  }

  /// Waits for the end of the program and gives its exit code.
  func end() throws -> Int32 {
    while try read() {}
    isOver = true
    let status = Self.wait(for: child)
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  private var tail: String { String(decoding: shown.suffix(2_000), as: UTF8.self) }

  /// Takes what the program has written; false when the terminal is closed.
  private func read() throws -> Bool {
    var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let ready = poll(&source, 1, Self.patience)
    if ready < 0, errno == EINTR { return true }
    guard ready > 0 else {
      throw Problem("nothing came for \(Self.patience / 1_000) s; last shown:\n\(tail)")
    }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(master, &buffer, buffer.count)
    // Linux tells the end of the other side as an error.
    guard count > 0 else { return count < 0 && errno == EINTR }
    bytes += buffer[..<count]
    raw += buffer[..<count]
    rest += buffer[..<count]
    shown += TerminalText.plain(&rest).utf8
    return true
  }

  /// Everything shown from the start on, with the control sequences.
  private(set) var bytes: [UInt8] = []

  // MARK: - Typing

  func type(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Problem("cannot type `\(text)`:\n\(tail)") }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Another window width; the program is told by a signal.
  func resize(columns: UInt16) { pseudo_terminal_resize(master, columns) }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status
  }
}

/// Reads what a program writes to a terminal as text.
enum TerminalText {
  /// Takes whole characters from the front of the bytes, leaving out carriage returns and control sequences.
  static func plain(_ bytes: inout [UInt8]) -> String {
    var text: [UInt8] = []
    var position = 0
    while position < bytes.count {
      guard let length = length(bytes[position...]) else { break }
      let unit = bytes[position..<(position + length)]
      if length > 1 && bytes[position] != 0x1B || length == 1 && (bytes[position] >= 0x20 || unit == [0x0A]) {
        text += unit
      }
      position += length
    }
    bytes.removeFirst(position)
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of the first character or control sequence; nil if its end is still to come.
  private static func length(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    guard first == 0x1B else {
      let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      return bytes.count < length ? nil : length
    }
    guard let second = bytes.dropFirst().first else { return nil }
    guard second == UInt8(ascii: "[") else { return 2 }
    let last = bytes.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }
    return last.map { $0 - bytes.startIndex + 1 }
  }
}
