import RapportValues

/// What each day would be for a visit of a schedule.
struct Alternatives {
  let schedule: PersonalSchedule
  let team: TeamIndex
  private var problem: PersonalProblem { schedule.problem }

  init(schedule: PersonalSchedule, team: TeamIndex) {
    self.schedule = schedule
    self.team = team
  }

  /// What a day would save without a visit.
  func detour(of client: Int, on shift: Int) -> (minutes: Int, kilometres: Double) {
    guard let now = schedule.timetable(shift) else { return (0, 0) }
    let hours = problem.shifts[shift]
    let rest = schedule.stops(schedule.routes[shift].filter { $0 != client }, shift)
    guard let without = DayTimetable(rest, in: hours, travel: problem.travel) else { return (0, 0) }
    let overtime = max(0, now.returns - hours.closes) - max(0, without.returns - hours.closes)
    return (now.travel - without.travel + overtime, now.kilometres - without.kilometres)
  }

  /// For a visit that there is: every other day between the first and the last on which all that it settles counts.
  func days(for client: Int, insteadOf shift: Int) -> [DayAlternative] {
    let settlement = schedule.settlements[client]
    guard let position = schedule.visits[client].firstIndex(of: shift) else { return [] }
    let duties = settlement.duties[position]
    let item = problem.clients[client]
    guard let first = duties.map({ item.duties[$0].obligation.earliest }).min(),
      let last = duties.map({ item.duties[$0].obligation.deadline }).max()
    else { return [] }
    var without = schedule
    without.remove(client, from: shift)
    let saved = detour(of: client, on: shift).minutes
    let isPinned = item.stay(shift)?.isPinned ?? false
    return eachDay(first, last).filter { $0 != problem.days[shift] }.map { day in
      if isPinned { return DayAlternative(day: day, outcome: .blocked(.pinned)) }
      return DayAlternative(day: day, outcome: outcome(duties, of: client, on: day, in: without, saved: saved))
    }
  }

  /// For an obligation that is unmet: every day of its window.
  func days(for duty: Int, of client: Int) -> [DayAlternative] {
    let obligation = problem.clients[client].duties[duty].obligation
    return eachDay(obligation.earliest, obligation.deadline).map {
      DayAlternative(day: $0, outcome: outcome([duty], of: client, on: $0, in: schedule, saved: 0))
    }
  }

  private func eachDay(_ first: Day, _ last: Day) -> [Day] {
    let (first, last) = (max(first, team.problem.first), min(last, team.problem.last))
    return first > last ? [] : (first.number...last.number).map { Day(number: $0) }
  }

  private func outcome(
    _ duties: [Int], of client: Int, on day: Day, in without: PersonalSchedule, saved: Int
  ) -> DayAlternative.Outcome {
    if day < team.problem.frozenBefore { return .blocked(.pinned) }
    guard let shift = problem.days.firstIndex(of: day) else { return .blocked(offDay(day)) }
    let item = problem.clients[client]
    for duty in duties where !item.duties[duty].shifts.contains(shift) {
      return .blocked(impossible(item.duties[duty], at: item.place, on: shift))
    }
    if let position = without.visits[client].firstIndex(of: shift) {
      return merged(duties, of: client, into: position, without, saved: saved)
    }
    let days = (without.visits[client] + [shift]).sorted()
    let settlement = Settlement(item, on: days, of: problem.days)
    let keepsAll = settlement.covers(schedule.settlements[client]) && duties.allSatisfy { settlement.isSettled[$0] }
    guard keepsAll else { return .blocked(.gap) }
    guard let stop = problem.stop(client, shift), let place = without.insertion(of: stop, into: shift) else {
      return .blocked(.shiftFull)
    }
    return .possible(
      minutes: place.minutes - saved, lateness: settlement.lateness - schedule.settlements[client].lateness)
  }

  /// On a day on which the account is seen anyway.
  private func merged(
    _ duties: [Int], of client: Int, into position: Int, _ without: PersonalSchedule, saved: Int
  ) -> DayAlternative.Outcome {
    let (now, then) = (schedule.settlements[client], without.settlements[client])
    guard then.covers(now), duties.allSatisfy({ then.duties[position].contains($0) }) else { return .blocked(.gap) }
    return .possible(minutes: -saved, lateness: then.lateness - now.lateness)
  }

  private func offDay(_ day: Day) -> UnmetObligation.Code {
    if problem.person.absences[day] != nil { return .ownerAbsent }
    return team.problem.unknownYears.contains(day.year) ? .calendarUnknown : .noWorkday
  }

  /// Why a duty cannot be done on a day even if it is the only one.
  private func impossible(_ duty: Client.Duty, at place: Int, on shift: Int) -> UnmetObligation.Code {
    let day = problem.days[shift]
    if day < duty.obligation.earliest || day > duty.obligation.deadline { return .deadline }
    let stop = RouteStop(place: place, minutes: duty.minutes, windows: [])
    let fitsAnyHour = DayTimetable([stop], in: problem.shifts[shift], travel: problem.travel) != nil
    return fitsAnyHour ? .window : .shiftFull
  }
}
