import RapportScheduling
import RapportStore
import RapportValues

/// Makes the problem of a team from what a store says.
struct TeamReader {
  let database: RapportStore.Store
  let first: Day
  let last: Day
  let today: Day

  /// - Parameters:
  ///   - obligations: of the accounts to plan.
  ///   - base: the plan to change as little as possible; its frozen days stay as they are.
  ///   - draft: made from it, and perhaps changed by hand: what is pinned there stays, what was taken from frozen days is gone.
  ///   - frozenDays: working days from today on.
  func problem(
    _ obligations: [Obligation], accounts: Set<Int64>, base: StoredPlan?, draft: StoredPlan? = nil, frozenDays: Int
  ) throws -> TeamProblem {
    let pinned = within(Self.fixed(base, draft))
    let kept = within(base?.plan.visits ?? []).filter { !$0.isMoved(by: pinned) && draft?.hasTaken($0) != true }
    let places = accounts.union((kept + pinned).map(\.account))
    let facts = try database.planFacts(accounts: places, first: first, last: last)
    let pins = Set(pinned.map(TeamProblem.Pin.init))
    let published = kept.map { visit in
      var visit = visit
      visit.pinned = !visit.atDesk && pins.contains(TeamProblem.Pin(visit))
      return visit
    }
    let needed = Set(obligations.map(\.person)).union((kept + pinned).map(\.person))
    let people = facts.people.filter { needed.contains($0.id) }.map { person in
      let days = facts.calendars[person.id]?.schedule(from: first, through: last)
      return TeamProblem.Person(
        id: person.id, name: person.name, base: person.place, shifts: days?.shifts ?? [], absences: days?.absences ?? [:])
    }
    let frozen = frozenBefore(frozenDays, facts.calendar)
    return TeamProblem(
      first: first, last: last, frozenBefore: base == nil ? first : frozen, people: people,
      accounts: facts.accounts.map {
        TeamProblem.Account(id: $0.id, name: $0.name, place: $0.place, hours: facts.opening[$0.id] ?? [:])
      },
      obligations: obligations, pins: pinned.map(TeamProblem.Pin.init), published: published, journeys: journeys(facts.travel),
      unknownYears: Set(facts.calendar.unpublishedYears(from: first, through: last)))
  }

  private func journeys(_ travel: [PlanFacts.Travel]) -> [TeamProblem.Leg: TeamProblem.Journey] {
    Dictionary(
      travel.map { way in
        let leg = TeamProblem.Leg(from: .account(way.from), to: .account(way.to))
        return (leg, TeamProblem.Journey(minutes: way.minutes, kilometres: way.kilometres ?? 0))
      }) { first, _ in first }
  }

  /// Visits that somebody fixed: in the draft, and in the plan before it on days that the draft has not.
  static func fixed(_ base: StoredPlan?, _ draft: StoredPlan?) -> [PlannedVisit] {
    let earlier = (base?.plan.visits ?? []).filter { draft?.record.plans($0.day) != true }
    return ((draft?.plan.visits ?? []) + earlier).filter(\.isFixed)
  }

  private func within(_ visits: [PlannedVisit]) -> [PlannedVisit] {
    visits.filter { $0.day >= first && $0.day <= last }
  }

  /// The day after so many working days from today on.
  private func frozenBefore(_ count: Int, _ calendar: WorkCalendar) -> Day {
    var (day, left) = (today, count)
    // Holidays last a week or so; an unknown year counts every day.
    for _ in 0..<(count * 3 + 31) where left > 0 {
      if case .off = calendar.answer(day) {} else { left -= 1 }
      guard let next = day.adding(days: 1) else { break }
      day = next
    }
    return max(day, first)
  }
}

extension PlanRecord {
  fileprivate func plans(_ day: Day) -> Bool { day >= first && day <= last }
}

extension StoredPlan {
  /// On its frozen days only a step by hand takes a visit away.
  fileprivate func hasTaken(_ visit: PlannedVisit) -> Bool {
    record.plans(visit.day) && visit.day < record.frozenBefore
      && !plan.visits.contains {
        $0.day == visit.day && $0.person == visit.person && $0.account == visit.account && $0.atDesk == visit.atDesk
      }
  }
}

extension PlannedVisit {
  /// Somebody pinned it; tasks at the desk are not.
  var isFixed: Bool { pinned && !atDesk }

  /// Somebody has fixed what it settles on another day.
  func isMoved(by pinned: [PlannedVisit]) -> Bool {
    pinned.contains { $0.day != day && !Set($0.obligations).isDisjoint(with: obligations) }
  }
}

extension TeamProblem.Pin {
  /// Keeps a visit on its day.
  init(_ visit: PlannedVisit) { self.init(account: visit.account, person: visit.person, day: visit.day) }
}
