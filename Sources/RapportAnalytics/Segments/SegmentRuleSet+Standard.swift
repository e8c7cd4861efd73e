extension SegmentRuleSet {
  /// The segments of the R package rfm since version 0.3 (rsquared academy), for five bins.
  package static let rsquared03 = SegmentRuleSet(
    "rsquared", "0.3", 5,
    [
      Rule("Champions", recency: 5...5, frequency: 5...5, money: 5...5),
      Rule("Potential Loyalist", recency: 3...5, frequency: 3...5, money: 2...5),
      Rule("Loyal Customers", recency: 2...4, frequency: 2...4, money: 2...4),
      Rule("Promising", recency: 3...4, frequency: 1...3, money: 3...5),
      Rule("New Customers", recency: 4...5, frequency: 1...3, money: 1...5),
      Rule("Can't Lose Them", recency: 1...2, frequency: 3...4, money: 4...5),
      Rule("At Risk", recency: 1...2, frequency: 2...5, money: 4...5),
      Rule("Need Attention", recency: 1...3, frequency: 3...5, money: 3...5),
      Rule("About To Sleep", recency: 2...3, frequency: 1...3, money: 1...4),
      Rule("Lost", recency: 1...1, frequency: 1...5, money: 1...5),
    ], "Others")

  /// The segments of the same package up to version 0.2. New Customers, Promising and Can't Lose Them never
  /// appear: wider rules before them take their customers.
  package static let rsquared02 = SegmentRuleSet(
    "rsquared", "0.2", 5,
    [
      Rule("Champions", recency: 4...5, frequency: 4...5, money: 4...5),
      Rule("Loyal Customers", recency: 2...5, frequency: 3...5, money: 3...5),
      Rule("Potential Loyalist", recency: 3...5, frequency: 1...3, money: 1...3),
      Rule("New Customers", recency: 4...5, frequency: 1...1, money: 1...1),
      Rule("Promising", recency: 3...4, frequency: 1...1, money: 1...1),
      Rule("Need Attention", recency: 2...3, frequency: 2...3, money: 2...3),
      Rule("About To Sleep", recency: 2...3, frequency: 1...2, money: 1...2),
      Rule("At Risk", recency: 1...2, frequency: 2...5, money: 2...5),
      Rule("Can't Lose Them", recency: 1...1, frequency: 4...5, money: 4...5),
      Rule("Lost", recency: 1...2, frequency: 1...2, money: 1...2),
    ], "Others")

  /// Its name in sentences: `rsquared_03`.
  package var word: String { "\(name)_\(version.filter { $0 != "." })" }

  /// All rule sets that come with the program, the default first.
  package static let standard = [rsquared03, rsquared02]
}
