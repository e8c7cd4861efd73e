package import RapportValues

/// What turns duties into obligations: the policies in force, the calendar, and the days that are looked at.
package struct ObligationRules: Hashable, Sendable {
  package var policies: [VisitPolicy]
  package var calendar: WorkCalendar
  /// The day it is.
  package var today: Day
  /// The days that obligations have to reach into; both included.
  package var first: Day
  package var last: Day
  /// All intervals are so many times as long: 1 as the policies say, more for a team that has too much to do.
  package var stretch: Double

  package init(
    policies: [VisitPolicy], calendar: WorkCalendar, today: Day, first: Day, last: Day, stretch: Double = 1
  ) {
    self.policies = policies
    self.calendar = calendar
    self.today = today
    self.first = first
    self.last = last
    self.stretch = stretch
  }

  /// How far the ledger looks: half a year, so that half-yearly visits are always in it.
  package static let ledgerWeeks = 26
}
