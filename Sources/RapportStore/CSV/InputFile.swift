import Glibc

/// Bytes of a text, piece by piece.
package protocol ByteSource: AnyObject {
  /// Fills the buffer as far as possible; 0 at the end.
  func read(into buffer: inout [UInt8]) throws -> Int
}

/// A regular file open for reading.
package final class InputFile: ByteSource {
  private let descriptor: Int32
  private let path: String

  /// How long it was when it was opened.
  package let size: Int

  package init(_ path: String) throws {
    self.path = path
    // Without O_NONBLOCK a pipe nobody writes to would hang here.
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw InputFile.failure(errno, path) }
    var info = stat()
    let isFile = fstat(descriptor, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
    size = Int(info.st_size)
    guard isFile else {
      throw StoreError(
        .noFile, "`\(path)` is not a regular file", help: ["copy what it holds into a file; `-` is standard input"])
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Fills the buffer as far as the file goes; 0 at its end.
  package func read(into buffer: inout [UInt8]) throws -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return count }
      guard errno == EINTR else { throw StoreError.system(errno, doing: "reading", path: path) }
    }
  }

  private static func failure(_ number: Int32, _ path: String) -> StoreError {
    switch number {
    case ENOENT, ENOTDIR:
      StoreError(.noFile, "there is no file `\(path)`", help: ["check the name and the folder"])
    case EACCES: StoreError(
        .permission, "you may not read `\(path)`", help: ["ask its owner for read permission"])
    default: .system(number, doing: "opening", path: path)
    }
  }
}
