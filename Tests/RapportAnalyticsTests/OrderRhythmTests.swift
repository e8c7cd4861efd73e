import RapportAnalytics
import Testing

@Suite struct OrderRhythmTests {
  @Test func medianGapOfDistinctDays() throws {
    #expect(try OrderRhythm.median([10, 20, 25]) == 7.5)
    #expect(try OrderRhythm.median([10, 10, 20, 50, 60]) == 10)
    #expect(try OrderRhythm.median([10, 10, 20]) == nil)
    #expect(try OrderRhythm.median([Int]()) == nil)
    #expect(try OrderRhythm.overdue([0, 10, 20], asOf: 35) == 1.5)
    #expect(try OrderRhythm.overdue([0, 10, 20], asOf: 20) == 0)
    #expect(try OrderRhythm.overdue([0, 10], asOf: 20) == nil)
    #expect(throws: MeasureError.self) { try OrderRhythm.median([10, 5, 20]) }
    #expect(throws: MeasureError.self) { try OrderRhythm.overdue([0, 10, 20], asOf: 19) }
    #expect(try OrderRhythm.median([.min, 0, .max]).map { $0.isFinite } == true)
  }

  @Test func columnsOfAnOrderLog() throws {
    let log = try OrderDays(
      customer: [1, 0, 1, 1, 1, 2, 1], day: [30, 5, 10, 20, 30, 90, 99], customerCount: 4, asOf: 50)
    #expect(log.customers == 4 && log.laterOrders == 2)
    #expect(Array(log.days(of: 1)) == [10, 20, 30] && log.days(of: 3).isEmpty && log.days(of: 9).isEmpty)
    let columns = try OrderRhythm.columns(log, asOf: 50)
    #expect(columns.rhythm == [nil, 10, nil, nil])
    #expect(columns.overdue == [nil, 2, nil, nil])
    #expect(throws: MeasureError.self) {
      try OrderDays(customer: [-1], day: [1], customerCount: 1, asOf: 1)
    }
    #expect(try OrderDays(customer: [], day: [], customerCount: -3, asOf: 1).customers == 0)
  }
}
