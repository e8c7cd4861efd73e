import CSQLite
import RapportValues

/// Writes loaded rows to an SQLite file, so that the engine reads what the naive evaluator holds.
package enum SQLiteWriter {
  package struct Failure: Error, CustomStringConvertible {
    package var description: String

    package init(description: String) { self.description = description }
  }

  /// Creates the file; it must not exist.
  package static func write(_ store: NaiveStore, schema: String, to path: String) throws {
    try create(path) { database in
      try run(schema, database)
      for (table, rows) in store.tables.sorted(by: { $0.key < $1.key }) {
        try insert(rows, into: table, database)
      }
    }
  }

  /// Creates the file by a script of statements; it must not exist.
  package static func create(_ path: String, sql: String) throws {
    try create(path) { try run(sql, $0) }
  }

  private static func create(_ path: String, _ fill: (OpaquePointer) throws -> Void) throws {
    var opened: OpaquePointer?
    let status = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
    defer { sqlite3_close_v2(opened) }
    guard status == SQLITE_OK, let database = opened else {
      throw Failure(description: "cannot create \(path)")
    }
    try run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN", database)
    try fill(database)
    try run("COMMIT", database)
  }

  private static func run(_ sql: String, _ database: OpaquePointer) throws {
    guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw failure(database) }
  }

  private static func failure(_ database: OpaquePointer) -> Failure {
    Failure(description: sqlite3_errmsg(database).map { String(cString: $0) } ?? "unknown error")
  }

  private static func insert(
    _ rows: [NaiveStore.StoredRow], into table: String, _ database: OpaquePointer
  ) throws {
    guard let columns = rows.first?.keys.sorted() else { return }
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    var prepared: OpaquePointer?
    let sql = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
    defer { sqlite3_finalize(prepared) }
    guard sqlite3_prepare_v2(database, sql, -1, &prepared, nil) == SQLITE_OK, let statement = prepared
    else { throw failure(database) }
    for row in rows {
      for (position, column) in columns.enumerated() {
        bind(row[column] ?? .missing, to: statement, at: Int32(position + 1))
      }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw failure(database) }
      sqlite3_reset(statement)
    }
  }

  private static func bind(_ value: Value, to statement: OpaquePointer, at position: Int32) {
    switch value {
    case .integer(let integer): sqlite3_bind_int64(statement, position, integer)
    case .float(let double): sqlite3_bind_double(statement, position, double)
    case .text(let text):
      _ = text.withCString { rapport_sqlite3_bind_text(statement, position, $0, -1) }
    default: sqlite3_bind_null(statement, position)
    }
  }
}
