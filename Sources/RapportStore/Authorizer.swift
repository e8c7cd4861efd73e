import CSQLite
import Glibc

/// What a reading session may do: an allow-list, asked whenever SQLite prepares a statement.
enum Authorizer {
  /// Pragmas that only report.
  private static let pragmas: [StaticString] = [
    "table_xinfo", "foreign_key_list", "index_list", "index_xinfo", "quick_check",
    "integrity_check",
  ]
  /// Pragmas that report without an argument and would set with one.
  private static let readablePragmas: [StaticString] = [
    "user_version", "application_id", "schema_version", "data_version", "page_count", "journal_mode",
    "encoding",
  ]
  private static let functions: [StaticString] = ["fts3_tokenizer", "load_extension"]

  static func install(on database: OpaquePointer) {
    sqlite3_set_authorizer(
      database,
      { _, action, first, second, _, _ in
        Authorizer.allows(action, first, second) ? SQLITE_OK : SQLITE_DENY
      }, nil)
  }

  private static func allows(
    _ action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?
  ) -> Bool {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE, SQLITE_TRANSACTION: true
    case SQLITE_FUNCTION: !contains(functions, second)
    case SQLITE_PRAGMA:
      contains(pragmas, first) || (second == nil && contains(readablePragmas, first))
    default: false
    }
  }

  private static func contains(_ names: [StaticString], _ name: UnsafePointer<CChar>?) -> Bool {
    guard let name else { return false }
    return names.contains { known in
      strlen(name) == known.utf8CodeUnitCount
        && strncasecmp(
          name, UnsafeRawPointer(known.utf8Start).assumingMemoryBound(to: CChar.self),
          known.utf8CodeUnitCount) == 0
    }
  }
}
