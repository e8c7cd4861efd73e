package import RapportValues

/// Looking for workdays, and counting them. An unknown day on the way is an error: what lies behind it
/// depends on it.
extension WorkCalendar {
  /// No calendar has a longer run of days off; a table that closes more has no workday near.
  private static let longestSearch = 366

  package func isWorkday(_ day: Day) throws(UnknownCalendarYear) -> Bool {
    switch answer(day) {
    case .works: true
    case .off: false
    case .unknown(let year): throw UnknownCalendarYear(year: year)
    }
  }

  /// The day itself if it is worked, or the last workday before: where birthdays move. Nil if there is none
  /// within a year.
  package func workday(onOrBefore day: Day) throws(UnknownCalendarYear) -> Day? {
    try search(from: day, by: -1)
  }

  package func workday(onOrAfter day: Day) throws(UnknownCalendarYear) -> Day? {
    try search(from: day, by: 1)
  }

  package func workday(before day: Day) throws(UnknownCalendarYear) -> Day? {
    guard let start = day.adding(days: -1) else { return nil }
    return try search(from: start, by: -1)
  }

  package func workday(after day: Day) throws(UnknownCalendarYear) -> Day? {
    guard let start = day.adding(days: 1) else { return nil }
    return try search(from: start, by: 1)
  }

  /// The workdays between two days, both included.
  package func workdays(from first: Day, through last: Day) throws(UnknownCalendarYear) -> [Day] {
    var days: [Day] = []
    var day = first
    while day <= last {
      if try isWorkday(day) { days.append(day) }
      guard let next = day.adding(days: 1) else { break }
      day = next
    }
    return days
  }

  package func workdayCount(from first: Day, through last: Day) throws(UnknownCalendarYear) -> Int {
    try workdays(from: first, through: last).count
  }

  private func search(from start: Day, by step: Int) throws(UnknownCalendarYear) -> Day? {
    var day = start
    for _ in 0..<Self.longestSearch {
      if try isWorkday(day) { return day }
      guard let next = day.adding(days: step) else { return nil }
      day = next
    }
    return nil
  }
}
