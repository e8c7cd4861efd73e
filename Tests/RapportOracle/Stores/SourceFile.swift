import Glibc

/// Files of the test directory, found from where this source lies.
package enum SourceFile {
  /// The directory of all tests.
  package static var tests: String {
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
  }

  /// The text of a file under `Tests`; nil if it cannot be read.
  package static func read(_ path: String) -> String? { readAbsolute(tests + "/" + path) }

  package static func readAbsolute(_ path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
