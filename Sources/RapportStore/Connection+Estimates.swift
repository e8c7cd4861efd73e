import RapportPlan
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

  /// About how many rows a table has: the largest row id, else what ANALYZE counted. (ANALYZE with a limit only
  /// guesses, by a factor of several, and counts fewer rows for a partial index.)
  func estimatedRows(of table: String) throws -> Int? {
    if try hasPlainRowIDs(table) {
      return Int(clamping: max(try firstInteger("SELECT max(rowid) FROM \(SQLName.quoted(table))") ?? 0, 0))
    }
    guard try hasTable("sqlite_stat1") else { return nil }
    return try rows("SELECT stat FROM sqlite_stat1 WHERE tbl = ?", [.text(table)], { $0.text(0) ?? "" })
      .compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }.max()
  }

  /// The first and last day of a date column; at once, where an index starts with it.
  func dayRange(of column: String, in table: String) throws -> (first: Day, last: Day)? {
    let (name, quoted) = (SQLName.quoted(table), SQLName.quoted(column))
    func day(_ function: String) throws -> Day? {
      try rows("SELECT \(function)(\(quoted)) FROM \(name)") { $0.text(0) }.first.flatMap { $0 }
        .flatMap { Day(iso: String($0.prefix(10))) }
    }
    guard let first = try day("min"), let last = try day("max") else { return nil }
    return (first, last)
  }

  /// The indexes of a table with the columns they hold, in order.
  func indexes(of table: String) throws -> [TableIndex] {
    try rows("PRAGMA index_list(\(SQLName.quoted(table)))") {
      (name: $0.text(1) ?? "", origin: $0.text(3) ?? "", isPartial: $0.integer(4) != 0)
    }.map { index in
      let columns = try rows("PRAGMA index_xinfo(\(SQLName.quoted(index.name)))") { $0.text(2) ?? "" }
      return TableIndex(
        name: index.origin == "pk" ? nil : index.name, columns: columns,
        isPartial: index.isPartial)
    }
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

  /// The column that SQLite makes an alias of the row id: the whole primary key, declared `INTEGER`.
  func rowIDColumn(of table: String) throws -> String? {
    guard try hasRowIDs(table) else { return nil }
    let name = SQLName.quoted(table)
    let keys = try rows("PRAGMA table_xinfo(\(name))") {
      (name: $0.text(1) ?? "", type: $0.text(2) ?? "", place: $0.integer(5))
    }.filter { $0.place > 0 }
    guard keys.count == 1, let key = keys.first, ASCIIName.equal(key.type, "integer") else { return nil }
    // `INTEGER PRIMARY KEY DESC` is no alias; like every other key it has an index.
    let hasIndex = try rows("PRAGMA index_list(\(name))") { $0.text(3) ?? "" }.contains("pk")
    return hasIndex ? nil : key.name
  }

  /// Row ids that can be named: no column of the table's own has taken the name.
  func hasPlainRowIDs(_ table: String) throws -> Bool {
    guard try hasRowIDs(table) else { return false }
    return try !rows("PRAGMA table_xinfo(\(SQLName.quoted(table)))") { $0.text(1) ?? "" }
      .contains { ASCIIName.equal($0, "rowid") }
  }
}
