import RapportEngine
import RapportPlan
import RapportStore
import RapportValues

extension Query {
  /// How the query is answered: the plan as a tree, the statements for the store with their values and the
  /// indexes they use, and how periods were read.
  ///
  /// - Parameter analyze: also runs the query and gives rows and time per operator.
  public func explanation(analyze: Bool = false) throws(DiagnosticsError) -> String {
    let logical = Execution.planner(for: database).optimized(resolved.relation)
    var sections = [
      section("plan", PlanPrinter.text(of: logical)),
      section("run", PlanPrinter.text(of: plan, measures: analyze ? try measures() : nil)),
    ]
    for (position, statement) in plan.sources.enumerated() {
      sections.append(section("statement \(position + 1)", try text(of: statement)))
    }
    for card in resolved.models { sections.append(section("model", card.lines.joined(separator: "\n"))) }
    if !notes.isEmpty { sections.append(section("periods", notes.joined(separator: "\n"))) }
    let indexes = try wantedIndexes()
    if !indexes.isEmpty { sections.append(section("missing indexes", indexes.joined(separator: "\n"))) }
    if !settingsNotes.isEmpty { sections.append(section("settings", settingsNotes.joined(separator: "\n"))) }
    return sections.joined(separator: "\n")
  }

  /// Indexes that the statements could use; only of somebody else's database, which the owner may give them.
  private func wantedIndexes() throws(DiagnosticsError) -> [String] {
    if database.isOwn { return [] }
    var lines: [String] = []
    for statement in plan.sources {
      for index in try Failure.wrapping({ try database.wantedIndexes(for: statement) }) {
        let line = "\(index.sql);  -- \(index.reason)"
        if !lines.contains(line) { lines.append(line) }
      }
    }
    return lines
  }

  private func section(_ title: String, _ text: String) -> String {
    title + "\n" + text.split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  private func text(of statement: SourceQuery) throws(DiagnosticsError) -> String {
    var lines = [statement.sql]
    lines += statement.bindings.enumerated().map { "?\($0 + 1) = \($1.sourceText)" }
    lines += try Failure.wrapping { try database.queryPlan(of: statement) }.map { "· \($0)" }
    return lines.joined(separator: "\n")
  }

  /// Rows and time per operator of a whole run, in the order of the plan's lines.
  private func measures() throws(DiagnosticsError) -> [PlanPrinter.OperatorMeasure] {
    let (rows, context) = try run(collectingStatistics: true)
    rows.isOnlyShown = true
    while try rows.next() != nil {}
    return (context.statistics?.operators ?? []).map {
      PlanPrinter.OperatorMeasure(rows: $0.rows, nanoseconds: $0.time.nanoseconds)
    }
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
  }
}
