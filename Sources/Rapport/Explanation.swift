import RapportEngine
import RapportPlan
import RapportStore
import RapportValues

extension Query {
  /// How the query is answered: the plan as a tree, the statements for the store with their values and the indexes
  /// they use, and how periods were read.
  ///
  /// - Parameter analyze: also runs the query and gives rows and time per operator.
  public func explanation(analyze: Bool = false) throws(DiagnosticsError) -> String {
    var names = ColumnNames()
    names.collect(from: plan)
    var sections: [(title: String, lines: [String])] = [("plan", PlanText(names: names).lines(plan))]
    let statements = try statementLines()
    if !statements.isEmpty { sections.append(("statements", statements)) }
    if !notes.isEmpty { sections.append(("periods", notes)) }
    if analyze { sections.append(("run", try runLines())) }
    return sections.map { section in
      ([section.title] + section.lines.map { "  " + $0 }).joined(separator: "\n")
    }.joined(separator: "\n") + "\n"
  }

  private func statementLines() throws(DiagnosticsError) -> [String] {
    var lines: [String] = []
    for statement in plan.sourceQueries {
      lines += statement.sql.split(separator: "\n").map(String.init)
      lines += statement.bindings.enumerated().map { "  ?\($0 + 1) = \($1)" }
      lines += try Failure.wrapping { try database.queryPlan(of: statement) }.map { "  -- \($0)" }
    }
    return lines
  }

  private func runLines() throws(DiagnosticsError) -> [String] {
    let (rows, context) = try run(collectingStatistics: true)
    let start = ContinuousClock.now
    while try rows.next() != nil {}
    let total = ContinuousClock.now - start
    let operators = context.statistics?.operators ?? []
    return operators.map { entry in
      let name = String(repeating: "  ", count: entry.depth) + entry.name
      return "\(name): \(entry.rows) rows, \(entry.time.milliseconds) ms"
    } + ["total: \(rows.count) rows, \(total.milliseconds) ms"]
  }
}

extension Duration {
  /// Milliseconds with one digit behind the point.
  var milliseconds: String {
    let (seconds, attoseconds) = components
    let tenths = seconds * 10_000 + attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension Rel {
  /// The relations it is computed from, without those that conditions ask.
  var inputs: [Rel] {
    switch self {
    case .scan, .constant, .file, .source: []
    case .filter(let input, _), .extend(let input, _), .sort(let input, _), .slice(let input, _, _),
      .top(let input, _, _, _), .aggregate(let input, _, _), .fill(let input, _), .window(let input, _),
      .distinct(let input, _), .project(let input, _):
      [input]
    case .attach(let input, let attachment): [input, attachment.inner]
    case .combine(_, let left, let right, _): [left, right]
    }
  }

  /// The store's statements in it, an operator's own before those of its inputs.
  var sourceQueries: [SourceQuery] {
    var found: [SourceQuery] = []
    if case .source(let query) = self { found.append(query) }
    for expression in expressions { found += expression.relations.flatMap(\.sourceQueries) }
    return found + inputs.flatMap(\.sourceQueries)
  }

  /// The expressions the operator itself evaluates.
  private var expressions: [Expr] {
    switch self {
    case .scan, .constant, .file, .source, .slice, .fill, .distinct, .combine, .project: []
    case .filter(_, let condition): [condition]
    case .extend(_, let added): added.map(\.value)
    case .attach(_, let attachment):
      attachment.keys.map(\.outer) + attachment.aggregates.compactMap(\.argument)
        + attachment.aggregates.compactMap(\.filter)
    case .sort(_, let keys): keys.map(\.value)
    case .top(_, _, let keys, let per): keys.map(\.value) + per
    case .aggregate(_, let keys, let aggregates):
      keys.map(\.value) + aggregates.compactMap(\.argument) + aggregates.compactMap(\.filter)
    case .window(_, let windows): windows.compactMap(\.argument) + windows.flatMap(\.per)
    }
  }
}

extension Expr {
  /// The relations that membership conditions in it ask.
  fileprivate var relations: [Rel] {
    switch self {
    case .column, .literal: []
    case .apply(_, let operands, _): operands.flatMap(\.relations)
    case .when(let branches, let otherwise, _):
      branches.flatMap { $0.condition.relations + $0.value.relations } + (otherwise?.relations ?? [])
    case .inValues(let operand, _, _): operand.relations
    case .inRelation(let operands, let relation, _): operands.flatMap(\.relations) + [relation]
    }
  }
}
