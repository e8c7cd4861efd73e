package import RapportValues

/// Tables as SQLite would hold them: every cell is missing, an integer, a float or a text.
package struct NaiveStore: Sendable {
  package typealias StoredRow = [String: Value]

  /// Rows by table name, in the order they were written.
  package var tables: [String: [StoredRow]]
  /// Records of CSV files by path, without the header.
  package var files: [String: [[String]]]

  package init(tables: [String: [StoredRow]] = [:], files: [String: [[String]]] = [:]) {
    self.tables = tables
    self.files = files
  }

  func rows(of table: String) throws -> [StoredRow] {
    guard let rows = tables[table] else { throw NaiveError.unsupported("no table \(table)") }
    return rows
  }
}
