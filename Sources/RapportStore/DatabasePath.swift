import Glibc

/// A path to a database file, checked and made absolute before SQLite sees it.
///
/// An absolute path can never be one of SQLite's special names (`file:…?mode=rwc`, `:memory:`, the empty
/// name).
struct DatabasePath: Hashable, Sendable {
  /// What the user wrote.
  let shown: String
  /// Absolute, folders resolved.
  let absolute: String
  let folder: String

  /// A regular file that is there and may be read.
  static func existing(_ path: String) throws -> DatabasePath {
    try checkText(path)
    switch SystemCall.status(path) {
    case .failure(let number): throw missing(number.value, path)
    case .success(let info): try checkKind(info, path)
    }
    let result = try resolved(path)
    guard SystemCall.mayRead(result.absolute) else {
      throw StoreError(
        .permission, "you may not read `\(path)`", help: ["ask its owner for read permission"])
    }
    return result
  }

  /// A name that is still free in a folder that is there.
  static func free(_ path: String) throws -> DatabasePath {
    try checkText(path)
    if case .success = SystemCall.status(path) {
      throw StoreError.taken(path)
    }
    return try resolved(path)
  }

  private static func checkText(_ path: String) throws {
    if path.isEmpty { throw StoreError(.noFile, "a database file needs a name") }
    if path.utf8.contains(0) { throw StoreError(.noFile, "a file name cannot hold a NUL character") }
  }

  private static func resolved(_ path: String) throws -> DatabasePath {
    let (folder, name) = split(path)
    guard !name.isEmpty, name != ".", name != ".." else {
      throw StoreError(.noFile, "`\(path)` names a folder, not a database file")
    }
    guard let real = SystemCall.realPath(folder) else {
      throw StoreError(.noFile, "there is no folder `\(folder)`")
    }
    let absolute = real == "/" ? "/" + name : real + "/" + name
    return DatabasePath(shown: path, absolute: absolute, folder: real)
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.utf8.index(after: slash)...]))
  }

  private static func missing(_ number: Int32, _ path: String) -> StoreError {
    switch number {
    case ENOENT, ENOTDIR:
      return StoreError(.noFile, "there is no file `\(path)`", help: ["check the name and the folder"])
    case EACCES:
      return StoreError(
        .permission, "you may not look into the folder of `\(path)`", help: ["ask its owner for access to the folder"])
    case ENAMETOOLONG: return StoreError(.noFile, "this file name is too long")
    default: return .system(number, doing: "opening", path: path)
    }
  }

  private static func checkKind(_ info: stat, _ path: String) throws {
    switch info.st_mode & S_IFMT {
    case S_IFREG:
      if info.st_size == 0 {
        throw StoreError(.notADatabase, "`\(path)` is empty (0 bytes), not a SQLite database")
      }
    case S_IFDIR: throw StoreError(.noFile, "`\(path)` is a folder, not a database file")
    case S_IFLNK:
      let target = SystemCall.realPath(path)
      throw StoreError(
        .noFile, "`\(path)` is a symbolic link; databases are opened by their own name",
        help: target.map { ["open `\($0)`"] } ?? ["the link leads nowhere"])
    default: throw StoreError(.noFile, "`\(path)` is not a regular file")
    }
  }
}

extension DatabasePath {
  /// Makes the file: what the body writes under another name gets this one when it is complete, unless another file
  /// has taken the name meanwhile.
  func filling<Result>(_ body: (DatabasePath) throws -> Result) throws -> Result {
    for suffix in ["-wal", "-journal"] where SystemCall.size(of: absolute + suffix) ?? 0 > 0 {
      throw StoreError.leftOver(shown + suffix)
    }
    let file: FreshFile
    do throws(ErrorNumber) {
      file = try FreshFile(beside: absolute)
    } catch {
      throw StoreError.creating(shown, failed: error.value)
    }
    do {
      let result = try body(DatabasePath(shown: shown, absolute: file.path, folder: folder))
      try file.synchronize()
      try file.publish(replacing: false)
      return result
    } catch {
      file.discard()
      guard let number = (error as? ErrorNumber)?.value else { throw error }
      if number == EEXIST { throw StoreError.taken(shown) }
      throw StoreError.system(number, doing: "writing", path: shown)
    }
  }
}
