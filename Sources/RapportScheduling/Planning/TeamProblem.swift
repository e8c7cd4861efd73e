package import RapportValues

/// A team's accounts, people, calendars and obligations for some weeks: all that a plan follows from.
package struct TeamProblem: Sendable {
  /// Both included.
  package var first: Day
  package var last: Day
  /// Days before this keep the visits of the published plan.
  package var frozenBefore: Day
  package var people: [Person]
  package var accounts: [Account]
  package var obligations: [Obligation]
  /// Visits that somebody fixed, and those of frozen days.
  package var pins: [Pin]
  /// The plan to change as little as possible.
  package var published: [PlannedVisit]
  /// Ways that a user's table gives; all others follow from `TravelModel`.
  package var journeys: [Leg: Journey]
  /// Years of the horizon whose calendar is not published: nobody has shifts there.
  package var unknownYears: Set<Int>

  package init(
    first: Day, last: Day, frozenBefore: Day, people: [Person], accounts: [Account], obligations: [Obligation],
    pins: [Pin] = [], published: [PlannedVisit] = [], journeys: [Leg: Journey] = [:], unknownYears: Set<Int> = []
  ) {
    self.first = first
    self.last = last
    self.frozenBefore = frozenBefore
    self.people = people
    self.accounts = accounts
    self.obligations = obligations
    self.pins = pins
    self.published = published
    self.journeys = journeys
    self.unknownYears = unknownYears
  }

  /// Where a way begins or ends.
  package enum Site: Hashable, Sendable {
    case account(Int64)
    /// Of this person.
    case base(Int64)
  }

  /// A way, in this direction.
  package struct Leg: Hashable, Sendable {
    package var from: Site
    package var to: Site
    package init(from: Site, to: Site) {
      self.from = from
      self.to = to
    }
  }

  package struct Journey: Hashable, Sendable {
    package var minutes: Int
    package var kilometres: Double
    package init(minutes: Int, kilometres: Double) {
      self.minutes = minutes
      self.kilometres = kilometres
    }
  }

  package struct Place: Hashable, Sendable {
    /// Degrees.
    package var latitude: Double
    package var longitude: Double
    package init(latitude: Double, longitude: Double) {
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  package struct Person: Sendable {
    package var id: Int64
    package var name: String
    /// Where days begin and end; nil: at the first and last stop.
    package var base: Place?
    /// The days on which the person works, in order, with their hours.
    package var shifts: [WorkShift]
    /// Days of the horizon on which everybody works and the person does not, with the reason.
    package var absences: [Day: String]
    package init(id: Int64, name: String, base: Place?, shifts: [WorkShift], absences: [Day: String] = [:]) {
      self.id = id
      self.name = name
      self.base = base
      self.shifts = shifts
      self.absences = absences
    }
  }

  /// The working hours of one day, in minutes after midnight.
  package struct WorkShift: Hashable, Sendable {
    package var day: Day
    package var opens: Int
    package var closes: Int
    /// How much longer it may last.
    package var overtime: Int
    package var pauses: [RoutingProblem.Pause]
    package init(day: Day, opens: Int, closes: Int, overtime: Int = 0, pauses: [RoutingProblem.Pause] = []) {
      self.day = day
      self.opens = opens
      self.closes = closes
      self.overtime = overtime
      self.pauses = pauses
    }
  }

  package struct Account: Sendable {
    package var id: Int64
    package var name: String
    package var place: Place?
    /// When a visit may begin and must have ended, by weekday (1 Monday … 7 Sunday), in minutes after midnight; a missing
    /// weekday is closed, no weekday at all is always open.
    package var hours: [Int: [ClosedRange<Int>]]
    package init(id: Int64, name: String, place: Place?, hours: [Int: [ClosedRange<Int>]] = [:]) {
      self.id = id
      self.name = name
      self.place = place
      self.hours = hours
    }
  }

  /// A visit that has to be on a day, perhaps at a time (minutes after midnight).
  package struct Pin: Hashable, Sendable {
    package var account: Int64
    package var person: Int64
    package var day: Day
    package var time: Int?
    package init(account: Int64, person: Int64, day: Day, time: Int? = nil) {
      self.account = account
      self.person = person
      self.day = day
      self.time = time
    }
  }
}
