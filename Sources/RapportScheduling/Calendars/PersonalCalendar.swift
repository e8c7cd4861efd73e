package import RapportValues

/// When one person works: the common calendar, the hours of the person's weekdays, and leave.
package struct PersonalCalendar: Sendable {
  package var calendar: WorkCalendar
  /// By weekday (1 Monday … 7 Sunday); on a missing one the person never works.
  package var hours: [Int: WorkHours]
  /// On days of the weekend that are worked in exchange for a holiday; nil: not worked by this person.
  package var makeUpHours: WorkHours?
  package var leave: [Leave]

  package init(
    calendar: WorkCalendar, hours: [Int: WorkHours] = PersonalCalendar.officeWeek,
    makeUpHours: WorkHours? = .office, leave: [Leave] = []
  ) {
    self.calendar = calendar
    self.hours = hours
    self.makeUpHours = makeUpHours
    self.leave = leave
  }

  /// Office hours from Monday to Friday.
  package static let officeWeek = Dictionary(uniqueKeysWithValues: (1...5).map { ($0, WorkHours.office) })

  /// One day of the person.
  package enum DayAnswer: Hashable, Sendable {
    case works(WorkHours)
    /// Others work.
    case away(reason: String)
    case off(CalendarAnswer.OffReason)
    /// A weekday on which the person never works.
    case free
    case unknown(year: Int)
  }

  package func answer(_ day: Day) -> DayAnswer {
    switch calendar.answer(day) {
    case .unknown(let year): return .unknown(year: year)
    // Who has hours on a weekend works on it.
    case .off(.weekend):
      guard let hours = hours[day.weekday] else { return .off(.weekend) }
      return answer(day, hours)
    case .off(let reason): return .off(reason)
    case .works(let reason):
      guard let hours = hours(on: day, reason) else { return .free }
      return answer(day, hours)
    }
  }

  /// What leave makes of a day's hours.
  private func answer(_ day: Day, _ hours: WorkHours) -> DayAnswer {
    var rest = hours
    for leave in leave where leave.contains(day) {
      guard let left = rest.without(leave.part) else { return .away(reason: leave.reason) }
      rest = left
    }
    return .works(rest)
  }

  private func hours(on day: Day, _ reason: CalendarAnswer.WorkReason) -> WorkHours? {
    if let own = hours[day.weekday] { return own }
    // A table may call any weekday worked; only a day of the weekend is worked in exchange.
    guard case .makeUp = reason, calendar.weekend.contains(day.weekday) else { return nil }
    return makeUpHours
  }
}

extension PersonalCalendar {
  /// What a plan needs to know of a person's days.
  package struct Schedule: Sendable {
    package var shifts: [TeamProblem.WorkShift] = []
    package var absences: [Day: String] = [:]
    /// Years of which days are unknown, ascending; those days are in neither of the others.
    package var unknownYears: [Int] = []
  }

  /// The person's days between two days, both included.
  package func schedule(from first: Day, through last: Day) -> Schedule {
    var schedule = Schedule()
    var day = first
    while day <= last {
      switch answer(day) {
      case .works(let hours): schedule.shifts.append(hours.shift(on: day))
      case .away(let reason): schedule.absences[day] = reason
      case .off, .free: break
      case .unknown(let year): if schedule.unknownYears.last != year { schedule.unknownYears.append(year) }
      }
      guard let next = day.adding(days: 1) else { break }
      day = next
    }
    return schedule
  }
}

extension WorkHours {
  package func shift(on day: Day) -> TeamProblem.WorkShift {
    TeamProblem.WorkShift(day: day, opens: opens, closes: closes, overtime: overtime, pauses: pauses)
  }
}
