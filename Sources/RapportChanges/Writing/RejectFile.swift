import Glibc
import RapportValues

/// The rows that were not imported, as a CSV file: where each stood, why, and its text. It gets its name when it is
/// complete.
final class RejectFile {
  let path: String
  private let temporary: String
  private let overwrites: Bool
  private var descriptor: Int32 = -1
  private var buffer: [UInt8] = []

  init(_ path: String, overwrites: Bool) throws {
    self.path = path
    self.overwrites = overwrites
    temporary = path + ".rapport-\(getpid())"
    if !overwrites, access(path, F_OK) == 0 {
      throw ImportError(
        .data, .rejected, "`\(path)` is there already and is not overwritten", help: ["`--force` replaces it"]
      )
    }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  func add(file: String, line: Int, column: String?, problem: String, original: [UInt8]) throws {
    if descriptor < 0 {
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if descriptor < 0 { throw failure() }
      buffer += Array("file,line,column,problem,original\n".utf8)
    }
    append(Array(file.utf8), UInt8(ascii: ","))
    append(Array(String(line).utf8), UInt8(ascii: ","))
    append(Array((column ?? "").utf8), UInt8(ascii: ","))
    append(Array(problem.utf8), UInt8(ascii: ","))
    append(Self.visible(original), UInt8(ascii: "\n"))
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Gives the file its name; nil if nothing was rejected.
  func finish() throws -> String? {
    guard descriptor >= 0 else { return nil }
    try flush()
    guard fsync(descriptor) == 0 else { throw failure() }
    close(descriptor)
    descriptor = -1
    let named =
      overwrites ? rename(temporary, path) == 0 : link(temporary, path) == 0 && unlink(temporary) == 0
    guard named else {
      let problem = failure()
      unlink(temporary)
      throw problem
    }
    return path
  }

  private func append(_ cell: [UInt8], _ end: UInt8) {
    let needsQuotes = cell.contains {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == 10 || $0 == 13
    }
    if needsQuotes { buffer.append(UInt8(ascii: "\"")) }
    for byte in cell {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    if needsQuotes { buffer.append(UInt8(ascii: "\"")) }
    buffer.append(end)
  }

  /// Bytes that are no character as `\xFF`, so that the file is UTF-8.
  private static func visible(_ text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { bytes in
      if UTF8Scan.isASCII(bytes) { return text }
      var result: [UInt8] = []
      var position = 0
      while position < bytes.count {
        let step = UTF8Scan.step(bytes, position)
        if step.scalar == nil {
          result += Array("\\x\(String(bytes[position], radix: 16, uppercase: true))".utf8)
        } else {
          result.append(contentsOf: bytes[position..<(position + step.length)])
        }
        position += step.length
      }
      return result
    }
  }

  private func flush() throws {
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      rest = rest.dropFirst(count)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func failure() -> ImportError {
    let reason = strerror(errno).map { String(cString: $0).lowercased() } ?? "error \(errno)"
    return ImportError(.data, .rejected, "cannot write `\(path)`: \(reason)")
  }
}
