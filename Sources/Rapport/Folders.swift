import Glibc
import RapportStore

/// Making the folders that files of one's own stand in.
package enum Folders {
  /// Makes a folder and those it stands in, for their owner only; those that are there stay as they are.
  package static func make(_ path: String) throws {
    var path = path
    while path.hasSuffix("/") { path.removeLast() }
    if path.isEmpty || access(path, F_OK) == 0 { return }
    if let slash = path.lastIndex(of: "/") { try make(String(path[..<slash])) }
    guard mkdir(path, S_IRWXU) == 0 || errno == EEXIST else {
      throw StoreError(.permission, "the folder `\(path)` cannot be made: \(FileBytes.errorText(errno))")
    }
  }
}
