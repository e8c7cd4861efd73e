import RapportValues

extension RelaxationTrial {
  /// The lightest visits of a day in whose place there is room; pinned ones only if nothing else does.
  func displacement(_ duty: Int, of client: Int) -> Displacement? {
    if let displacement = schedule.displacement(for: duty, of: client) { return displacement }
    for shift in problem.clients[client].duties[duty].shifts {
      guard schedule.settlement(of: duty, of: client, on: shift) != nil, let stop = problem.stop(client, shift)
      else { continue }
      let found = schedule.displacement(of: stop, on: shift, below: .max, movesPins: true)
      if let found { return found }
    }
    return nil
  }

  func dropping(_ displacement: Displacement) -> Candidate {
    let isPinned = displacement.clients.contains {
      problem.clients[$0].stay(displacement.shift)?.isPinned ?? false
    }
    let relaxation = Relaxation(
      kind: isPinned ? .unpin : .dropVisits, day: problem.days[displacement.shift], amount: 0)
    return Candidate(relaxation: relaxation, price: Price.visits * displacement.clients.count)
  }

  /// Working on a day off, cancelling leave, publishing a calendar, or planning a frozen day after all: the first day on
  /// which that makes room.
  func dayOff(_ obligation: Obligation) -> [Candidate] {
    for day in offDays(obligation) {
      let relaxation = Relaxation(kind: dayOffKind(day), day: day, amount: 0)
      if holds(relaxation, for: obligation) { return [Candidate(relaxation: relaxation, price: Price.workday)] }
    }
    for shift in problem.person.shifts
    where shift.day >= obligation.earliest && shift.day <= obligation.deadline && shift.day < team.problem.frozenBefore {
      let relaxation = Relaxation(kind: .unpin, day: shift.day, amount: 0)
      if holds(relaxation, for: obligation) { return [Candidate(relaxation: relaxation, price: Price.workday)] }
    }
    return []
  }

  /// What makes a day without work a day of work.
  func dayOffKind(_ day: Day) -> Relaxation.Kind {
    if problem.person.absences[day] != nil { return .cancelLeave }
    return team.problem.unknownYears.contains(day.year) ? .publishCalendar : .workOnDay
  }

  /// Makes the problem softer as the relaxation says, and looks for a place beside all visits as they are.
  private func holds(_ relaxation: Relaxation, for obligation: Obligation) -> Bool {
    let unmet = UnmetObligation(obligation: obligation, code: .noWorkday)
    let softer = TeamIndex(team.part(of: problem.person.id).applying(relaxation, for: unmet))
    guard let person = softer.people.first else { return false }
    return PersonalSchedule(schedule, as: PersonalProblem(person, in: softer)).hasPlace(for: obligation.key)
  }
}

extension TeamIndex {
  /// Only one person's part of the problem.
  fileprivate func part(of person: Int64) -> TeamProblem {
    let obligations = obligations(of: person).filter { $0.rule != Self.pinRule }
    let pins = problem.pins.filter { $0.person == person }
    let published = published(of: person)
    let ids = Set(obligations.map(\.account) + pins.map(\.account) + published.map(\.account))
    return TeamProblem(
      first: problem.first, last: problem.last, frozenBefore: problem.frozenBefore,
      people: people.filter { $0.id == person }, accounts: ids.sorted().compactMap { account($0) },
      obligations: obligations, pins: pins, published: published, journeys: problem.journeys,
      unknownYears: problem.unknownYears)
  }
}

extension PersonalSchedule {
  /// The visits of another schedule, in the same order, in a problem of other days or clients.
  init(_ other: PersonalSchedule, as problem: PersonalProblem) {
    var visits: [PlannedVisit] = []
    for (shift, route) in other.routes.enumerated() {
      for (position, client) in route.enumerated() {
        visits.append(
          PlannedVisit(
            account: other.problem.clients[client].account, person: problem.person.id,
            day: other.problem.days[shift], sequence: position + 1, travel: 0, kilometres: 0, arrive: 0, start: 0,
            end: 0, slack: 0, pinned: false, obligations: []))
      }
    }
    self.init(problem, routes: problem.routes(of: visits))
  }

  /// A visit that is there settles an obligation, or there is room for one that does.
  func hasPlace(for key: String) -> Bool {
    for client in problem.clients.indices {
      if let duty = position(of: key, in: client) { return hasPlace(for: duty, of: client, on: nil) }
    }
    return false
  }
}
