extension Day {
  /// The day `days` later; nil outside 0001-01-01 … 9999-12-31.
  public func adding(days: Int) -> Day? {
    let (sum, overflow) = Int(number).addingReportingOverflow(days)
    return overflow ? nil : Day(checked: sum)
  }

  /// The same day of a later month, or that month's last day if it is shorter: 31 January + 1 month is 28 or
  /// 29 February. Nil outside 0001-01-01 … 9999-12-31.
  public func adding(months: Int) -> Day? {
    let (year, month, day) = components
    let (position, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let newYear = CivilCalendar.floorDivide(position, 12)
    guard newYear >= 1, newYear <= 9_999 else { return nil }
    let newMonth = CivilCalendar.floorRemainder(position, 12) + 1
    let last = CivilCalendar.length(ofMonth: newMonth, year: newYear)
    return Day(year: newYear, month: newMonth, day: min(day, last))
  }

  /// Days from `other` to this day.
  package func days(since other: Day) -> Int { Int(number) - Int(other.number) }

  /// First day of the unit this day lies in. `weekStart` 1 is Monday … 7 is Sunday.
  package func startOf(_ unit: PeriodUnit, weekStart: Int = 1) -> Day {
    let (year, month, _) = components
    switch unit {
    case .day:
      return self
    case .week:
      let back = CivilCalendar.floorRemainder(weekday - weekStart, 7)
      return adding(days: -back) ?? .earliest
    case .month:
      return Day(year: year, month: month, day: 1) ?? .earliest
    case .quarter:
      return Day(year: year, month: (month - 1) / 3 * 3 + 1, day: 1) ?? .earliest
    case .half:
      return Day(year: year, month: month <= 6 ? 1 : 7, day: 1) ?? .earliest
    case .year:
      return Day(year: year, month: 1, day: 1) ?? .earliest
    }
  }

  /// First day of the unit after the one this day lies in; nil after 9999-12-31.
  package func next(after unit: PeriodUnit, weekStart: Int = 1) -> Day? {
    startOf(unit, weekStart: weekStart).adding(1, unit)
  }

  /// This day moved by whole units.
  package func adding(_ count: Int, _ unit: PeriodUnit) -> Day? {
    let (factor, inMonths) = unit.length
    let (total, overflow) = count.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    return inMonths ? adding(months: total) : adding(days: total)
  }

  /// The start of this day.
  package var midnight: DateTime { DateTime(seconds: Int64(number) * 86_400) }
}

extension PeriodUnit {
  /// Length in months, or in days for a day and a week.
  package var length: (count: Int, inMonths: Bool) {
    switch self {
    case .day: (1, false)
    case .week: (7, false)
    case .month: (1, true)
    case .quarter: (3, true)
    case .half: (6, true)
    case .year: (12, true)
    }
  }
}
