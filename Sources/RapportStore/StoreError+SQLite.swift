import CSQLite
import Glibc

extension StoreError {
  /// What a result code of SQLite means to the person using the file at `path`.
  static func sqlite(_ result: Int32, detail: String, path: String) -> StoreError {
    switch result {
    case ExtendedCode.readOnlyRollback, ExtendedCode.readOnlyRecovery, ExtendedCode.readOnlyCannotInit,
      ExtendedCode.readOnlyCannotLock:
      return unfinishedWrite(path)
    case ExtendedCode.cannotOpenLink:
      return StoreError(.noFile, "`\(path)` leads through a symbolic link")
    case ExtendedCode.busySnapshot:
      return StoreError(.locked, "`\(path)` was changed by another program meanwhile", help: ["try again"])
    default:
      return primary(result, detail: detail, path: path)
    }
  }

  private static func primary(_ result: Int32, detail: String, path: String) -> StoreError {
    switch result & 0xFF {
    case SQLITE_NOTADB: notADatabase(path)
    case SQLITE_CORRUPT: damagedFile(path, detail: detail)
    case SQLITE_BUSY, SQLITE_LOCKED:
      StoreError(
        .locked, "another program is writing to `\(path)`",
        help: ["close that program or wait until it has finished, then try again"])
    case SQLITE_PERM, SQLITE_CANTOPEN:
      StoreError(
        .permission, "`\(path)` cannot be opened: \(detail)",
        help: ["look at the permissions of the file and of its folder"])
    case SQLITE_READONLY:
      StoreError(
        .permission, "`\(path)` is read-only",
        help: ["make the file and its folder writable, or change a copy; questions are answered as it is"])
    case SQLITE_FULL:
      StoreError(
        .inputOutput, "the disk that holds `\(path)` is full",
        help: ["make room and try again; nothing was changed"])
    case SQLITE_IOERR: StoreError(.inputOutput, "reading or writing `\(path)` failed: \(detail)")
    case SQLITE_NOMEM: StoreError(.inputOutput, "there is not enough memory to read `\(path)`")
    case SQLITE_INTERRUPT: cancelled
    case SQLITE_AUTH: StoreError(.refused, "a reading session may not run this statement: \(detail)")
    case SQLITE_TOOBIG:
      StoreError(.refused, "a value or statement is larger than the store's limits: \(detail)")
    case SQLITE_CONSTRAINT: StoreError(.refused, "a rule of `\(path)` forbids this change: \(detail)")
    default: StoreError(.statement, "SQLite did not accept a statement: \(detail)")
    }
  }

  static var cancelled: StoreError { StoreError(.cancelled, "interrupted") }

  static func notADatabase(_ path: String) -> StoreError {
    StoreError(
      .notADatabase, "`\(path)` is not a SQLite database",
      help: ["an encrypted database cannot be read; a CSV file is used inside a query, as `\"file.csv\"`"])
  }

  static func damagedFile(_ path: String, detail: String) -> StoreError {
    StoreError(
      .damagedFile, "the database `\(path)` is damaged: \(detail)",
      help: [
        "leave the file as it is and work with a backup of it",
        "`sqlite3 damaged.db .recover | sqlite3 new.db` saves what can be saved into a new file",
      ])
  }

  /// A journal or log lies beside the file and cannot be worked in.
  static func unfinishedWrite(_ path: String) -> StoreError {
    StoreError(
      .readOnlyFolder, "`\(path)` has unfinished changes beside it that cannot be read from here",
      help: [
        "open it once with the program that writes it, or from an account that may write to its folder",
        "or copy the file together with its `-wal`, `-shm` or `-journal` file to a folder of your own",
      ])
  }

  /// A name that a file has already.
  static func taken(_ path: String) -> StoreError {
    StoreError(
      .exists, "`\(path)` is there already and is not overwritten",
      help: ["choose another name, or open the file instead of creating it"])
  }

  /// The log of a database that was removed or moved without it: SQLite would take it for the new one's.
  static func leftOver(_ path: String) -> StoreError {
    StoreError(
      .exists, "`\(path)` is left of another database of this name",
      help: ["remove it if that database is gone, or put it beside the database if that was moved"])
  }

  /// What `errno` says about a file that could not be made.
  static func creating(_ path: String, failed number: Int32) -> StoreError {
    guard number == EACCES || number == EROFS else { return system(number, doing: "creating", path: path) }
    return StoreError(
      .permission, "you may not make files in the folder of `\(path)`", help: ["choose another folder"])
  }

  /// What `errno` says about a path.
  static func system(_ number: Int32, doing action: String, path: String) -> StoreError {
    StoreError(.inputOutput, "\(action) `\(path)` failed: \(SystemCall.message(number))")
  }
}

/// Extended result codes, which SQLite's header writes as expressions that Swift does not import.
private enum ExtendedCode {
  static let readOnlyRecovery = SQLITE_READONLY | 1 << 8
  static let readOnlyCannotLock = SQLITE_READONLY | 2 << 8
  static let readOnlyRollback = SQLITE_READONLY | 3 << 8
  static let readOnlyCannotInit = SQLITE_READONLY | 5 << 8
  static let cannotOpenLink = SQLITE_CANTOPEN | 6 << 8
  static let busySnapshot = SQLITE_BUSY | 2 << 8
}
