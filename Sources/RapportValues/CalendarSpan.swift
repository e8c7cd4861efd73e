/// Units a length of time is written in.
package enum SpanUnit: String, Hashable, Sendable, CaseIterable {
  case second, minute, hour, day, week, month, quarter, half, year
}

/// A length of calendar time: `90 days`, `3 months`. Months and longer have no fixed number of days.
package struct CalendarSpan: Hashable, Sendable {
  package var count: Int64
  package var unit: SpanUnit

  package init(count: Int64, unit: SpanUnit) {
    self.count = count
    self.unit = unit
  }

  /// Days, if that is a fixed number: days and weeks only.
  package var fixedDays: Int64? {
    switch unit {
    case .day: count
    case .week: multiplied(by: 7)
    default: nil
    }
  }

  /// Months, if the unit is made of whole months.
  package var months: Int64? {
    switch unit {
    case .month: count
    case .quarter: multiplied(by: 3)
    case .half: multiplied(by: 6)
    case .year: multiplied(by: 12)
    default: nil
    }
  }

  /// Seconds, for seconds, minutes, hours, days and weeks.
  package var seconds: Int64? {
    switch unit {
    case .second: count
    case .minute: multiplied(by: 60)
    case .hour: multiplied(by: 3_600)
    case .day: multiplied(by: 86_400)
    case .week: multiplied(by: 604_800)
    default: nil
    }
  }

  /// The same length backwards.
  package var negated: CalendarSpan? {
    let (result, overflow) = (0 as Int64).subtractingReportingOverflow(count)
    return overflow ? nil : CalendarSpan(count: result, unit: unit)
  }

  /// Nil if the result leaves the calendar or the unit is shorter than a day.
  package func added(to day: Day) -> Day? {
    if let months { return day.adding(months: Int(months)) }
    if let fixedDays { return day.adding(days: Int(fixedDays)) }
    return nil
  }

  package func subtracted(from day: Day) -> Day? { negated?.added(to: day) }

  /// Nil if the result leaves the calendar.
  package func added(to moment: DateTime) -> DateTime? {
    if let seconds { return moment.adding(seconds: seconds) }
    return added(to: moment.day)?.midnight.adding(seconds: Int64(moment.secondOfDay))
  }

  package func subtracted(from moment: DateTime) -> DateTime? { negated?.added(to: moment) }

  private func multiplied(by factor: Int64) -> Int64? {
    let (product, overflow) = count.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }
}

extension CalendarSpan: CustomStringConvertible {
  /// `90 days`, `1 month`.
  package var description: String {
    count == 1 || count == -1 ? "\(count) \(unit.rawValue)" : "\(count) \(unit.plural)"
  }
}

extension SpanUnit {
  package var plural: String { self == .half ? "halves" : rawValue + "s" }

  /// The calendar unit of the same name; nil for units shorter than a day.
  package var period: PeriodUnit? { PeriodUnit(rawValue: rawValue) }
}
