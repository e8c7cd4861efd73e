import RapportScheduling
import RapportValues
import Testing

/// Facts of the notices, written the other way round than in the calendar: every weekday off and every
/// weekend day worked, as month and day, from two independent open-source tables that agree.
private let weekdaysOff: [Int: String] = [
  2024: """
    0101 0212 0213 0214 0215 0216 0404 0405 0501 0502 0503 0610 0916 0917 1001 1002 1003 1004 1007
    """,
  2025: """
    0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 1007 1008
    """,
  2026: """
    0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005 1006 1007
    """,
]
private let weekendsWorked: [Int: String] = [
  2024: "0204 0218 0407 0428 0511 0914 0929 1012",
  2025: "0126 0208 0427 0928 1011",
  2026: "0104 0214 0228 0509 0920 1010",
]

private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

@Suite struct WorkCalendarTests {
  private let china = WorkCalendar.china

  @Test(arguments: [(2024, 251), (2025, 248), (2026, 248)])
  func everyDayIsAsPublished(year: Int, workdays: Int) throws {
    let off = Set(try #require(weekdaysOff[year]).split(separator: " ").map(String.init))
    let worked = Set(try #require(weekendsWorked[year]).split(separator: " ").map(String.init))
    let (first, last) = (try day("\(year)-01-01"), try day("\(year)-12-31"))
    for number in first.number...last.number {
      let day = Day(number: number)
      let key = (day.month < 10 ? "0" : "") + String(day.month * 100 + day.dayOfMonth)
      let expected = day.weekday <= 5 ? !off.contains(key) : worked.contains(key)
      #expect(china.answer(day).isWorkday == expected, "\(day)")
    }
    #expect(try china.workdayCount(from: first, through: last) == workdays)
  }

  @Test func saysWhy() throws {
    let spring = LocalName("Spring Festival", "春节")
    #expect(try china.answer(day("2026-02-17")) == .off(.holiday(spring)))
    #expect(try china.answer(day("2026-03-01")) == .off(.weekend))
    #expect(try china.answer(day("2026-03-02")) == .works(.weekday))
    guard case .works(.makeUp(let name)) = try china.answer(day("2026-02-28")) else {
      Issue.record("worked in exchange")
      return
    }
    #expect(name.text(.chinese) == "春节调休上班")
    #expect(name.text(.english) == "workday in exchange for Spring Festival")
  }

  @Test func anUnpublishedYearIsReported() throws {
    #expect(china.knownYears == [2024, 2025, 2026])
    #expect(try china.answer(day("2027-01-09")) == .unknown(year: 2027))
    #expect(try china.unpublishedYears(from: day("2026-12-01"), through: day("2028-01-01")) == [2027, 2028])
    #expect(throws: UnknownCalendarYear(year: 2027)) {
      try china.workdays(from: day("2026-12-30"), through: day("2027-01-05"))
    }
    #expect(throws: UnknownCalendarYear(year: 2023)) { try china.workday(before: day("2024-01-01")) }
  }

  @Test func weekendsOnlyIsAChoiceOfTheCaller() throws {
    var calendar = china
    calendar.unpublished = .weekendsOnly
    #expect(try calendar.answer(day("2027-01-09")) == .off(.weekend))
    #expect(try calendar.answer(day("2027-01-01")) == .works(.weekday))
    #expect(try calendar.answer(day("2026-01-01")).isWorkday == false)
    #expect(try calendar.unpublishedYears(from: day("2026-12-01"), through: day("2027-01-01")) == [2027])
  }

  @Test func neighbours() throws {
    #expect(try china.workday(onOrBefore: day("2026-10-07")) == day("2026-09-30"))
    #expect(try china.workday(onOrBefore: day("2026-09-30")) == day("2026-09-30"))
    #expect(try china.workday(before: day("2026-09-21")) == day("2026-09-20"))
    #expect(try china.workday(onOrAfter: day("2026-02-15")) == day("2026-02-24"))
    #expect(try china.workday(after: day("2026-02-27")) == day("2026-02-28"))
  }

  @Test func ownTablesOverrideAndComplete() throws {
    let closed = LocalName("stocktaking")
    let calendar = china.adding([
      .init(day: try day("2026-12-31"), works: false, name: closed),
      .init(day: try day("2026-10-01"), works: true, name: LocalName("trade fair")),
      .init(day: try day("2027-01-01"), works: false, name: LocalName("New Year's Day", "元旦")),
    ])
    #expect(try calendar.answer(day("2026-12-31")) == .off(.holiday(closed)))
    #expect(try calendar.answer(day("2026-10-01")).isWorkday)
    // One known day does not publish its year.
    #expect(try calendar.answer(day("2027-01-01")).isWorkday == false)
    #expect(try calendar.answer(day("2027-01-04")) == .unknown(year: 2027))
    let complete = calendar.adding([], completing: [2027])
    #expect(try complete.answer(day("2027-01-04")) == .works(.weekday))
    #expect(complete.knownYears == [2024, 2025, 2026, 2027])
  }

  @Test func anotherWeekend() throws {
    let calendar = WorkCalendar(weekend: [5, 6]).adding([], completing: [2026])
    #expect(try calendar.answer(day("2026-11-27")) == .off(.weekend))
    #expect(try calendar.answer(day("2026-11-29")) == .works(.weekday))
  }

  @Test func aTableWithoutWorkdaysEndsTheSearch() throws {
    let calendar = WorkCalendar(weekend: Set(1...7), unpublished: .weekendsOnly)
    #expect(try calendar.workday(after: day("2026-01-01")) == nil)
    #expect(try calendar.workday(before: .earliest) == nil)
    #expect(try calendar.workday(after: .latest) == nil)
  }
}
