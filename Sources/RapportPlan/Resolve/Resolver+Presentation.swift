import RapportSyntax

/// A query in two parts: what its rows are, and the clauses behind them that say what becomes of these.
struct PresentedQuery {
  var rows: Query
  var chart: (call: Call, span: SourceSpan)?
  var target: (name: Expression, span: SourceSpan)?

  /// `chart` and `to` are the last clauses of a statement, in this order; elsewhere they stay where they are.
  init(_ query: Query) {
    rows = query
    if let last = rows.clauses.last, case .to(let name) = last.kind {
      target = (name, last.span)
      rows.clauses.removeLast()
    }
    if let last = rows.clauses.last, case .chart(let call) = last.kind {
      chart = (call, last.span)
      rows.clauses.removeLast()
      selectMeasures(of: call)
    }
  }

  /// `group by region | chart bar(y: sum(revenue))`: what a chart computes per group is what the group
  /// selects.
  private mutating func selectMeasures(of call: Call) {
    guard let last = rows.clauses.last, case .group = last.kind else { return }
    let computed = call.arguments.flatMap(\.value.items).filter { $0.isComputed }
    if computed.isEmpty { return }
    let items = computed.map { SelectItem(value: $0, name: nil) }
    rows.clauses.append(Clause(.select(items), span: call.span, piped: false))
  }
}

extension Expression {
  /// The elements of a list, or the value itself.
  var items: [Expression] {
    if case .list(let items) = unwrapped.kind { return items }
    return [self]
  }

  /// Neither a name nor a constant.
  fileprivate var isComputed: Bool {
    switch unwrapped.kind {
    case .path, .literal, .parameter: false
    default: true
    }
  }
}

extension ChartPlan {
  /// The plan with other positions for its columns.
  fileprivate func moved(to positions: [Int?]) -> ChartPlan {
    let moved = { (position: Int) in positions.indices.contains(position) ? positions[position] : nil }
    var plan = self
    plan.x = x.flatMap(moved)
    plan.values = values.compactMap(moved)
    plan.series = series.flatMap(moved)
    return plan
  }
}

extension Resolver {
  /// Resolves the rows of a statement and what becomes of them.
  func present(_ query: PresentedQuery, _ finish: (Scope) -> ResolvedQuery?) -> ResolvedQuery? {
    let before = errorCount
    let scope = pipeline(for: query.rows, outer: nil)
    checkSize(at: query.rows.source.span)
    // The name of a file is checked even where the rows are wrong.
    let target = query.target.flatMap { fileTarget($0.name, at: $0.span) }
    guard let scope, errorCount == before else { return nil }
    let chart = query.chart.flatMap { self.chart($0.call, scope, at: $0.span) }
    let drawn = scope.shown
    guard errorCount == before, var resolved = finish(scope) else { return nil }
    // The result may have more columns: the currencies of amounts.
    let positions =
      chart == nil ? [] : (drawn ?? []).map { column in resolved.columns.firstIndex { $0.id == column.id } }
    resolved.presentation = Presentation(chart: chart?.moved(to: positions), target: target)
    return resolved
  }

  func misplaced(_ word: String, at span: SourceSpan) {
    let order = word == "to" ? "`| to` is the last clause" : "only `| to` stands behind `| chart`"
    report(
      Diagnostic(
        code: "R0240", "`\(word)` belongs at the end of a statement", at: span,
        help: [order + "; relations inside a statement and `let` have neither"]))
  }
}
