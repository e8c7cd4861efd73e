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
    let example = "rfm(n: 5, ties: same_bin, monetary: revenue)"
    let sets = SegmentRuleSet.standard
    var options = RFMOptions()
    let known = ["n", "ties", "segments"] + options.measures.map(\.name)
    guard let given = relationArguments(call, known, example: example),
      let bins = whole("n", given, 2...9, standard: Int64(options.bins), context),
      let ties = word("ties", given, ["same_bin", "ntile"], standard: "same_bin"),
      let segments = word("segments", given, sets.map(\.word), standard: options.rules.word)
    else { return nil }
    options.bins = Int(bins)
    options.isTiled = ties == "ntile"
    options.rules = sets.first { $0.word == segments } ?? options.rules
    for place in options.measures.indices {
      if let node = given[options.measures[place].name] {
        options.measures[place].text = "(\(SourceText.text(of: node)))"
      }
    }
    return options
  }
}
