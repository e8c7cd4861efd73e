import RapportFormat
import RapportSyntax
import RapportValues

/// The rows of one run of a recurring list.
public struct ListRun: Sendable {
  public let list: RecurringList
  /// The columns of the list's query.
  let rows: Batch
  let index: KeyIndex

  public var count: Int { rows.count }

  init(of list: RecurringList, _ rows: Batch) throws(DiagnosticsError) {
    self.list = list
    self.rows = rows
    index = KeyIndex(RowKeys(columns: list.keyPositions.map { rows.columns[$0] }, count: rows.count))
    try checkKeys()
  }

  /// What the list shows.
  public func shownRows() -> Rows {
    let shown = Batch(columns: Array(rows.columns.prefix(list.shownCount)), count: rows.count)
    return Rows(
      FinishedBatches(rows.count == 0 ? [] : [shown]), columns: list.shownColumns, drawing: list.query.drawing,
      export: list.query.export)
  }

  // MARK: - Keys

  private static let mostNamed = 5

  /// Names the rows that cannot be told apart.
  private func checkKeys() throws(DiagnosticsError) {
    var problems: [Diagnostic] = []
    for part in list.keyPositions {
      guard let missing = rows.columns[part].missing, missing.contains(true) else { continue }
      let found = Column.indexes(where: missing)
      let what = found.count == 1 ? "a row" : "\(found.count) rows"
      problems.append(
        problem(
          "\(what) of `\(list.title)` without `\(list.query.columns[part].name)`, which tells rows apart",
          found.prefix(Self.mostNamed).map { "row \($0 + 1): \(text(of: $0))" }))
    }
    let duplicates = index.duplicates
    if !duplicates.isEmpty {
      let what = duplicates.count == 1 ? "a row" : "\(duplicates.count) rows"
      problems.append(
        problem(
          "\(what) of `\(list.title)` with the key of an earlier one",
          duplicates.prefix(Self.mostNamed).map { first, second in
            "rows \(first + 1) and \(second + 1), \(keyText(of: first)): \(text(of: first)); \(text(of: second))"
          }))
    }
    if problems.isEmpty { return }
    throw DiagnosticsError(.query, problems, source: list.query.source, isFromRun: true)
  }

  private func problem(_ message: String, _ named: [String]) -> Diagnostic {
    Diagnostic(code: "R0512", message, at: list.span, help: named)
  }

  private func keyText(of row: Int) -> String {
    zip(list.key, list.keyPositions).map { "\($0) = \(shown(rows.columns[$1], row))" }.joined(separator: ", ")
  }

  /// The first cells of a row that are no part of the key.
  private func text(of row: Int) -> String {
    let cells = rows.columns.indices.filter { !list.keyPositions.contains($0) && !rows.columns[$0].isMissing(row) }
    let first = cells.prefix(3).map { "\(list.query.columns[$0].name) = \(shown(rows.columns[$0], row))" }
    return first.isEmpty ? "nothing else" : first.joined(separator: ", ")
  }

  private func shown(_ column: Column, _ row: Int) -> String {
    column.slice(row..<row + 1).shownTexts().first ?? ""
  }
}
