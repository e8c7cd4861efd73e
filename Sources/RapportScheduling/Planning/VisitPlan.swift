package import RapportValues

/// Who sees whom when, what stays undone, and how full the days are.
package struct VisitPlan: Sendable {
  package var visits: [PlannedVisit]
  package var unmet: [UnmetObligation]
  package var load: [DayLoad]
  package var objective: Objective
  /// How the search for it went.
  package var search: PlanSearch

  package init(
    visits: [PlannedVisit], unmet: [UnmetObligation], load: [DayLoad], objective: Objective,
    search: PlanSearch = PlanSearch()
  ) {
    self.visits = visits
    self.unmet = unmet
    self.load = load
    self.objective = objective
    self.search = search
  }

  /// What is minimised, the first level before the second and so on.
  package struct Objective: Hashable, Sendable {
    /// Sum of the weights of unmet obligations.
    package var unmet = 0
    /// Days after due dates and over largest gaps.
    package var lateness = 0
    /// Visits of the published plan that are moved to another day, or dropped.
    package var changes = 0
    /// Minutes.
    package var travel = 0
    /// Minutes.
    package var overtime = 0
    /// Sum of squared differences of the days' minutes from their person's mean.
    package var imbalance = 0
    package init() {}
  }
}

/// A stop of a plan. Times are minutes after midnight.
package struct PlannedVisit: Hashable, Sendable {
  package var account: Int64
  package var person: Int64
  package var day: Day
  /// 1, 2, … within the person's day.
  package var sequence: Int
  /// Minutes on the way to it, and the kilometres.
  package var travel: Int
  package var kilometres: Double
  package var arrive: Int
  package var start: Int
  package var end: Int
  /// Minutes that it could begin later with all later stops of the day still in time.
  package var slack: Int
  /// Kept where it is by a user.
  package var pinned: Bool
  /// A task at the desk, after the day's stops: no travel.
  package var atDesk: Bool
  /// Keys of what it settles; a pin of no obligation's day is one of its own, of the rule `PIN`.
  package var obligations: [String]

  package init(
    account: Int64, person: Int64, day: Day, sequence: Int, travel: Int, kilometres: Double, arrive: Int, start: Int,
    end: Int, slack: Int, pinned: Bool, atDesk: Bool = false, obligations: [String]
  ) {
    self.account = account
    self.person = person
    self.day = day
    self.sequence = sequence
    self.travel = travel
    self.kilometres = kilometres
    self.arrive = arrive
    self.start = start
    self.end = end
    self.slack = slack
    self.pinned = pinned
    self.atDesk = atDesk
    self.obligations = obligations
  }
}

/// How full a day of a person is, in minutes.
package struct DayLoad: Hashable, Sendable {
  package var person: Int64
  package var day: Day
  package var visits: Int
  package var service: Int
  package var travel: Int
  package var waiting: Int
  package var desk: Int
  package var overtime: Int
  /// What the shift has without its breaks.
  package var available: Int
  package var kilometres: Double

  package init(
    person: Int64, day: Day, visits: Int, service: Int, travel: Int, waiting: Int, desk: Int, overtime: Int,
    available: Int, kilometres: Double
  ) {
    self.person = person
    self.day = day
    self.visits = visits
    self.service = service
    self.travel = travel
    self.waiting = waiting
    self.desk = desk
    self.overtime = overtime
    self.available = available
    self.kilometres = kilometres
  }
}

/// An obligation that no visit of the plan settles, and what would have to give.
package struct UnmetObligation: Hashable, Sendable {
  package var obligation: Obligation
  package var code: Code
  /// The cheapest thing that would make it possible, in words and as data.
  package var relaxation: Relaxation?
  /// Accounts whose visits of one day would have to go for it, if nothing else gave.
  package var displaced: [Int64]

  package init(obligation: Obligation, code: Code, relaxation: Relaxation? = nil, displaced: [Int64] = []) {
    self.obligation = obligation
    self.code = code
    self.relaxation = relaxation
    self.displaced = displaced
  }

  package enum Code: String, CaseIterable, Hashable, Sendable {
    /// No working day of the person between the earliest day and the deadline.
    case noWorkday = "NO_WORKDAY"
    /// Cannot be reached and left within the account's hours on any of its days.
    case window = "WINDOW"
    /// The shifts of all its days are too short, for it alone or with the day's other visits.
    case shiftFull = "SHIFT_FULL"
    /// Too soon after, or before, another visit of the account.
    case gap = "GAP"
    /// The person is away on all its days.
    case ownerAbsent = "OWNER_ABSENT"
    /// Nobody has to go: the account has no owner.
    case unowned = "UNOWNED"
    /// The account, or where the person starts, has no coordinates.
    case ungeocoded = "UNGEOCODED"
    /// There is room only in place of visits that weigh more.
    case displacedBy = "DISPLACED_BY"
    /// The years of its days have no published calendar.
    case calendarUnknown = "CALENDAR_UNKNOWN"
    /// A pin or a frozen day leaves no room.
    case pinned = "PINNED"
    /// Its last day is before its first, or before the horizon.
    case deadline = "DEADLINE"
    /// It may be done only after the horizon.
    case outsideHorizon = "OUTSIDE_HORIZON"
  }

  /// One constraint made softer, by how much, where.
  package struct Relaxation: Hashable, Sendable {
    package var kind: Kind
    package var day: Day
    /// Minutes of a shift or a window, days of a gap or deadline; 0 where it has no size.
    package var amount: Int
    /// Whom to assign it to.
    package var person: Int64?
    package init(kind: Kind, day: Day, amount: Int, person: Int64? = nil) {
      self.kind = kind
      self.day = day
      self.amount = amount
      self.person = person
    }

    package enum Kind: String, CaseIterable, Hashable, Sendable {
      case extendShift = "extend_shift"
      case widenWindow = "widen_window"
      case shortenGap = "shorten_gap"
      case moveDeadline = "move_deadline"
      case workOnDay = "work_on_day"
      case cancelLeave = "cancel_leave"
      case dropVisits = "drop_visits"
      case unpin = "unpin"
      case locate = "locate"
      case assign = "assign"
      case publishCalendar = "publish_calendar"
    }
  }
}
