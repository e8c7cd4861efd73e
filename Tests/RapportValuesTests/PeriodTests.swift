import RapportValues
import Testing

@Suite struct PeriodTests {
  private func day(_ text: String) -> Day { Day(iso: text) ?? .earliest }

  @Test(arguments: [
    (2026, PeriodUnit.quarter, 1, "2026-01-01 .. 2026-03-31"),
    (2026, .half, 2, "2026-07-01 .. 2026-12-31"), (2024, .month, 2, "2024-02-01 .. 2024-02-29"),
    (2026, .year, 1, "2026-01-01 .. 2026-12-31"), (2026, .week, 1, "2025-12-29 .. 2026-01-04"),
    (2026, .week, 7, "2026-02-09 .. 2026-02-15"), (2020, .week, 53, "2020-12-28 .. 2021-01-03"),
    (2026, .day, 32, "2026-02-01"), (9999, .month, 12, "9999-12-01 .."),
  ])
  func calendarUnits(_ year: Int, unit: PeriodUnit, index: Int, text: String) {
    #expect(Period.calendar(year: year, unit: unit, index: index)?.description == text)
  }

  @Test(arguments: [
    (2026, PeriodUnit.quarter, 5), (2026, .quarter, 0), (2026, .month, 13), (2026, .half, 3),
    (2025, .week, 53), (2026, .week, 54), (2026, .day, 366), (0, .year, 1), (10_000, .year, 1),
    (2026, .week, Int.max), (2026, .month, .max),
  ])
  func unitsAYearDoesNotHave(_ year: Int, unit: PeriodUnit, index: Int) {
    #expect(Period.calendar(year: year, unit: unit, index: index) == nil)
  }

