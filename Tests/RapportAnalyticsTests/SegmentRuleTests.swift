import RapportAnalytics
import Testing

@Suite struct SegmentRuleTests {
  @Test func theFirstRuleThatMatchesWins() throws {
    let rules = try SegmentRuleSet(
      name: "own", version: "1", bins: 3,
      rules: [
        .init("good", recency: 3...3, frequency: 1...3, money: 1...3),
        .init("hidden", recency: 3...3, frequency: 3...3, money: 1...3),
        .init("good", recency: 1...2, frequency: 3...3, money: 1...3),
      ], otherwise: "rest")
    #expect(rules.segments == ["good", "hidden", "rest"])
    #expect(rules.unreachable == ["hidden"])
    let days: [Double] = [30, 20, 10]
    let scores = try RFMScores(
      daysSinceLast: days, orders: [9, 1, 1], amounts: [1, 1, 1], bins: 3, ties: .ntile)
    #expect(try rules.assign(scores) == [0, 2, 0])
  }

  @Test func rulesOutsideTheScoresAreRefused() throws {
    #expect(throws: MeasureError.parameter(name: "range of x", allowed: "within 1 to 5")) {
      try SegmentRuleSet(
        name: "own", version: "1", rules: [.init("x", recency: 1...6, frequency: 1...1, money: 1...1)])
    }
    let scores = try RFMScores(daysSinceLast: [1], orders: [1], amounts: [1], bins: 4)
    #expect(throws: MeasureError.parameter(name: "bins", allowed: "5 for rsquared")) {
      try SegmentRuleSet.rsquared03.assign(scores)
    }
  }

  @Test func standardRulesAreInRange() throws {
    for set in SegmentRuleSet.standard {
      let checked = try SegmentRuleSet(name: set.name, version: set.version, bins: set.bins, rules: set.rules)
      #expect(checked == set)
    }
    #expect(SegmentRuleSet.rsquared03.segments.count == 11)
    #expect(SegmentRuleSet.rsquared03.unreachable.isEmpty)
    #expect(Set(SegmentRuleSet.rsquared02.unreachable) == ["New Customers", "Promising", "Can't Lose Them"])
  }
}
