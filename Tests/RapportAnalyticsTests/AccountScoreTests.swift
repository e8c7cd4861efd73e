import RapportAnalytics
import Testing

@Suite struct AccountScoreTests {
  @Test func missingIsNotZero() throws {
    let health = try WeightedScore(
      [.init("orders", weight: 2), .init("complaints", higherIsBetter: false), .init("visits")],
      minimumCoverage: 0.6)
    let full = try health.score([0.5, 0.25, 1])
    #expect(full.score == 0.6875 && full.coverage == 1 && full.missing.isEmpty)
    let part = try health.score([0.5, nil, 1])
    #expect(abs(try #require(part.score) - 2.0 / 3) < 1e-15 && part.coverage == 0.75)
    #expect(part.missing == ["complaints"])
    #expect(abs(part.parts.map(\.points).reduce(0, +) - 2.0 / 3) < 1e-15)
    let little = try health.score([0.5, nil, nil])
    #expect(little.score == nil && little.coverage == 0.5)
    #expect(try health.score([nil, nil, nil]).score == nil)
    #expect(try WeightedScore([.init("x")], minimumCoverage: 0).score([nil]).score == nil)
  }

  @Test func wrongWeightsAndValues() throws {
    #expect(throws: MeasureError.empty) { try WeightedScore([]) }
    #expect(throws: MeasureError.self) { try WeightedScore([.init("x", weight: 0)]) }
    #expect(throws: MeasureError.self) { try WeightedScore([.init("x", weight: .nan)]) }
    #expect(throws: MeasureError.self) { try WeightedScore([.init("x")], minimumCoverage: 2) }
    let loyalty = try WeightedScore(WeightedScore.loyaltyIndicators)
    #expect(throws: MeasureError.outOfRange(row: 2, allowed: "0 to 1")) {
      try loyalty.score([nil, 0, 1.5, nil, nil, nil])
    }
    #expect(throws: MeasureError.self) { try loyalty.score([0, 0, .nan, 0, 0, 0]) }
    #expect(throws: MeasureError.self) { try loyalty.score([1]) }
    #expect(try loyalty.score([1, 1, 0, 1, 0, 1]).score == 1)
  }

  @Test func satisfactionAndLoyalty() {
    #expect(LoyaltyType(satisfaction: 0.5, loyalty: 0.5) == .apostle)
    #expect(LoyaltyType(satisfaction: 0.9, loyalty: 0.1) == .mercenary)
    #expect(LoyaltyType(satisfaction: 0.1, loyalty: 0.9) == .hostage)
    #expect(LoyaltyType(satisfaction: 0.1, loyalty: 3, loyalFrom: 4) == .defector)
    #expect(LoyaltyType(satisfaction: nil, loyalty: 1) == nil)
    #expect(LoyaltyType(satisfaction: .nan, loyalty: 1) == nil)
  }

  @Test func eightClassesAndTheirAdvice() throws {
    let matrix = PriorityMatrix.standard
    let places = matrix.order.compactMap {
      matrix.place(highCredit: $0.highCredit, large: $0.large, loyal: $0.loyal)
    }
    #expect(places.map(\.rank) == Array(1...8))
    #expect(
      places.map(\.bySizeAndLoyalty) == [
        .first, .uncertain, .suitableMoment, .last, .first, .uncertain, .suitableMoment, .last,
      ])
    #expect(
      places.map(\.byCreditAndLoyalty) == [
        .first, .uncertain, .first, .uncertain, .suitableMoment, .last, .suitableMoment, .last,
      ])
    #expect(places.map(\.disagrees) == [false, false, true, true, true, true, false, false])
    #expect(matrix.place(highCredit: nil, large: true, loyal: true) == nil)
    #expect(throws: MeasureError.self) { try PriorityMatrix(order: Array(matrix.order.dropLast())) }
    #expect(try PriorityMatrix(order: matrix.order) == matrix)
  }

  @Test func liftOfKeyAccounts() throws {
    let lift = try KeyLift(
      values: [0, 0, 1, 1, 1, 1, nil, nil], isKey: [true, true, true, false, false, false, true, false],
      valueCount: 3)
    #expect(lift.rows.map(\.key) == [2, 1, 0] && lift.rows.map(\.all) == [2, 4, 0])
    #expect(abs(try #require(lift.rows[0].lift) - 2) < 1e-15)
    #expect(abs(try #require(lift.rows[1].lift) - 0.5) < 1e-15)
    #expect(lift.rows[2].lift == nil && lift.missingKey == 1 && lift.missingAll == 2)
    #expect(abs(lift.rows.reduce(0) { $0 + $1.shareOfKey } - 1) < 1e-15)
    #expect(throws: MeasureError.tooFew(needed: 1, found: 0)) {
      try KeyLift(values: [0], isKey: [false], valueCount: 1)
    }
    #expect(throws: MeasureError.empty) { try KeyLift(values: [nil], isKey: [true], valueCount: 1) }
    #expect(throws: MeasureError.self) { try KeyLift(values: [1], isKey: [true], valueCount: 1) }
  }
}
