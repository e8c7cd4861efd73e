import CSQLite
import RapportValues

/// Loads the tables of an SQLite file for the naive evaluator.
package enum SQLiteReader {
  package static func load(_ path: String, _ tables: [String]) throws -> NaiveStore {
    var opened: OpaquePointer?
    let status = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY, nil)
    defer { sqlite3_close_v2(opened) }
    guard status == SQLITE_OK, let database = opened else {
      throw SQLiteWriter.Failure(description: "cannot open \(path)")
    }
    var store = NaiveStore()
    for table in tables { store.tables[table] = try rows(of: table, database) }
    return store
  }

  private static func rows(of table: String, _ database: OpaquePointer) throws -> [NaiveStore.StoredRow] {
    var prepared: OpaquePointer?
    defer { sqlite3_finalize(prepared) }
    guard sqlite3_prepare_v2(database, "SELECT * FROM \"\(table)\"", -1, &prepared, nil) == SQLITE_OK,
      let statement = prepared
    else { throw SQLiteWriter.Failure(description: "cannot read \(table)") }
    var rows: [NaiveStore.StoredRow] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      var row: NaiveStore.StoredRow = [:]
      for column in 0..<sqlite3_column_count(statement) {
        row[String(cString: sqlite3_column_name(statement, column))] = value(statement, column)
      }
      rows.append(row)
    }
    return rows
  }

  private static func value(_ statement: OpaquePointer, _ column: Int32) -> Value {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: .float(sqlite3_column_double(statement, column))
    case SQLITE_TEXT: .text(sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "")
    default: .missing
    }
  }
}
