import Glibc

/// Standard input kept in a file of its own while an import lasts: files are read twice, and a pipe only once.
final class SpooledInput {
  /// How messages and batches name it.
  static let name = "standard input"

  let path: String

  /// Copies everything there is to read.
  init(isCancelled: () -> Bool) throws {
    let folder = getenv("TMPDIR").flatMap { String(validatingCString: $0) } ?? ""
    var template = Array(((folder.isEmpty ? "/tmp" : folder) + "/rapport-XXXXXX").utf8CString)
    // Readable by its owner only.
    let copy = mkstemp(&template)
    guard copy >= 0 else { throw Self.failure(errno) }
    defer { close(copy) }
    _ = fcntl(copy, F_SETFD, FD_CLOEXEC)
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if isCancelled() { throw ImportRun.cancelled }
      // A pipe may be silent for long, and an interruption must not wait for its next byte.
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 100) != 0 else { continue }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count == 0 { return }
      if count < 0, errno == EINTR { continue }
      guard count > 0, Self.write(buffer[..<count], to: copy) else {
        throw Self.failure(errno)
      }
    }
  }

  deinit { unlink(path) }

  private static func failure(_ number: Int32) -> ImportError {
    let reason = strerror(number).map { String(cString: $0).lowercased() } ?? "error \(number)"
    return ImportError(.data, .fileType, "cannot keep \(name) in a file: \(reason)", help: ["set TMPDIR to a folder with room"])
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
