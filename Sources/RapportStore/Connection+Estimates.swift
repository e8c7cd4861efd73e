import RapportValues

extension Connection {
  /// Smallest and largest row id, or nil for an empty table, a view, or a table without row ids.
  func rowIDRange(of table: String) throws -> (first: Int64, last: Int64)? {
    let name = SQLName.quoted(table)
    guard try hasRowIDs(table) else { return nil }
    // Two statements: each is one step down the table's tree, both in one would be a scan.
    guard let first = try firstInteger("SELECT min(rowid) FROM \(name)"),
      let last = try firstInteger("SELECT max(rowid) FROM \(name)")
    else { return nil }
    return (first, last)
  }

  /// About how many rows a table has: what ANALYZE counted, else the largest row id.
  func estimatedRows(of table: String) throws -> Int? {
    if try hasTable("sqlite_stat1"),
      let text = try rows(
        "SELECT stat FROM sqlite_stat1 WHERE tbl = ? LIMIT 1", [.text(table)], { $0.text(0) }
      ).first,
      let count = text?.split(separator: " ").first.flatMap({ Int($0) })
    {
      return count
    }
    guard try hasRowIDs(table) else { return nil }
    let last = try firstInteger("SELECT max(rowid) FROM \(SQLName.quoted(table))") ?? 0
    return Int(clamping: max(last, 0))
  }

  private func firstInteger(_ sql: String) throws -> Int64? {
    let statement = try prepare(sql)
    return try statement.step() && !statement.isMissing(0) ? statement.integer(0) : nil
  }

  private func hasTable(_ name: String) throws -> Bool {
    try integer("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", [.text(name)]) != nil
  }

  /// A plain table whose row ids no column of its own hides.
  private func hasRowIDs(_ table: String) throws -> Bool {
    let statement = try prepare("PRAGMA table_list(\(SQLName.quoted(table)))")
    while try statement.step() {
      // schema, name, type, columns, without rowid, strict
      guard statement.text(0) == "main" else { continue }
      guard statement.text(2) == "table", statement.integer(4) == 0 else { return false }
      return try !hasColumn("rowid", in: table)
    }
    return false
  }

  private func hasColumn(_ column: String, in table: String) throws -> Bool {
    try rows("PRAGMA table_xinfo(\(SQLName.quoted(table)))") { $0.text(1) ?? "" }
      .contains { ASCIIName.equal($0, column) }
  }
}
