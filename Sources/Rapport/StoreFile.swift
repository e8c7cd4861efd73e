import Glibc
import RapportCatalog
import RapportStore

/// What can be told about a file without opening it as a database.
enum StoreFile {
  /// Whether a file's header carries the mark of a Rapport store (SQLite's application id, bytes 68 to 71).
  static func isOwn(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var mark: [UInt8] = [0, 0, 0, 0]
    guard pread(descriptor, &mark, 4, 68) == 4 else { return false }
    let number = mark.reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return number == StoreSchema.applicationID
  }
}
