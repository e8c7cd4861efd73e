extension Period {
  /// The whole unit that holds a day. `weekStart` 1 is Monday … 7 is Sunday.
  package init(unit: PeriodUnit, containing day: Day, weekStart: Int = 1) {
    self.init(
      start: day.startOf(unit, weekStart: weekStart), end: day.next(after: unit, weekStart: weekStart))
  }

  /// `2026-Q1`, `2026-H1`, `2026-03`, `2026-W07`, `2026`: the index-th unit of a year, counted from 1. Weeks
  /// are ISO 8601 weeks. Nil if the year has no such unit.
  package static func calendar(year: Int, unit: PeriodUnit, index: Int) -> Period? {
    guard year >= 1, year <= 9_999, index >= 1 else { return nil }
    switch unit {
    case .week:
      return isoWeek(year: year, week: index)
    case .day:
      guard let day = Day(year: year, month: 1, day: 1)?.adding(days: index - 1), day.year == year
      else { return nil }
      return Period(day: day)
    case .month, .quarter, .half, .year:
      let months = unit.length.count
      guard index <= 12 / months, let start = Day(year: year, month: (index - 1) * months + 1, day: 1)
      else { return nil }
      return Period(start: start, end: start.adding(months: months))
    }
  }

  private static func isoWeek(year: Int, week: Int) -> Period? {
    // 4 January always lies in week 1.
    guard week <= 53, let fourth = Day(year: year, month: 1, day: 4),
      let monday = fourth.startOf(.week).adding(days: (week - 1) * 7),
      monday.isoWeek == (year, week)
    else { return nil }
    return Period(start: monday, end: monday.adding(days: 7))
  }

  /// A fiscal year or one of its quarters. A year that does not start in January is called by the calendar
  /// year it ends in: with `startMonth` 4, FY2026 runs from 2025-04-01 to 2026-03-31.
  package static func fiscal(year: Int, quarter: Int? = nil, startMonth: Int) -> Period? {
    guard startMonth >= 1, startMonth <= 12, year >= 1, year <= 9_999,
      let start = Day(year: startMonth == 1 ? year : year - 1, month: startMonth, day: 1)
    else { return nil }
    guard let quarter else { return Period(start: start, end: start.adding(months: 12)) }
    guard quarter >= 1, quarter <= 4, let first = start.adding(months: (quarter - 1) * 3) else { return nil }
    return Period(start: first, end: first.adding(months: 3))
  }

  /// How a period of one unit is written: `2026`, `2026-H1`, `2026-Q1`, `2026-03`, `2026-W07`, `2026-01-31`.
  package static func name(of unit: PeriodUnit, start: Day) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { buffer in
      guard let base = buffer.baseAddress else { return "" }
      let count = writeName(of: unit, start: start, to: base)
      return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }
  }

  /// As `name(of:start:)`; writes at most ten bytes and returns how many.
  package static func writeName(
    of unit: PeriodUnit, start: Day, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let start = Day(clamping: Int64(start.number))
    var (year, month, _) = start.components
    var letter: UInt8?
    switch unit {
    case .day:
      start.write(to: target)
      return 10
    case .week:
      // A week that starts on Sunday is called by its Monday's number.
      (year, month) = (start.adding(days: start.weekday == 7 ? 1 : 0) ?? start).isoWeek
      letter = UInt8(ascii: "W")
    case .month: break
    case .quarter: (letter, month) = (UInt8(ascii: "Q"), (month + 2) / 3)
    case .half: (letter, month) = (UInt8(ascii: "H"), month <= 6 ? 1 : 2)
    case .year: break
    }
    NumberText.writeTwoDigits(year / 100, to: target)
    NumberText.writeTwoDigits(year % 100, to: target + 2)
    if unit == .year { return 4 }
    target[4] = UInt8(ascii: "-")
    guard let letter else {
      NumberText.writeTwoDigits(month, to: target + 5)
      return 7
    }
    target[5] = letter
    guard unit == .week else {
      target[6] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: month)
      return 7
    }
    NumberText.writeTwoDigits(month, to: target + 6)
    return 8
  }
}
