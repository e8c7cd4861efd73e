import CSQLite

extension Connection {
  /// Whether a column's texts are compared byte by byte, not by a collation of its own.
  func isBinary(_ column: String, of table: String) -> Bool {
    var collation: UnsafePointer<CChar>?
    let status = sqlite3_table_column_metadata(handle, nil, table, column, nil, &collation, nil, nil, nil)
    return status == SQLITE_OK && collation.map { String(cString: $0) } == "BINARY"
  }
}
