import RapportAnalytics
import Testing

@Suite struct RetentionTests {
  /// Start 400: 100 lost, 40 less, 60 more; one joined.
  @Test func retentionOfAFixedCohort() throws {
    let result = try Retention(start: [100, 100, 100, 100, 0, -5], end: [0, 60, 160, 100, 50, 9])
    #expect(result.customers == 4 && result.lost == 1 && result.joined == 1 && result.negativeAtStart == 1)
    #expect(result.logoChurn == 0.25 && result.revenueChurn == 0.25)
    #expect(abs(result.grossRetention - 0.65) < 1e-15)
    #expect(abs(try #require(result.netRetention) - 0.8) < 1e-15)
  }

  @Test func extremesStayShares() throws {
    let gone = try Retention(start: [3], end: [-4])
    #expect(gone.logoChurn == 1 && gone.grossRetention == 0 && gone.netRetention == 0)
    let grown = try Retention(start: [0.1, 0.2], end: [10, 10])
    #expect(grown.grossRetention == 1)
    let tiny = try Retention(start: [1e-300], end: [1e308])
    #expect(tiny.netRetention == nil && tiny.grossRetention == 1)
    #expect(throws: MeasureError.empty) { try Retention(start: [0, -1], end: [5, 5]) }
    #expect(throws: MeasureError.empty) { try Retention(start: [], end: []) }
    #expect(throws: MeasureError.notFinite(row: 0)) { try Retention(start: [1], end: [.nan]) }
    #expect(throws: MeasureError.tooLarge) { try Retention(start: [1e308, 1e308], end: [1, 1]) }
  }

  @Test func bandAndReplacement() throws {
    #expect(ChurnBand(yearly: 0.05) == .below && ChurnBand(yearly: 0.3) == .within)
    #expect(ChurnBand(yearly: 0.31) == .above)
    #expect(abs(try ChurnBand.yearly(0.1, days: 365.25 / 2) - 0.19) < 1e-12)
    #expect(try ChurnBand.yearly(1, days: 30) == 1 && ChurnBand.yearly(0, days: 30) == 0)
    #expect(throws: MeasureError.self) { try ChurnBand.yearly(0.1, days: 0) }
    #expect(throws: MeasureError.self) { try ChurnBand.yearly(.nan, days: 10) }
    let cost = try ReplacementCost(lost: 3, keepingOne: 200)
    #expect(cost.low == 2400 && cost.high == 3000)
    #expect(throws: MeasureError.tooLarge) { try ReplacementCost(lost: 3, keepingOne: 1e308) }
  }

  @Test func silence() throws {
    #expect(try !SilenceRule.window(days: 90).isLost(daysSinceLast: 90, rhythm: nil))
    #expect(try SilenceRule.window(days: 90).isLost(daysSinceLast: 91, rhythm: nil))
    let own = SilenceRule.ownRhythm(times: 3, floorDays: 90)
    #expect(try !own.isLost(daysSinceLast: 80, rhythm: 10) && own.isLost(daysSinceLast: 91, rhythm: 10))
    #expect(try !own.isLost(daysSinceLast: 120, rhythm: 40) && own.isLost(daysSinceLast: 121, rhythm: 40))
    #expect(try own.isLost(daysSinceLast: 91, rhythm: nil))
    #expect(throws: MeasureError.self) { try own.isLost(daysSinceLast: .nan, rhythm: nil) }
    #expect(throws: MeasureError.self) {
      try SilenceRule.window(days: -1).isLost(daysSinceLast: 1, rhythm: nil)
    }
  }

  @Test func cohortTriangle() throws {
    let triangle = try CohortTriangle(
      customer: [0, 0, 0, 1, 1, 2, 2, 2, 3], period: [10, 10, 12, 10, 11, 12, 13, 14, 9], customerCount: 5,
      last: 13)
    #expect(triangle.cohorts.map(\.period) == [9, 10, 12])
    #expect(triangle.cohorts.map(\.active) == [[1, 0, 0, 0, 0], [2, 1, 1, 0], [1, 1]])
    #expect(triangle.cohorts[1].shares == [1, 0.5, 0.5, 0])
    #expect(triangle.retention == [1, 0.5, 1.0 / 3, 0, 0])
    #expect(triangle.laterOrders == 1)
    #expect(throws: MeasureError.empty) {
      try CohortTriangle(customer: [0], period: [5], customerCount: 1, last: 4)
    }
    #expect(throws: MeasureError.self) {
      try CohortTriangle(customer: [0, 0], period: [.min, .max], customerCount: 1, last: .max)
    }
    let long = try CohortTriangle(customer: [0, 0], period: [0, 130], customerCount: 1, last: 130)
    #expect(long.cohorts[0].active.reduce(0, +) == 2 && long.cohorts[0].active[130] == 1)
  }
}
