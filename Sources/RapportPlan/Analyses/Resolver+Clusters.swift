import RapportSyntax
import RapportValues

/// `| kmeans(k: 4, on: (revenue, order_count))`
extension Resolver {
  private static let example = "kmeans(k: 4, on: (revenue, order_count))"

  func clusters(_ call: Call, _ scope: Scope, _ context: Context) {
    let labels = ["k", "on", "seed", "runs", "log"]
    guard let arguments = relationArguments(call, labels, example: Self.example) else { return }
    guard let on = arguments["on"], arguments["k"] != nil else {
      let _: Expr? = fail(
        "R0307", "`kmeans` needs the number of groups and what rows are alike in", at: call.span, help: [Self.example])
      return
    }
    let measures = on.items.compactMap { measure($0, context) }
    guard measures.count == on.items.count,
      let count = whole("k", arguments, 1...1_000, standard: 4, context),
      let seed = whole("seed", arguments, 0...Int64.max, standard: 1, context),
      let runs = whole("runs", arguments, 1...1_000, standard: 10, context),
      let logarithms = flag("log", arguments, standard: true, context)
    else { return }
    addColumns(
      to: scope,
      by: .clusters(
        Analysis.Clustering(count: Int(count), seed: UInt64(clamping: seed), runs: Int(runs), logarithms: logarithms)),
      of: measures,
      [
        AnalysisColumn(name: "cluster", type: .integer), AnalysisColumn(name: "distance", type: .float(currency: nil)),
      ], at: call.span)
  }

  private func measure(_ node: Expression, _ context: Context) -> Expr? {
    guard let value = expression(node, context) else { return nil }
    guard value.type.isNumeric || value.type == .days else {
      return fail(
        "R0202", "`kmeans` measures how far numbers lie apart, and this is \(value.type.article)", at: node.span)
    }
    return comparable(value, by: [], context, at: node.span)
  }

  private func flag(_ label: String, _ arguments: RelationArguments, standard: Bool, _ context: Context) -> Bool? {
    guard let node = arguments[label] else { return standard }
    if case .literal(.bool(let value), _)? = quietly({ self.expression(node, context) }) { return value }
    return fail("R0307", "`\(label):` is `true` or `false`", at: node.span)
  }
}
