import Glibc
import RapportFormat

/// Standard input kept in a file of its own while an import lasts: files are read twice, and a pipe only once.
///
/// The file loses its name as soon as it is open, so nothing is left of it however the import ends.
final class SpooledInput {
  /// How messages and batches name it.
  static let name = "standard input"

  private let copy: Int32

  /// Opens the nameless file once more, from its beginning.
  var path: String { "/proc/self/fd/\(copy)" }

  /// Copies everything there is to read.
  init(isCancelled: () -> Bool) throws {
    let folder = getenv("TMPDIR").flatMap { String(validatingCString: $0) } ?? ""
    var template = Array(((folder.isEmpty ? "/tmp" : folder) + "/rapport-XXXXXX").utf8CString)
    // Readable by its owner only.
    copy = mkstemp(&template)
    guard copy >= 0 else { throw Self.failure(errno) }
    unlink(template)
    _ = fcntl(copy, F_SETFD, FD_CLOEXEC)
    do {
      try Self.fill(FileSink(descriptor: copy), isCancelled)
    } catch SinkError.failed(let code) {
      throw Self.failure(code)
    }
  }

  private static func fill(_ sink: FileSink, _ isCancelled: () -> Bool) throws {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if isCancelled() { throw ImportRun.cancelled }
      // A pipe may be silent for long, and an interruption must not wait for its next byte.
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 100) != 0 else { continue }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count == 0 { return try sink.flush() }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(errno) }
      try buffer.withUnsafeBytes { try sink.write(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  deinit { if copy >= 0 { close(copy) } }

  private static func failure(_ number: Int32) -> ImportError {
    let reason = strerror(number).map { String(cString: $0).lowercased() } ?? "error \(number)"
    return ImportError(.data, .fileType, "cannot keep \(name) in a file: \(reason)", help: ["set TMPDIR to a folder with room"])
  }
}
