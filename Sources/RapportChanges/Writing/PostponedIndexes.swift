import RapportCatalog
import RapportStore
import RapportValues

/// Indexes of a table that are dropped before many rows come and made again behind the last, in the same transaction.
///
/// Sorting all rows once costs a fraction of finding a place for each. Unique indexes stay, because they say which rows
/// are there already.
struct PostponedIndexes {
  private let statements: [String]
  /// Fewer rows are not worth it.
  private static let fewest = 100_000

  /// - Parameter rows: about how many rows will come.
  init(of entity: Entity, before rows: Int, _ connection: Connection) throws {
    guard rows >= Self.fewest, entity.key.count == 1, let key = entity.key.first?.column,
      try Int64(rows) >= connection.integer(
        "SELECT max(\(SQLName.quoted(key))) FROM \(SQLName.quoted(entity.table))") ?? 0
    else {
      statements = []
      return
    }
    let found = try connection.prepare(
      """
      SELECT name, sql FROM sqlite_schema
      WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE INDEX%' ORDER BY rowid
      """, [.text(entity.table)])
    var indexes: [(name: String, sql: String)] = []
    while try found.step() {
      if let name = found.text(0), let sql = found.text(1) { indexes.append((name, sql)) }
    }
    found.rewind()
    for index in indexes { try connection.execute("DROP INDEX \(SQLName.quoted(index.name))") }
    statements = indexes.map(\.sql)
  }

  func restore(_ connection: Connection) throws {
    for statement in statements { try connection.execute(statement) }
  }
}

extension Input {
  /// About how many rows the file holds, from the length of its first lines.
  var estimatedRows: Int {
    let lines = preview.start.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    guard lines > 1 else { return 0 }
    return preview.size / max(1, preview.start.count / lines)
  }
}
