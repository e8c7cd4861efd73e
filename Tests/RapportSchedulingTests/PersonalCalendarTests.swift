import RapportScheduling
import RapportValues
import Testing

private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

@Suite struct PersonalCalendarTests {
  @Test func shiftsAndAbsences() throws {
    let person = PersonalCalendar(
      calendar: .china,
      leave: [
        Leave(first: try day("2026-02-25"), last: try day("2026-02-26"), reason: "training"),
        Leave(first: try day("2026-02-27"), last: try day("2026-02-27"), part: .afternoon, reason: "doctor"),
        Leave(first: try day("2026-02-20"), last: try day("2026-02-23"), reason: "on a holiday anyway"),
      ])
    let schedule = person.schedule(from: try day("2026-02-20"), through: try day("2026-03-02"))
    #expect(
      schedule.shifts.map(\.day.description) == ["2026-02-24", "2026-02-27", "2026-02-28", "2026-03-02"])
    #expect(schedule.absences == [try day("2026-02-25"): "training", try day("2026-02-26"): "training"])
    #expect(schedule.unknownYears.isEmpty)
    let half = try #require(schedule.shifts.dropFirst().first)
    #expect(half.opens == 540 && half.closes == 720 && half.pauses.isEmpty)
    #expect(schedule.shifts.first?.pauses == [.init(earliest: 690, latest: 780, length: 60)])
  }

  @Test func bothHalvesAreTheWholeDay() throws {
    let on = try day("2026-03-02")
    let person = PersonalCalendar(
      calendar: .china,
      leave: [
        Leave(first: on, last: on, part: .morning, reason: "dentist"),
        Leave(first: on, last: on, part: .afternoon, reason: "school"),
      ])
    #expect(person.answer(on) == .away(reason: "school"))
  }

  @Test func aMorningAwayBeginsAfterNoon() throws {
    let on = try day("2026-03-02")
    let person = PersonalCalendar(
      calendar: .china, leave: [Leave(first: on, last: on, part: .morning, reason: "dentist")])
    #expect(person.answer(on) == .works(WorkHours(opens: 780, closes: 1050)))
  }

  @Test func partTime() throws {
    let person = PersonalCalendar(
      calendar: .china, hours: [1: WorkHours(opens: 480, closes: 960, overtime: 30)], makeUpHours: nil)
    let schedule = person.schedule(from: try day("2026-02-27"), through: try day("2026-03-02"))
    #expect(schedule.shifts == [.init(day: try day("2026-03-02"), opens: 480, closes: 960, overtime: 30)])
    // Who never works on a Friday is not away on it.
    #expect(schedule.absences.isEmpty)
    #expect(person.answer(try day("2026-02-27")) == .free)
  }

  @Test func unknownYearsAreReportedOnce() throws {
    let person = PersonalCalendar(calendar: .china)
    let schedule = person.schedule(from: try day("2026-12-30"), through: try day("2027-01-10"))
    #expect(schedule.shifts.map(\.day.description) == ["2026-12-30", "2026-12-31"])
    #expect(schedule.unknownYears == [2027])
    #expect(schedule.absences.isEmpty)
  }
}
