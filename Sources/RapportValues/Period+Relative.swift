/// Periods that depend on today.
extension Period {
  /// `last 90 days`, `last 3 months`: that much calendar time ending with today, today included. Nil if the
  /// span is not positive, shorter than a day, or leaves the calendar.
  package static func last(_ span: CalendarSpan, endingAt today: Day) -> Period? {
    guard span.count > 0, let start = span.subtracted(from: today)?.dayAfter else { return nil }
    return Period(start: start, end: today.dayAfter)
  }

  /// `last 90 days`: today − 89 … today.
  package static func lastDays(_ count: Int64, endingAt today: Day) -> Period? {
    last(CalendarSpan(count: count, unit: .day), endingAt: today)
  }

  /// `next 4 weeks`: that much calendar time after today, from tomorrow on.
  package static func next(_ span: CalendarSpan, after today: Day) -> Period? {
    guard span.count > 0, let start = today.dayAfter, let last = span.added(to: today) else { return nil }
    return Period(start: start, end: last.dayAfter)
  }

  /// `this month`: the whole unit today lies in.
  package static func this(_ unit: PeriodUnit, at today: Day, weekStart: Int = 1) -> Period {
    Period(unit: unit, containing: today, weekStart: weekStart)
  }

  /// `this year to date`: from the unit's first day through today.
  package static func toDate(_ unit: PeriodUnit, at today: Day, weekStart: Int = 1) -> Period {
    Period(start: today.startOf(unit, weekStart: weekStart), end: today.dayAfter)
  }

  /// `previous quarter`: the unit before this one, which is the last complete one. Nil before 0001-01-01.
  package static func previous(_ unit: PeriodUnit, at today: Day, weekStart: Int = 1) -> Period? {
    let end = today.startOf(unit, weekStart: weekStart)
    guard let start = end.adding(-1, unit) else { return nil }
    return Period(start: start, end: end)
  }

  /// `next quarter`: the unit after this one. Nil after 9999-12-31.
  package static func following(_ unit: PeriodUnit, at today: Day, weekStart: Int = 1) -> Period? {
    guard let start = today.next(after: unit, weekStart: weekStart) else { return nil }
    return Period(start: start, end: start.adding(1, unit))
  }

  /// The fiscal year, or fiscal quarter, that holds a day.
  package static func fiscal(containing day: Day, quarter: Bool, startMonth: Int) -> Period? {
    guard startMonth >= 1, startMonth <= 12 else { return nil }
    let (year, month, _) = day.components
    let monthsIn = CivilCalendar.floorRemainder(month - startMonth, 12)
    let back = quarter ? monthsIn % 3 : monthsIn
    guard let start = Day(year: year, month: month, day: 1)?.adding(months: -back) else { return nil }
    return Period(start: start, end: start.adding(months: quarter ? 3 : 12))
  }

  /// Both ends moved by a span: `P - 1 year`. Days clamp to the end of shorter months, and a period of whole
  /// months stays one: February 2026 − 1 month is January 2026. Nil if an end leaves the calendar.
  package func shifted(by span: CalendarSpan) -> Period? {
    var moved = self
    if let start {
      guard let newStart = span.added(to: start) else { return nil }
      moved.start = newStart
    }
    if let end {
      guard let newEnd = shiftedEnd(end, by: span) else { return nil }
      moved.end = newEnd
    }
    return moved
  }

  /// The last day is what a user sees and moves, so the exclusive end follows it: `2025-01-30 .. 2025-03-30`
  /// less one month ends on 28 February. Whole months have an exclusive end that moves as it is.
  private func shiftedEnd(_ end: Day, by span: CalendarSpan) -> Day? {
    if end.dayOfMonth == 1, start?.dayOfMonth ?? 1 == 1 { return span.added(to: end) }
    guard let last = end.adding(days: -1) else { return nil }
    return span.added(to: last)?.dayAfter
  }

  /// Moved backwards: `P - 1 year`.
  package func shifted(backBy span: CalendarSpan) -> Period? {
    span.negated.flatMap { shifted(by: $0) }
  }
}
