import Glibc
import RapportStore

/// The place of a store of kept runs.
enum ArchiveFile {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes an empty store unless somebody else is faster. It is made beside its place and moved there whole, so that
  /// another process never sees half of it.
  static func make(_ path: String) throws {
    try makeFolders(for: path)
    let fresh = "\(path).new-\(getpid())"
    try RapportStore.Store.create(fresh, schema: .current)
    defer { unlink(fresh) }
    guard link(fresh, path) == 0 || errno == EEXIST else {
      throw StoreError(.permission, "`\(path)` cannot be made: \(FileBytes.errorText(errno))")
    }
  }

  /// Makes the folders that a file's path names, for their owner only.
  private static func makeFolders(for path: String) throws {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    if exists(folder) { return }
    try makeFolders(for: folder)
    guard mkdir(folder, S_IRWXU) == 0 || errno == EEXIST else {
      throw StoreError(.permission, "the folder `\(folder)` cannot be made: \(FileBytes.errorText(errno))")
    }
  }
}
