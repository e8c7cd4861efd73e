import RapportAnalytics
import RapportSyntax
import RapportValues

/// `| rfm()`: recency, frequency and money of the rows, as scores and named segments.
extension Resolver {
  /// What the measures are where the call does not say: the fields of the standard catalog.
  private static let measures = [
    ("recency", "days(today - last_order)"), ("frequency", "order_count"), ("monetary", "lifetime_revenue"),
  ]

  /// Adds the columns that `| rfm(…)` stands for; they are ordinary expressions of the language.
  func rfm(_ call: Call, _ scope: Scope, _ context: Context, _ outer: Context?) {
    guard let options = rfmOptions(call, context) else { return }
    let bins = options.bins
    // Who never ordered has no scores, and moves nobody's.
    func known(_ measure: String) -> String { "when recency is known then \(measure) else missing" }
    var text = "with " + options.measures.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
    if options.isTiled {
      text += " with r_score = ntile(\(bins), recency), f_score = \(bins + 1) - ntile(\(bins), \(known("frequency"))),"
        + " m_score = \(bins + 1) - ntile(\(bins), \(known("monetary")))"
    } else {
      text += " with r_score = score_of_small(\(bins), recency), f_score = score(\(bins), \(known("frequency"))),"
        + " m_score = score(\(bins), \(known("monetary")))"
    }
    text += " with rfm_score = 100 * r_score + 10 * f_score + m_score"
    let rules = options.rules
    if bins == rules.bins { text += " with segment = " + Self.expression(rules) }
    expand(call, into: text, scope, outer)
  }

  /// The rules as one expression: the first whose ranges hold the scores.
  private static func expression(_ rules: SegmentRuleSet) -> String {
    let branches = rules.rules.map { rule in
      let ranges = [("r_score", rule.recency), ("f_score", rule.frequency), ("m_score", rule.money)]
      let conditions = ranges.map { "\($0) >= \($1.lowerBound) and \($0) <= \($1.upperBound)" }
      return "when \(conditions.joined(separator: " and ")) then \(SourceText.quoted(rule.name))"
    }
    return branches.joined(separator: " ")
      + " when rfm_score is known then \(SourceText.quoted(rules.otherwise)) else missing"
  }

  private struct RFMOptions {
    var bins = 5
    var isTiled = false
    var rules = SegmentRuleSet.rsquared03
    var measures: [(name: String, text: String)] = Resolver.measures.map { (name: $0.0, text: $0.1) }
  }

  private func rfmOptions(_ call: Call, _ context: Context) -> RFMOptions? {
    var options = RFMOptions()
    for argument in call.arguments {
      switch argument.label?.text {
      case "n":
        guard let count = integerConstant(argument.value, context), (2...9).contains(count) else {
          return fail("R0307", "`n:` is a whole number from 2 to 9", at: argument.value.span)
        }
        options.bins = Int(count)
      case "ties":
        let word = argument.value.bareWord?.text
        guard word == "same_bin" || word == "ntile" else {
          return fail("R0307", "`ties:` is `same_bin` or `ntile`", at: argument.value.span)
        }
        options.isTiled = word == "ntile"
      case "segments":
        let word = argument.value.bareWord?.text
        guard let rules = SegmentRuleSet.standard.first(where: { $0.word == word }) else {
          let words = SegmentRuleSet.standard.map { "`\($0.word)`" }.joined(separator: ", ")
          return fail(
            "R0307", "`segments:` names a set of rules: \(words)", at: argument.value.span,
            help: ["own rules are an expression: `| rfm() with mine = when r_score >= 4 then \"Stars\" else \"Others\"`"])
        }
        options.rules = rules
      case let label?:
        guard let place = options.measures.firstIndex(where: { $0.name == label }) else {
          return fail(
            "R0307", "`rfm` has no parameter `\(label)`", at: argument.value.span,
            help: ["its parameters: n, ties, segments, recency, frequency, monetary"])
        }
        options.measures[place].text = "(\(SourceText.text(of: argument.value)))"
      case nil:
        return fail(
          "R0307", "`rfm` takes its arguments by name", at: argument.value.span,
          help: ["rfm(n: 5, ties: same_bin, recency: days(today - last_order), frequency: order_count, monetary: revenue)"])
      }
    }
    return options
  }
}
