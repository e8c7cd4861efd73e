import RapportValues
import Testing

/// Every day from 1900 to 2100 against a table of Python's calendar (`Tests/Corpus/calendar_years.py`).
@Suite struct CalendarTableTests {
  @Test func arithmeticAndBoundaries() throws {
    var day = try #require(Day(year: 1900, month: 1, day: 1))
    for (year, expected) in zip(1900..., calendarYears) {
      var sum: UInt64 = 0xCBF2_9CE4_8422_2325
      while day.year == year {
        for byte in try Self.line(day).utf8 { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
        day = try #require(day.adding(days: 1))
      }
      #expect(sum == expected, "days of \(year)")
    }
    #expect(day.description == "2101-01-01")
  }

  private static func line(_ day: Day) throws -> String {
    let (number, week) = (day.days(since: Day(number: 0)), day.isoWeek)
    let numbers = [number, day.weekday, week.year, week.week, day.quarter, day.half]
    var cells = [day.description] + numbers.map { String($0) }
    for months in [1, 2, 3, 6, 12, 13, -1, -3, -12] {
      cells.append(try #require(day.adding(months: months)).description)
    }
    cells += [day.startOf(.week).description, try #require(day.next(after: .week)).description]
    cells.append(day.startOf(.week, weekStart: 7).description)
    for unit in [PeriodUnit.month, .quarter, .half, .year] {
      cells += [day.startOf(unit).description, try #require(day.next(after: unit)).description]
    }
    return cells.joined(separator: ",") + "\n"
  }
}
