import Glibc

@testable import RapportStore

/// A folder of its own for one test, removed afterwards.
final class TemporaryFolder {
  let path: String

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/rapport-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw StoreError.system(errno, doing: "making", path: base) }
    path = String(cString: made)
  }

  deinit { TemporaryFolder.remove(path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// A file with these bytes.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let file = file(name)
    let descriptor = open(file, O_CREAT | O_WRONLY | O_TRUNC, 0o644)
    bytes.withUnsafeBytes { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

  func bytes(_ name: String) -> [UInt8] {
    let descriptor = open(file(name), O_RDONLY)
    defer { close(descriptor) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return result }
      result += buffer.prefix(count)
    }
  }

  /// A database made by these statements.
  @discardableResult
  func database(_ name: String, _ sql: String) throws -> String {
    let file = write(name, "")
    let path = DatabasePath(shown: file, absolute: file, folder: path)
    try ConnectionOpening.open(path, .writer).execute(sql)
    return file
  }

  private static func remove(_ path: String) {
    chmod(path, 0o700)
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { unlink(path + "/" + name) }
      }
      closedir(folder)
    }
    rmdir(path)
  }
}
