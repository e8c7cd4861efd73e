import RapportStore
import RapportValues

/// An index by which an import finds rows that are there, where the table has none; it goes with the transaction's end.
enum MatchIndex {
  private static let prefix = "import_match_"

  /// Makes the index unless some index begins with these columns.
  static func make(of terms: [MatchTerm], on table: String, _ connection: Connection) throws {
    let schema = try DatabaseSchema.read(connection)
    let isPlain = !terms.contains(where: \.isFolded)
    if isPlain, schema.table(table)?.hasIndex(startingWith: terms.map(\.column)) ?? true { return }
    let count = try names(connection).count
    let list = terms.map(\.indexed).joined(separator: ", ")
    try connection.execute("CREATE INDEX \(prefix)\(count + 1) ON \(SQLName.quoted(table)) (\(list))")
  }

  /// Drops all of them.
  static func drop(_ connection: Connection) throws {
    for name in try names(connection) { try connection.execute("DROP INDEX \(name)") }
  }

  private static func names(_ connection: Connection) throws -> [String] {
    let found = try connection.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB ?", [.text(prefix + "*")])
    var names: [String] = []
    while try found.step() { if let name = found.text(0) { names.append(name) } }
    found.rewind()
    return names
  }
}
