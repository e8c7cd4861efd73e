package import RapportValues

/// The days on which everybody works: the weekend, public holidays, and weekend days worked in exchange for
/// them.
///
/// A year whose holidays nobody has published is answered with `unknown` and never guessed, unless the caller
/// asks for weekends only.
package struct WorkCalendar: Hashable, Sendable {
  /// 1 Monday … 7 Sunday
  package var weekend: Set<Int>
  /// How days of years without published holidays are answered.
  package var unpublished: Unpublished
  private var exceptions: [Day: Exception] = [:]
  private var published: Set<Int> = []

  /// A calendar without any published year; tables are added to it.
  package init(weekend: Set<Int> = [6, 7], unpublished: Unpublished = .report) {
    self.weekend = weekend
    self.unpublished = unpublished
  }

  package enum Unpublished: String, CaseIterable, Hashable, Sendable {
    /// Every day of the year is unknown.
    case report
    /// Worked except on weekends, as if the year had no holidays.
    case weekendsOnly = "weekends_only"
  }

  /// A day that is not as its weekday says.
  package struct Exception: Hashable, Sendable {
    package var day: Day
    package var works: Bool
    package var name: LocalName
    package init(day: Day, works: Bool, name: LocalName) {
      self.day = day
      self.works = works
      self.name = name
    }
  }

  /// Adds days; those of an earlier table are overridden. `years` are those whose holidays are complete with
  /// this table: a closed day of the company does not make its year known, only that day.
  package mutating func add(_ table: [Exception], completing years: some Sequence<Int> = []) {
    for exception in table { exceptions[exception.day] = exception }
    published.formUnion(years)
  }

  package func adding(_ table: [Exception], completing years: some Sequence<Int> = []) -> WorkCalendar {
    var calendar = self
    calendar.add(table, completing: years)
    return calendar
  }

  /// The years whose holidays are published, ascending.
  package var knownYears: [Int] { published.sorted() }

  package func answer(_ day: Day) -> CalendarAnswer {
    if let exception = exceptions[day] {
      return exception.works ? .works(.makeUp(exception.name)) : .off(.holiday(exception.name))
    }
    guard unpublished == .weekendsOnly || published.contains(day.year) else {
      return .unknown(year: day.year)
    }
    return weekend.contains(day.weekday) ? .off(.weekend) : .works(.weekday)
  }

  /// The years between two days, both included, whose holidays are not published, whatever is assumed of
  /// them.
  package func unpublishedYears(from first: Day, through last: Day) -> [Int] {
    guard first <= last else { return [] }
    return (first.year...last.year).filter { !published.contains($0) }
  }
}
