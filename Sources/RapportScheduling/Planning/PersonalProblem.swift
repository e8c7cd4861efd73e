import RapportValues

/// One person's share of a team problem, in whole minutes: people do not share visits, so each is planned alone.
struct PersonalProblem: Sendable {
  let person: TeamProblem.Person
  /// Keeping the days of the published plan comes before being in time: planning again after a change.
  let isSticky: Bool
  /// The days that can be planned, in order, with the hours as given and as stops may use them.
  var fullShifts: [DayShift]
  var shifts: [DayShift]
  var days: [Day]
  /// In order of account.
  var clients: [Client]
  let travel: PersonalTravel
  /// Desk duties, the heaviest first; their `shifts` are the days in their windows.
  var desk: [Client.Duty]
  /// Minutes that are kept for the desk at most, by shift.
  let deskLoad: [Int]
  /// When tasks at the desk were done on frozen days.
  let deskDone: [DeskWork.Rule: [DeskWork.Done]]
  /// Published visits of frozen days, as they were.
  let frozen: [PlannedVisit]
  /// How full frozen days are.
  let frozenLoad: [DayLoad]
  /// Published visits of all other days of the horizon.
  let published: [PlannedVisit]
  /// What cannot be a duty of a client: the account has no place.
  let ungeocoded: [Obligation]

  init(_ person: TeamProblem.Person, in team: TeamIndex, isSticky: Bool = false) {
    let problem = team.problem
    self.person = person
    self.isSticky = isSticky
    var seen: Set<Day> = []
    let working = person.shifts.filter {
      $0.day >= problem.first && $0.day <= problem.last && seen.insert($0.day).inserted
    }.sorted { $0.day < $1.day }.compactMap { DayShift($0) }
    fullShifts = working.filter { $0.day >= problem.frozenBefore }
    days = fullShifts.map(\.day)
    let published = team.published(of: person.id).filter {
      $0.atDesk || team.accounts[$0.account] != nil
    }
    // What was promised for a day on which the person is away now cannot be kept.
    let workingDays = Set(working.map(\.day))
    frozen = published.filter { $0.day < problem.frozenBefore && workingDays.contains($0.day) }
    self.published = published.filter { $0.day >= problem.frozenBefore }
    frozenLoad = working.filter { $0.day < problem.frozenBefore }.map { [frozen] shift in
      DayLoad(of: frozen.filter { $0.day == shift.day }, in: shift, person, team)
    }

    let done = Set(frozen.flatMap(\.obligations))
    let kept = Set(frozen.filter { !$0.atDesk }.map { AccountDay($0.account, $0.day) })
    let open = team.obligations(of: person.id).filter { obligation in
      !done.contains(obligation.key)
        && !(obligation.rule == TeamIndex.pinRule && kept.contains(AccountDay(obligation.account, obligation.earliest)))
    }
    deskDone = DeskWork.done(frozen, team)
    let desk = open.filter(\.atDesk).map { Client.Duty($0) }
    let (clients, ungeocoded) = Self.clients(open.filter { !$0.atDesk }, person, team)
    self.ungeocoded = ungeocoded
    travel = PersonalTravel(person, clients: clients.map(\.account), problem: problem)
    self.desk = Self.spread(desk, over: days)
    deskLoad = Self.deskLoad(self.desk, days)
    shifts = zip(fullShifts, deskLoad).map(Self.keeping)
    self.clients = []
    let context = DutyContext(team: team, problem: self)
    self.clients = clients.enumerated().map { place, entry in
      context.client(entry.account, place: place + 1, obligations: entry.obligations)
    }
  }

  /// Open obligations by account, and those of accounts that are nowhere.
  private static func clients(
    _ obligations: [Obligation], _ person: TeamProblem.Person, _ team: TeamIndex
  ) -> ([(account: TeamProblem.Account, obligations: [Obligation])], [Obligation]) {
    var located: [(account: TeamProblem.Account, obligations: [Obligation])] = []
    var ungeocoded: [Obligation] = []
    for (id, group) in Dictionary(grouping: obligations, by: \.account).sorted(by: { $0.key < $1.key }) {
      if let account = team.account(id), account.place?.isValid == true {
        located.append((account, group))
      } else {
        ungeocoded += group
      }
    }
    return (located, ungeocoded)
  }

  func stop(_ client: Int, _ shift: Int) -> RouteStop? {
    let client = clients[client]
    return client.stay(shift).map { RouteStop(place: client.place, minutes: $0.minutes, windows: $0.windows) }
  }
}

private struct AccountDay: Hashable {
  var account: Int64
  var day: Day
  init(_ account: Int64, _ day: Day) {
    self.account = account
    self.day = day
  }
}

/// A stop of a route: where, for how long, and when it may begin.
struct RouteStop {
  var place: Int
  var minutes: Int
  var windows: [ClosedRange<Double>]
}
