import RapportValues
import Testing

/// An independent calendar: steps day by day from 1900-01-01 with the month lengths written out.
struct SteppingCalendar {
  var (year, month, day) = (1900, 1, 1)
  /// 1900-01-01 was a Monday and lies 25,567 days before 1970-01-01.
  var (number, weekday) = (-25_567, 1)

  mutating func step() {
    let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    number += 1
    weekday = weekday == 7 ? 1 : weekday + 1
    day += 1
    guard day > lengths[month - 1] else { return }
    day = 1
    month += 1
    guard month > 12 else { return }
    month = 1
    year += 1
  }

  var text: String {
    "\(year)-" + (month < 10 ? "0" : "") + "\(month)-" + (day < 10 ? "0" : "") + "\(day)"
  }
}

@Suite struct DayTests {
  @Test func everyDayOfTwoCenturies() throws {
    var calendar = SteppingCalendar()
    while calendar.year < 2101 {
      let day = Day(number: Int32(calendar.number))
      guard day.components == (calendar.year, calendar.month, calendar.day),
        day.weekday == calendar.weekday,
        Day(year: calendar.year, month: calendar.month, day: calendar.day) == day
      else {
        Issue.record("\(calendar.text) is taken for \(day)")
        return
      }
      if calendar.day == 1 || calendar.day > 27 {
        #expect(day.description == calendar.text)
        #expect(Day(iso: calendar.text) == day)
      }
      calendar.step()
    }
  }

  @Test func theEndsOfTheCalendar() {
    #expect(Day.earliest.description == "0001-01-01")
    #expect(Day.latest.description == "9999-12-31")
    #expect(Day.latest.adding(days: 1) == nil)
    #expect(Day.earliest.adding(days: -1) == nil)
    #expect(Day.latest.adding(days: .max) == nil)
    #expect(Day.latest.adding(months: 1) == nil)
    #expect(Day.earliest.adding(months: .min) == nil)
    #expect(Day.latest.next(after: .year) == nil)
    #expect(Day.earliest.startOf(.week) == .earliest)
    #expect(Day.earliest.adding(days: Day.latest.days(since: .earliest)) == .latest)
  }

  @Test(arguments: [
    "2026-02-29", "2026-00-10", "2026-13-01", "2026-1-01", "2026-01-1", "2026/01/01", "0000-01-01",
    "2026-01-32", "20260101", "", "2026-01-01 ", "+026-01-01", "２０２６-01-01", "1900-02-29",
  ])
  func noSuchDay(_ text: String) { #expect(Day(iso: text) == nil) }

  @Test(arguments: [
    ("2026-01-31", true), ("2026-01-31 09:30:00", true), ("2026-01-31 09:30:00.123", true),
    ("2026-01-31T09:30", true), ("2026-01-31T09:30:59Z", true), ("2026-01-31T09:30+08:00", true),
    ("2026-01-31T09:30-0800", true), ("2026-01-31T09:30:10.5+08", true), ("2026-01-31T24:00", false),
    ("2026-01-31T09", false), ("2026-01-31x09:30", false), ("2026-01-31 09:30:00.", false),
    ("2026-01-31 09:30:60", false), ("2026-01-31T09:30+8", false), ("2026-01-31 ", false),
  ])
  func datesOfStoredTimes(_ text: String, isValid: Bool) {
    let day = Array(text.utf8).withUnsafeBufferPointer { Day.parse($0) }
    #expect(day?.description == (isValid ? "2026-01-31" : nil))
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-31", -1, "2026-02-28"),
    ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", -48, "2020-02-29"), ("2026-05-31", 1, "2026-06-30"),
    ("2026-01-15", -1, "2025-12-15"), ("2026-12-31", 2, "2027-02-28"), ("0001-01-31", 0, "0001-01-31"),
  ])
  func monthsClampToTheEnd(_ start: String, months: Int, result: String) throws {
    let day = try #require(Day(iso: start))
    #expect(day.adding(months: months)?.description == result)
  }

  @Test(arguments: [
    ("2026-01-01", 2026, 1, 4), ("2021-01-03", 2020, 53, 7), ("2005-01-01", 2004, 53, 6),
    ("2005-01-02", 2004, 53, 7), ("2005-12-31", 2005, 52, 6), ("2007-01-01", 2007, 1, 1),
    ("2007-12-30", 2007, 52, 7), ("2007-12-31", 2008, 1, 1), ("2008-12-29", 2009, 1, 1),
    ("2009-12-31", 2009, 53, 4), ("2010-01-03", 2009, 53, 7), ("2010-01-04", 2010, 1, 1),
  ])
  func isoWeeks(_ text: String, year: Int, week: Int, weekday: Int) throws {
    let day = try #require(Day(iso: text))
    #expect(day.isoWeek == (year, week))
    #expect(day.weekday == weekday)
  }

  @Test func startsOfUnits() throws {
    let day = try #require(Day(iso: "2026-08-19"))
    let starts = PeriodUnit.allCases.map { day.startOf($0).description }
    #expect(
      starts == ["2026-08-19", "2026-08-17", "2026-08-01", "2026-07-01", "2026-07-01", "2026-01-01"])
    let nexts = PeriodUnit.allCases.map { day.next(after: $0)?.description }
    #expect(
      nexts == ["2026-08-20", "2026-08-24", "2026-09-01", "2026-10-01", "2027-01-01", "2027-01-01"])
    #expect(day.startOf(.week, weekStart: 7).description == "2026-08-16")
    #expect(day.startOf(.week, weekStart: 4).description == "2026-08-13")
    #expect((day.quarter, day.half, day.year, day.month, day.dayOfMonth) == (3, 2, 2026, 8, 19))
  }

  @Test func moments() throws {
    let moment = try #require(DateTime(iso: "2026-01-31T09:30"))
    #expect(moment.description == "2026-01-31T09:30")
    #expect(DateTime(iso: "2026-01-31 09:30:05.9")?.description == "2026-01-31T09:30:05")
    #expect(DateTime(iso: "2026-01-31")?.description == "2026-01-31T00:00")
    #expect(DateTime(iso: "1969-12-31T23:59:59")?.seconds == -1)
    #expect(DateTime(seconds: -1).description == "1969-12-31T23:59:59")
    #expect(DateTime(seconds: -1).day.description == "1969-12-31")
    let parts = moment.components
    #expect((parts.hour, parts.minute, parts.second) == (9, 30, 0))
    #expect(DateTime(iso: "2026-01-31T9:30") == nil)
    #expect(DateTime(seconds: .max).adding(seconds: 1) == nil)
    #expect(DateTime(seconds: .min).day == .earliest)
  }
}
