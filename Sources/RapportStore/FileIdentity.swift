import Glibc

/// Which file a path leads to, whatever its name.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  /// Nil if there is no such file.
  package init?(_ path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    device = UInt64(info.st_dev)
    number = UInt64(info.st_ino)
  }
}

/// Whether the file at a path begins as SQLite databases do.
package func isDatabaseFile(_ path: String) -> Bool {
  let mark = Array("SQLite format 3\0".utf8)
  var start = [UInt8](repeating: 0, count: mark.count)
  guard let file = try? InputFile(path), let count = try? file.read(into: &start) else { return false }
  return count == mark.count && start == mark
}
