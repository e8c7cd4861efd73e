import RapportAnalytics
import Testing

@Suite struct RFMTests {
  /// Cuts 1.8, 2.6, 3.4, 4.2 plus one: nobody of five reaches 5.2.
  @Test func sameBinCutsLieOneUnitAboveTheQuantiles() throws {
    let values: [Double] = [1, 2, 3, 4, 5]
    let scores = try RFMScores(daysSinceLast: values, orders: values, amounts: values)
    #expect(scores.frequency == [1, 1, 2, 3, 4])
    #expect(scores.recency == [5, 5, 4, 3, 2])
    #expect(scores.codes == [511, 511, 422, 333, 244])
  }

  @Test func ntileFillsBinsFromTheFirstAndSplitsTies() throws {
    let values: [Double] = [7, 7, 7, 7, 7, 7, 7]
    let scores = try RFMScores(daysSinceLast: values, orders: values, amounts: values, bins: 3, ties: .ntile)
    #expect(scores.frequency == [1, 1, 1, 2, 2, 3, 3])
    #expect(scores.recency == [1, 1, 1, 2, 2, 3, 3])
    let same = try RFMScores(daysSinceLast: values, orders: values, amounts: values, bins: 3)
    #expect(same.codes == [Int](repeating: 311, count: 7))
    #expect(same.recencyFrequencyGrid == [[0, 0, 0], [0, 0, 0], [7, 0, 0]])
  }

  @Test func oneCustomerAndNegativeSums() throws {
    let one = try RFMScores(daysSinceLast: [3], orders: [1], amounts: [-20])
    #expect(one.codes == [511])
    let tiles = try RFMScores(daysSinceLast: [3], orders: [1], amounts: [-20], ties: .ntile)
    #expect(tiles.codes == [111])
  }

  @Test func wrongInputIsRefusedWithItsReason() {
    #expect(throws: MeasureError.empty) { try RFMScores(daysSinceLast: [], orders: [], amounts: []) }
    #expect(throws: MeasureError.unequalLengths(expected: 1, found: 2)) {
      try RFMScores(daysSinceLast: [1], orders: [1, 2], amounts: [1])
    }
    #expect(throws: MeasureError.notFinite(row: 1)) {
      try RFMScores(daysSinceLast: [1, 2], orders: [1, 2], amounts: [1, .nan])
    }
    #expect(throws: MeasureError.parameter(name: "bins", allowed: "2 to 9")) {
      try RFMScores(daysSinceLast: [1], orders: [1], amounts: [1], bins: 10)
    }
  }

  @Test(arguments: TieRule.allCases) func scoresRiseWithValues(_ ties: TieRule) throws {
    var random = SplitMix(7)
    let values = (0..<500).map { _ in Double(random.below(40)) - 10 }
    let scores = try RFMScores(daysSinceLast: values, orders: values, amounts: values, bins: 7, ties: ties)
    for (a, b) in zip(values.indices, values.indices.reversed()) where values[a] < values[b] {
      #expect(scores.money[a] <= scores.money[b])
      #expect(scores.recency[a] >= scores.recency[b])
    }
  }

  @Test func scoresWithoutSplitTiesDoNotDependOnTheOrderOfRows() throws {
    var random = SplitMix(11)
    let values = (0..<300).map { _ in Double(random.below(25)) }
    let shuffled = values.indices.shuffled(using: &random)
    let plain = try RFMScores(daysSinceLast: values, orders: values, amounts: values)
    let moved = shuffled.map { values[$0] }
    let other = try RFMScores(daysSinceLast: moved, orders: moved, amounts: moved)
    #expect(other.codes == shuffled.map { plain.codes[$0] })
  }

  @Test func totalsOfOrders() throws {
    let totals = try CustomerTotals(
      customer: [2, 0, 2, 0, 2], day: [10, 11, 15, 21, 12], amount: [5, 1, -2, 100, 7], customerCount: 3,
      asOf: 20)
    #expect(totals.customers == [0, 2])
    #expect(totals.daysSinceLast == [9, 5])
    #expect(totals.orders == [1, 3])
    #expect(totals.amounts == [1, 10])
    #expect(totals.laterOrders == 1)
    #expect(throws: MeasureError.outOfRange(row: 0, allowed: "the customers")) {
      try CustomerTotals(customer: [3], day: [1], amount: [1], customerCount: 3, asOf: 9)
    }
    #expect(throws: MeasureError.empty) {
      try CustomerTotals(customer: [0], day: [10], amount: [1], customerCount: 1, asOf: 9)
    }
  }
}
