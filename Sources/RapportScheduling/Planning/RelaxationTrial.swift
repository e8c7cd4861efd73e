import RapportValues

/// Tries what would make room for an open duty: every day, route and position, with one constraint softer at a time.
///
/// Each trial builds the softer problem and asks for a place in it with the same code that plans, so that what it names is
/// true of the plan, not of how the search went.
struct RelaxationTrial {
  let schedule: PersonalSchedule
  let team: TeamIndex
  var problem: PersonalProblem { schedule.problem }

  /// Something that would make room, and how much one would rather not do it, in minutes.
  struct Candidate {
    var relaxation: UnmetObligation.Relaxation
    var price: Int
  }

  /// What a day of a shorter gap or a later deadline, working on a day off, and dropping visits are worth, beside a minute
  /// of a longer shift or a wider window. They only choose which relaxation is named.
  enum Price {
    static let day = 60
    static let visits = 240
    static let workday = 480
  }
  /// No more minutes than that are asked of a shift.
  var longestExtension = 240

  func unmet(_ duty: Int, of client: Int) -> UnmetObligation {
    let obligation = problem.clients[client].duties[duty].obligation
    if let code = Self.structural(obligation, team.problem) {
      let later = code == .deadline ? laterDeadline(duty, of: client) : nil
      return UnmetObligation(obligation: obligation, code: code, relaxation: later?.relaxation)
    }
    let window = problem.days.indices.filter { obligation.earliest <= problem.days[$0] && problem.days[$0] <= obligation.deadline }
    let displacement = self.displacement(duty, of: client)
    let displaced = displacement?.clients.map { problem.clients[$0].account } ?? []
    var candidates: [Candidate] = []
    candidates += [
      longerShift(duty, of: client, among: window), widerWindow(duty, of: client), shorterGap(duty, of: client),
      laterDeadline(duty, of: client),
    ].compactMap { $0 }
    if let displacement { candidates.append(dropping(displacement)) }
    if candidates.isEmpty { candidates += dayOff(obligation) }
    if candidates.isEmpty {
      // Nobody would ask for so long a day, unless nothing else helps.
      var patient = self
      patient.longestExtension = 1440
      candidates += [patient.longerShift(duty, of: client, among: window)].compactMap { $0 }
    }
    let best = candidates.min { ($0.price, $0.relaxation.day) < ($1.price, $1.relaxation.day) }
    let code = window.isEmpty ? absence(obligation) : code(duty, of: client, window, best?.relaxation)
    return UnmetObligation(obligation: obligation, code: code, relaxation: best?.relaxation, displaced: displaced)
  }

  /// What is wrong with an obligation whatever the plan.
  static func structural(_ obligation: Obligation, _ problem: TeamProblem) -> UnmetObligation.Code? {
    if obligation.deadline < obligation.earliest || obligation.deadline < problem.first { return .deadline }
    return obligation.earliest > problem.last ? .outsideHorizon : nil
  }

  /// The code of an obligation with working days, from what blocks it on each of them.
  private func code(
    _ duty: Int, of client: Int, _ window: [Int], _ relaxation: UnmetObligation.Relaxation?
  ) -> UnmetObligation.Code {
    let item = problem.clients[client].duties[duty]
    let possible = window.filter { item.shifts.contains($0) }
    if possible.isEmpty {
      if item.isPin && isContradicted(item.obligation) { return .pinned }
      return window.contains { isPossibleAtAnyHour(item, of: client, on: $0) } ? .window : .shiftFull
    }
    let far = possible.filter { schedule.settlement(of: duty, of: client, on: $0) != nil }
    if far.isEmpty { return .gap }
    switch relaxation?.kind {
    case .unpin: return .pinned
    case .dropVisits: return .displacedBy
    default: return .shiftFull
    }
  }

  /// Another pin of the account on the same day comes first.
  private func isContradicted(_ pin: Obligation) -> Bool {
    team.problem.pins.count {
      $0.account == pin.account && $0.person == pin.person && $0.day == pin.earliest
    } > 1
  }

  private func isPossibleAtAnyHour(_ duty: Client.Duty, of client: Int, on shift: Int) -> Bool {
    let stop = RouteStop(place: problem.clients[client].place, minutes: duty.minutes, windows: [])
    return DayTimetable([stop], in: problem.shifts[shift], travel: problem.travel) != nil
  }

  /// The code of an obligation without working days.
  func absence(_ obligation: Obligation) -> UnmetObligation.Code {
    let days = offDays(obligation)
    if days.contains(where: { problem.person.absences[$0] != nil }) { return .ownerAbsent }
    if days.contains(where: { team.problem.unknownYears.contains($0.year) }) { return .calendarUnknown }
    return days.isEmpty ? .pinned : .noWorkday
  }

  /// Days of the obligation, not frozen, on which the person does not work.
  func offDays(_ obligation: Obligation) -> [Day] {
    let first = max(obligation.earliest, team.problem.first, team.problem.frozenBefore)
    let last = min(obligation.deadline, team.problem.last)
    guard first <= last else { return [] }
    let working = Set(problem.days)
    return (first.number...last.number).map { Day(number: $0) }.filter { !working.contains($0) }
  }
}
