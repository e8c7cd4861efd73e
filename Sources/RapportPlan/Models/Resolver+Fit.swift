import RapportAnalytics
import RapportCatalog
import RapportSyntax
import RapportValues

/// `| fit(…)`: the parameters of a model as rows.
extension Resolver {
  func fit(_ call: Call, _ scope: Scope, _ context: Context) {
    guard let row = scope.row else {
      let _: Expr? = fail("R0543", "`fit` needs rows of an entity with orders", at: call.span)
      return
    }
    guard let options = modelOptions(call, positional: 0, example: "fit(model: mbg_nbd, unit: week)"),
      let log = orderLog(of: row.entity, options, at: call.span)
    else { return }
    noteWholePopulation(scope, options, call)
    let kind = options.kind ?? Self.standardModel
    guard let outcome = model(kind, log, options, isUsed: false, at: call.span) else { return }
    var rows: [[Value]] = []
    if case .fitted(let model) = outcome { rows = Self.rows(of: model) }
    let float = ValueType.float(currency: nil)
    replace(
      scope, by: [("parameter", .text), ("estimate", float), ("standard_error", float), ("note", .text)], rows)
  }

  private static func rows(of model: FittedModel) -> [[Value]] {
    func line(_ name: String, _ value: Double, note: String? = nil) -> [Value] {
      [.text(name), .float(value), .missing, note.map(Value.text) ?? .missing]
    }
    var rows = model.parameters.map { parameter -> [Value] in
      [.text(parameter.name), .float(parameter.value), parameter.standardError.map(Value.float) ?? .missing, .missing]
    }
    if let logLikelihood = model.logLikelihood { rows.append(line("log_likelihood", logLikelihood)) }
    rows.append(line("converged", model.isConverged ? 1 : 0, note: model.verdict))
    rows.append(line("customers", Double(model.customers)))
    rows.append(line("repeat_customers", Double(model.repeaters)))
    return rows
  }

  /// Says that conditions before it do not limit the customers of a model.
  private func noteWholePopulation(_ scope: Scope, _ options: ModelOptions, _ call: Call) {
    guard options.population == nil, scope.pipeline.steps.contains(where: { if case .extend = $0 { false } else { true } })
    else { return }
    report(
      Diagnostic(
        .note, code: "R0544", "the model is fitted to all rows, not only to those before `| \(call.name.text)`",
        at: call.span,
        help: ["a population has a name: `let key = accounts where key_account`, then `\(call.name.text)(of: key)`"]))
  }

  /// Goes on with literal rows.
  func replace(_ scope: Scope, by columns: [(name: String, type: ValueType)], _ rows: [[Value]]) {
    let typed = columns.map { TypedColumn(id: allocate(), type: $0.type) }
    let pipeline = Pipeline(.relation(.constant(columns: typed, rows: rows))) { [unowned self] in allocate() }
    let named = zip(columns, typed).map { NamedColumn(name: $0.name, id: $1.id, type: $1.type) }
    scope.replace(pipeline, columns: named)
  }
}
