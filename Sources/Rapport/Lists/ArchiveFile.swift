import Glibc
import RapportStore

/// The place of a store of kept runs.
enum ArchiveFile {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes an empty store unless somebody else is faster.
  static func make(_ path: String) throws {
    if let slash = path.lastIndex(of: "/") { try Folders.make(String(path[..<slash])) }
    do {
      try RapportStore.Store.create(path, schema: .current)
    } catch let error as StoreError where error.code == .exists {
      // Somebody else was faster, which is as good.
    }
  }
}
