import RapportAnalytics
import RapportSyntax
import RapportValues

/// `churned(W)` of an account and `| churn()` over accounts.
extension Resolver {
  /// An account that bought, but not in the days up to today that the window holds; missing if it never did.
  func churned(_ call: Call, _ context: Context, expecting: ValueType?) -> Expr? {
    let last = call.arguments.first { $0.label?.text == "last" }?.value
    let others = call.arguments.filter { $0.label?.text != "last" }
    guard others.count == 1, let window = others.first, window.label == nil else {
      return fail(
        "R0307", "`churned` takes the length of the silence", at: call.span, help: ["churned(90 days)"])
    }
    let day = last.map { "(\(SourceText.text(of: $0)))" } ?? "last_order"
    let text = "when \(day) is missing then missing else \(day) <= today - \(SourceText.text(of: window.value))"
    return expand(call, expression: text, context, expecting: expecting ?? .bool)
  }

  /// One row for all customers, or for each group of them: how many of those at the start were lost, and what became of
  /// their revenue.
  func churn(_ call: Call, _ scope: Scope, _ context: Context, _ outer: Context?) {
    let example = "churn(period: 2025, by: region)"
    guard let given = labelled(call, allowed: ["period", "by", "start", "end", "keeping"], example: example) else {
      return
    }
    if given["period"] != nil, given["start"] != nil || given["end"] != nil {
      let _: Expr? = fail(
        "R0307", "`period:` stands for `start:` and `end:`", at: call.span, help: ["give the one or the others"])
      return
    }
    guard (given["start"] == nil) == (given["end"] == nil) else {
      let _: Expr? = fail("R0307", "`start:` and `end:` need each other", at: call.span)
      return
    }
    guard let keeping = given["keeping"].map({ number(of: $0, "keeping", context) }) ?? .some(nil) else { return }
    let period = given["period"].map(SourceText.text(of:)) ?? "last 12 months"
    let amount = { (period: String) in "sum(amount of orders in \(period) where status = sold)" }
    let start = given["start"].map(SourceText.text(of:)) ?? amount("\(period) - 1 year")
    let end = given["end"].map(SourceText.text(of:)) ?? amount(period)
    let keys = keyTexts(given["by"])
    // Amounts at the end below 0, such as net returns, count as nothing.
    var text = "with churn_start = \(start), churn_end = \(end) where churn_start > 0"
    text += " with churn_lost = when churn_end > 0 then 0 else 1,"
    text += " churn_gone = when churn_end > 0 then missing else churn_start,"
    text += " churn_less = when churn_end > 0 and churn_end < churn_start then churn_start - churn_end else missing,"
    text += " churn_more = when churn_end > churn_start then churn_end - churn_start else missing"
    if !keys.isEmpty { text += " group by \(keys.joined(separator: ", "))" }
    text += " select " + (keys + Self.churnMeasures(keeping: keeping)).joined(separator: ", ")
    expand(call, into: text, scope, outer)
  }

  private static func churnMeasures(keeping: String?) -> [String] {
    let band = ChurnBand.usual
    let lost = "sum(churn_lost)"
    let kept = "1 - (sum(churn_less) + sum(churn_gone)) / sum(churn_start)"
    var measures = [
      "count() as customers", "\(lost) as lost", "\(lost) / count() as logo_churn", "sum(churn_start) as revenue",
      "sum(churn_gone) as churned_revenue", "sum(churn_less) as contraction", "sum(churn_more) as expansion",
      "sum(churn_gone) / sum(churn_start) as revenue_churn", "\(kept) as gross_retention",
      "\(kept) + sum(churn_more) / sum(churn_start) as net_retention",
      // Exact numbers, so that both ends lie within.
      "when count() = 0 then missing when \(lost) < \(band.lowerBound) * count() then \"below 10 %\""
        + " when \(lost) > \(band.upperBound) * count() then \"above 30 %\" else \"within 10 to 30 %\" as usual_loss",
    ]
    if let keeping {
      let factor = ReplacementCost.usualFactor
      measures.append("\(lost) * \(keeping) * \(Int(factor.lowerBound)) as replacing_from")
      measures.append("\(lost) * \(keeping) * \(Int(factor.upperBound)) as replacing_to")
    }
    return measures
  }

  /// The text of a constant amount.
  private func number(of node: Expression, _ name: String, _ context: Context) -> String?? {
    constantText(node, name, in: 0...1e12, otherwise: "", context).map { .some($0) }
  }
}
