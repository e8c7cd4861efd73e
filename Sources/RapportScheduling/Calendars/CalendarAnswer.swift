/// Whether a day is worked, and why.
package enum CalendarAnswer: Hashable, Sendable {
  case works(WorkReason)
  case off(OffReason)
  /// The holidays of the year are not published, so the day may be either.
  case unknown(year: Int)

  package enum WorkReason: Hashable, Sendable {
    case weekday
    /// A day of the weekend worked in exchange for a holiday, or a day a table calls worked.
    case makeUp(LocalName)
  }

  package enum OffReason: Hashable, Sendable {
    case weekend
    case holiday(LocalName)
  }

  package var isWorkday: Bool {
    if case .works = self { true } else { false }
  }
}

extension CalendarAnswer.OffReason {
  package var name: LocalName {
    switch self {
    case .weekend: LocalName("weekend", "周末")
    case .holiday(let name): name
    }
  }
}

/// A question about days of a year whose holidays are not published.
package struct UnknownCalendarYear: Error, Hashable, Sendable {
  package var year: Int
  package init(year: Int) { self.year = year }
}
