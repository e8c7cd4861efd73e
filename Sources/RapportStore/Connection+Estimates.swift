import RapportValues

extension Connection {
  /// Smallest and largest row id, or nil for an empty table, a view, or a table without row ids.
  func rowIDRange(of table: String) throws -> (first: Int64, last: Int64)? {
    let name = SQLName.quoted(table)
    guard try hasPlainRowIDs(table) else { return nil }
    // Two statements: each is one step down the table's tree, both in one would be a scan.
    guard let first = try firstInteger("SELECT min(rowid) FROM \(name)"),
      let last = try firstInteger("SELECT max(rowid) FROM \(name)")
    else { return nil }
    return (first, last)
  }

  /// About how many rows a table has: the largest row id, or what ANALYZE counted if that is less. (With an analysis
  /// limit ANALYZE only guesses, by a factor of several.)
  func estimatedRows(of table: String) throws -> Int? {
    var counted: Int?
    if try hasTable("sqlite_stat1"),
      let text = try rows(
        "SELECT stat FROM sqlite_stat1 WHERE tbl = ? LIMIT 1", [.text(table)], { $0.text(0) }
      ).first
    {
      counted = text?.split(separator: " ").first.flatMap { Int($0) }
    }
    guard try hasPlainRowIDs(table) else { return counted }
    let last = Int(clamping: max(try firstInteger("SELECT max(rowid) FROM \(SQLName.quoted(table))") ?? 0, 0))
    return min(last, counted ?? last)
  }

  private func firstInteger(_ sql: String) throws -> Int64? {
    let statement = try prepare(sql)
    return try statement.step() && !statement.isMissing(0) ? statement.integer(0) : nil
  }

  private func hasTable(_ name: String) throws -> Bool {
    try integer("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", [.text(name)]) != nil
  }

  /// A table, no view or virtual table, that was not declared WITHOUT ROWID.
  func hasRowIDs(_ table: String) throws -> Bool {
    guard
      try integer(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = ? COLLATE NOCASE",
        [.text(table)])
        != nil
    else { return false }
    // A table without row ids is an index under its own name.
    return try rows("PRAGMA index_xinfo(\(SQLName.quoted(table)))") { $0.integer(0) }.isEmpty
  }

  /// Row ids that can be named: no column of the table's own has taken the name.
  func hasPlainRowIDs(_ table: String) throws -> Bool {
    guard try hasRowIDs(table) else { return false }
    return try !rows("PRAGMA table_xinfo(\(SQLName.quoted(table)))") { $0.text(1) ?? "" }
      .contains { ASCIIName.equal($0, "rowid") }
  }
}
