import RapportCatalog
import RapportSyntax
import RapportValues

/// Functions behind `|` that look at all rows together.
extension Resolver {
  func relationFunction(_ call: Call, _ scope: Scope, _ context: Context, _ outer: Context?) {
    switch call.name.text {
    case "rfm": rfm(call, scope, context, outer)
    case "churn": churn(call, scope, context, outer)
    case "health": health(call, scope, context, outer)
    case "early_warning": earlyWarning(call, scope, context, outer)
    case "lift": lift(call, scope, outer)
    case "fit": fit(call, scope, context)
    case "holdout": holdOut(call, scope, context)
    case "kmeans": clusters(call, scope, context)
    case "cohorts": cohorts(call, scope, context)
    case "survival": survival(call, scope, context)
    case "logrank": logRank(call, scope, context)
    case "schedule":
      let _: Expr? = fail(
        "R0560", "`schedule` stands in a statement of its own", at: call.name.span,
        help: ["its visits are the rows of `planned_visits` afterwards, in any statement"])
    case let name:
      let _: Expr? = unknown(
        "there is no function `\(name)` over a relation", call.name,
        KnownFunctions.overRelations.sorted(), code: "R0108")
    }
  }

  /// A column that a method makes.
  struct AnalysisColumn {
    var name: String
    var type: ValueType
    var heading: Heading?
    /// Tells rows apart that are shown alike.
    var isHidden = false
    /// Rows stand in its order.
    var isOrder = false
  }

  /// Goes on with the rows of a method, in the order of its ordering columns.
  func replaceRows(
    of scope: Scope, by method: Analysis.Method, of arguments: [Expr], _ columns: [AnalysisColumn], at span: SourceSpan
  ) {
    discardOrder(scope, by: "a function over all rows")
    let outputs = append(method, arguments, columns, scope, at: span)
    let named = zip(columns, outputs).filter { !$0.0.isHidden }.map { column, output in
      NamedColumn(name: column.name, id: output.id, type: output.type, heading: column.heading)
    }
    let order = zip(columns, outputs).filter { $0.0.isOrder }.map { Expr.column($0.1.id, $0.1.type) }
    scope.replaceRow(by: named, order: order)
  }

  /// Adds the columns of a method to the rows.
  func addColumns(
    to scope: Scope, by method: Analysis.Method, of arguments: [Expr], _ columns: [AnalysisColumn], at span: SourceSpan
  ) {
    let outputs = append(method, arguments, columns, scope, at: span)
    for (column, output) in zip(columns, outputs) {
      add(NamedColumn(name: column.name, id: output.id, type: output.type), to: scope)
    }
  }

  private func append(
    _ method: Analysis.Method, _ arguments: [Expr], _ columns: [AnalysisColumn], _ scope: Scope, at span: SourceSpan
  ) -> [TypedColumn] {
    let outputs = columns.map { TypedColumn(id: allocate(), type: $0.type) }
    scope.pipeline.append(.analyze(Analysis(method: method, arguments: arguments, outputs: outputs)))
    // Where a run says that the rows do not do.
    if let first = outputs.first { remember(.column(first.id, first.type), at: span) }
    return outputs
  }

  /// The keys of `by:`, a row by its own key and its name; nil after an error.
  func analysisKeys(_ node: Expression?, _ context: Context) -> [(expr: Expr, column: AnalysisColumn)]? {
    var keys: [(Expr, AnalysisColumn)] = []
    for item in node?.items ?? [] {
      guard let value = expression(item, context) else { return nil }
      if value.type.isList { return fail("R0205", "a list does not divide rows into groups", at: item.span) }
      guard let identity = partitionKey(item, context) else { return nil }
      let name = unique(item.columnName, among: keys.map(\.1.name))
      let heading = self.heading(of: item, name: name, context)
      keys.append((value, AnalysisColumn(name: name, type: value.type, heading: heading, isOrder: true)))
      for key in identity where key != value {
        keys.append((key, AnalysisColumn(name: "", type: key.type, isHidden: true, isOrder: true)))
      }
    }
    return keys
  }

  /// A value of each order of a row, as a list without an order.
  func activity(_ value: String, of log: OrderLog, _ row: RowReference, _ context: Context, at span: SourceSpan) -> Expr? {
    let saved = listsAreUnordered
    defer { listsAreUnordered = saved }
    listsAreUnordered = true
    return expression(
      ofText: log.aggregate("list", of: value, where: log.until("today")), context.spliced(into: row), at: span)
  }

  /// The orders of the rows of an entity, or those that `events:` names.
  func activity(
    _ arguments: RelationArguments, _ scope: Scope, or otherwise: String
  ) -> (log: OrderLog, row: RowReference)? {
    guard let row = scope.row else {
      return fail(
        "R0521", "`\(arguments.name)` does not know when these rows were active", at: arguments.call.span,
        help: ["rows that are no accounts say it: `\(otherwise)`"])
    }
    var options = ModelOptions()
    options.events = arguments["events"]
    return orderLog(of: row.entity, options, at: arguments.call.span).map { ($0, row) }
  }
}
