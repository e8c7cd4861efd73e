import RapportStore

/// A column by which rows are found, compared as queries compare it.
struct MatchTerm {
  var column: String
  /// Text without a folded copy beside it: case and width are folded for the comparison.
  var isFolded: Bool

  var indexed: String { folded(SQLName.quoted(column)) }
  var condition: String { indexed + " = " + folded("?") }

  private func folded(_ sql: String) -> String { isFolded ? "\(Connection.foldFunction)(\(sql))" : sql }
}