  @Test func fiscalYears() {
    #expect(
      Period.fiscal(year: 2026, startMonth: 4)?.description == "2025-04-01 .. 2026-03-31")
    #expect(
      Period.fiscal(year: 2026, quarter: 1, startMonth: 4)?.description == "2025-04-01 .. 2025-06-30")
    #expect(
      Period.fiscal(year: 2026, quarter: 4, startMonth: 10)?.description == "2026-07-01 .. 2026-09-30")
    #expect(
      Period.fiscal(year: 2026, quarter: 2, startMonth: 1)?.description == "2026-04-01 .. 2026-06-30")
    #expect(Period.fiscal(year: 2026, quarter: 5, startMonth: 1) == nil)
    #expect(Period.fiscal(year: 2026, startMonth: 13) == nil)
    let today = day("2026-02-10")
    #expect(
      Period.fiscal(containing: today, quarter: false, startMonth: 4)?.description
        == "2025-04-01 .. 2026-03-31")
    #expect(
      Period.fiscal(containing: today, quarter: true, startMonth: 2)?.description
        == "2026-02-01 .. 2026-04-30")
  }

  @Test(arguments: [
    (90 as Int64, SpanUnit.day, "2026-03-31", "2026-01-01 .. 2026-03-31"),
    (1, .day, "2026-03-31", "2026-03-31"), (3, .month, "2026-05-31", "2026-03-01 .. 2026-05-31"),
    (1, .month, "2026-03-30", "2026-03-01 .. 2026-03-30"),
    (2, .week, "2026-01-15", "2026-01-02 .. 2026-01-15"),
    (1, .year, "2024-02-29", "2023-03-01 .. 2024-02-29"),
    (12, .month, "2026-07-15", "2025-07-16 .. 2026-07-15"),
    (1, .quarter, "2026-07-15", "2026-04-16 .. 2026-07-15"),
  ])
  func lastSpans(_ count: Int64, unit: SpanUnit, today: String, text: String) {
    let span = CalendarSpan(count: count, unit: unit)
    #expect(Period.last(span, endingAt: day(today))?.description == text)
  }

  @Test func nextSpansStartTomorrow() {
    let today = day("2026-01-30")
    let fourteen = Period.next(CalendarSpan(count: 14, unit: .day), after: today)
    #expect(fourteen?.description == "2026-01-31 .. 2026-02-13")
    #expect(fourteen?.dayCount == 14)
    #expect(
      Period.next(CalendarSpan(count: 1, unit: .month), after: today)?.description
        == "2026-01-31 .. 2026-02-28")
    #expect(Period.next(CalendarSpan(count: 0, unit: .day), after: today) == nil)
    #expect(Period.last(CalendarSpan(count: -1, unit: .day), endingAt: today) == nil)
    #expect(Period.last(CalendarSpan(count: 5, unit: .hour), endingAt: today) == nil)
    #expect(Period.last(CalendarSpan(count: .max, unit: .year), endingAt: today) == nil)
    #expect(Period.lastDays(90, endingAt: day("2026-03-31"))?.start == day("2026-01-01"))
  }

  @Test func unitsAroundToday() {
    let today = day("2026-08-19")
    #expect(Period.this(.quarter, at: today).description == "2026-07-01 .. 2026-09-30")
    #expect(Period.toDate(.year, at: today).description == "2026-01-01 .. 2026-08-19")
    #expect(Period.previous(.quarter, at: today)?.description == "2026-04-01 .. 2026-06-30")
    #expect(Period.previous(.week, at: today)?.description == "2026-08-10 .. 2026-08-16")
    #expect(
      Period.previous(.week, at: today, weekStart: 7)?.description == "2026-08-09 .. 2026-08-15")
    #expect(Period.previous(.half, at: today)?.description == "2026-01-01 .. 2026-06-30")
    #expect(Period.following(.month, at: today)?.description == "2026-09-01 .. 2026-09-30")
    #expect(Period.previous(.year, at: .earliest) == nil)
    #expect(Period.following(.year, at: .latest) == nil)
  }

  @Test(arguments: [
    ("2026-01-01", "2026-03-31", -1 as Int64, SpanUnit.year, "2025-01-01 .. 2025-03-31"),
    ("2026-02-01", "2026-02-28", -1, .month, "2026-01-01 .. 2026-01-31"),
    ("2026-02-01", "2026-02-28", -2, .year, "2024-02-01 .. 2024-02-29"),
    ("2026-04-01", "2026-06-30", -1, .quarter, "2026-01-01 .. 2026-03-31"),
    ("2026-01-30", "2026-03-30", -1, .month, "2025-12-30 .. 2026-02-28"),
    ("2026-02-10", "2026-02-28", 1, .month, "2026-03-10 .. 2026-03-28"),
    ("2026-02-10", "2026-02-12", 7, .day, "2026-02-17 .. 2026-02-19"),
    ("2024-02-29", "2024-02-29", 1, .year, "2025-02-28"),
  ])
  func shifting(_ first: String, last: String, count: Int64, unit: SpanUnit, text: String) throws {
    let period = try #require(Period(from: day(first), through: day(last)))
    #expect(period.shifted(by: CalendarSpan(count: count, unit: unit))?.description == text)
  }

  @Test func shiftingOutOfTheCalendar() {
    let period = Period(start: .earliest, end: nil)
    #expect(period.shifted(by: CalendarSpan(count: -1, unit: .day)) == nil)
    #expect(period.shifted(by: CalendarSpan(count: .min, unit: .year)) == nil)
    #expect(period.shifted(backBy: CalendarSpan(count: .min, unit: .day)) == nil)
    #expect(period.shifted(by: CalendarSpan(count: 1, unit: .day))?.description == "0001-01-02 ..")
    #expect(period.shifted(by: CalendarSpan(count: 1, unit: .hour)) == nil)
  }

  @Test func membershipAndText() {
    let march = Period(unit: .month, containing: day("2026-03-15"))
    #expect(march.contains(day("2026-03-01")) && march.contains(day("2026-03-31")))
    #expect(!march.contains(day("2026-02-28")) && !march.contains(day("2026-04-01")))
    #expect(Period.before(day("2026-03-01")).description == ".. 2026-02-28")
    #expect(!Period.before(day("2026-03-01")).contains(day("2026-03-01")))
    #expect(
      Period.since(day("2026-03-01"), through: day("2026-03-05")).description
        == "2026-03-01 .. 2026-03-05")
    #expect(Period.since(day("2026-03-09"), through: day("2026-03-05")).isEmpty)
    #expect(Period(start: nil, end: nil).description == "any day")
    #expect(Period(from: day("2026-03-02"), through: day("2026-03-01")) == nil)
  }

  @Test func names() {
    let names = PeriodUnit.allCases.map { Period.name(of: $0, start: day("2026-02-09").startOf($0)) }
    #expect(names == ["2026-02-09", "2026-W07", "2026-02", "2026-Q1", "2026-H1", "2026"])
    #expect(Period.name(of: .week, start: day("2026-02-08")) == "2026-W07")
    #expect(Period.name(of: .week, start: day("2020-12-28")) == "2020-W53")
  }

  @Test func spans() {
    #expect(CalendarSpan(count: 2, unit: .week).fixedDays == 14)
    #expect(CalendarSpan(count: 2, unit: .month).fixedDays == nil)
    #expect(CalendarSpan(count: .max, unit: .week).fixedDays == nil)
    #expect(CalendarSpan(count: 2, unit: .half).months == 12)
    #expect(CalendarSpan(count: 90, unit: .day).description == "90 days")
    #expect(CalendarSpan(count: 1, unit: .half).description == "1 half")
    let moment = DateTime(iso: "2026-01-31T23:30")
    #expect(
      moment.flatMap { CalendarSpan(count: 45, unit: .minute).added(to: $0) }?.description
        == "2026-02-01T00:15")
    #expect(
      moment.flatMap { CalendarSpan(count: 1, unit: .month).added(to: $0) }?.description
        == "2026-02-28T23:30")
  }
}
