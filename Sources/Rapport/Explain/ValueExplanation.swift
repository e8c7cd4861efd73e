import RapportCatalog
import RapportFormat
import RapportPlan
import RapportSyntax
import RapportValues

/// `explain FIELD for ROW`, checked and ready: why one row has the value it has.
public struct ValueExplanation: Sendable {
  /// Computes every part of the value in one row; running it can be cancelled.
  public let query: Query
  private let trace: ResolvedTrace

  init(_ trace: ResolvedTrace, query: Query) {
    self.trace = trace
    self.query = query
  }

  /// Finds the row and explains the value.
  ///
  /// - Parameters:
  ///   - language: of its words and names; nil is English. Rules and formulas are quoted as they are.
  ///   - isOnlyShown: whether the answer is shown to a person and goes nowhere else; see `Rows.isOnlyShown`.
  /// - Throws: also when there is no such row, or several.
  public func explain(
    in language: Language? = nil, isOnlyShown: Bool = false
  ) throws(DiagnosticsError) -> ExplainedText {
    var rows = try query.run()
    rows.isOnlyShown = isOnlyShown
    if let language { rows = rows.translated(to: language) }
    let words = ExplanationWords(language)
    var found: [TracedRow] = []
    while let batch = try rows.next() {
      for position in 0..<batch.count { found.append(TracedRow(rows.columns, batch, position, words)) }
    }
    guard let row = found.first, found.count == 1 else { throw problem(found) }
    var lines = ExplanationLines(row, words)
    lines.add(trace)
    return lines.explained
  }

  /// None or several rows are no answer.
  private func problem(_ rows: [TracedRow]) -> DiagnosticsError {
    let (entity, asked) = (trace.entity.name, RapportSyntax.SourceText.text(of: trace.question.row))
    let span = trace.question.row.span
    if rows.isEmpty {
      var help = ["a row is named by its label, code or key"]
      if let label = trace.entity.label {
        help = ["`\(entity) where \(label) contains \(asked)` looks for names like it"]
      }
      return DiagnosticsError(
        .query, [Diagnostic(code: "R0124", "there is no row \(asked) in \(entity)", at: span, help: help)],
        source: query.source, isFromRun: true)
    }
    let names = rows.prefix(ResolvedTrace.rowLimit - 1).map { row in
      "`" + trace.names.map { row.text($0) }.joined(separator: " ") + "`"
    }
    let more = rows.count == ResolvedTrace.rowLimit ? " and others" : ""
    return DiagnosticsError(
      .query,
      [
        Diagnostic(
          code: "R0125", "several rows of \(entity) are called \(asked)", at: span,
          help: ["they are \(names.joined(separator: ", "))\(more); name one by its code or key"])
      ], source: query.source, isFromRun: true)
  }
}

/// The row that holds the parts of a value.
struct TracedRow {
  private let positions: [String: Int]
  private let columns: [ResultColumn]
  private let batch: Batch
  private let row: Int
  private let words: ExplanationWords

  init(_ columns: [ResultColumn], _ batch: Batch, _ row: Int, _ words: ExplanationWords) {
    self.words = words
    positions = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.columns = columns
    self.batch = batch
    self.row = row
  }

  private func column(_ name: String) -> Column? { positions[name].map { batch.columns[$0] } }

  func isMissing(_ name: String) -> Bool { column(name)?.isMissing(row) ?? true }

  /// Whether a condition holds; an unknown one does not.
  func holds(_ name: String) -> Bool { column(name)?.value(at: row).bool ?? false }

  /// As tables show it, an amount with its currency; masked where it tells something about people.
  func text(_ name: String) -> String {
    guard let position = positions[name], columns[position].isMasked, let privacy = columns[position].privacy else {
      return plainText(name)
    }
    return isMissing(name) ? "" : privacy.form.masked(plainText(name))
  }

  private func plainText(_ name: String) -> String {
    guard let column = column(name) else { return "" }
    if case .days(let count) = column.value(at: row) { return words.days(count) }
    let text = CellText(column)[row]
    if let currency = column.type.currency { return "\(text) \(currency.code)" }
    return positions[name + "_currency"] == nil ? text : "\(text) \(self.text(name + "_currency"))"
  }
}
