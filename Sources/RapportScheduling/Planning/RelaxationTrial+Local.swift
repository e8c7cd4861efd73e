import RapportValues

extension RelaxationTrial {
  typealias Relaxation = UnmetObligation.Relaxation

  /// A shift that closes later, by the fewest minutes.
  func longerShift(_ duty: Int, of client: Int, among window: [Int]) -> Candidate? {
    // With no end to the days, how late would each get? That is only where to begin: what is named is tried.
    let overruns = window.compactMap { shift in overrun(duty, of: client, on: shift).map { (minutes: $0, shift: shift) } }
    for (minutes, shift) in overruns.sorted(by: { ($0.minutes, $0.shift) < ($1.minutes, $1.shift) }) {
      if let candidate = longerShift(duty, of: client, on: shift, from: minutes) { return candidate }
    }
    return nil
  }

  private func longerShift(_ duty: Int, of client: Int, on shift: Int, from least: Int) -> Candidate? {
    var minutes = least
    // Part of a longer shift may go to the desk.
    for _ in 0..<8 where minutes <= longestExtension {
      let relaxed = extended(shift, by: minutes, for: client)
      if relaxed.hasPlace(for: duty, of: client, on: [shift]) {
        return Candidate(
          relaxation: Relaxation(kind: .extendShift, day: problem.days[shift], amount: minutes), price: minutes)
      }
      minutes += max(1, minutes / 3)
    }
    return nil
  }

  private func overrun(_ duty: Int, of client: Int, on shift: Int) -> Int? {
    var relaxed = schedule
    // What is impossible on the day even alone may be possible on a longer one.
    if !problem.clients[client].duties[duty].shifts.contains(shift) {
      relaxed = extended(shift, by: longestExtension, for: client)
    }
    guard relaxed.settlement(of: duty, of: client, on: shift) != nil, let stop = relaxed.problem.stop(client, shift)
    else { return nil }
    let hours = problem.shifts[shift]
    let route = schedule.stops(schedule.routes[shift], shift)
    var earliest: Int?
    for position in 0...route.count {
      var longer = route
      longer.insert(stop, at: position)
      let timetable = DayTimetable(
        longer, in: hours, travel: problem.travel, latest: hours.latest + longestExtension)
      if let timetable { earliest = min(earliest ?? .max, timetable.returns) }
    }
    return earliest.map { max(1, $0 - hours.latest) }
  }

  private func extended(_ shift: Int, by minutes: Int, for client: Int) -> PersonalSchedule {
    var relaxed = problem
    relaxed.fullShifts[shift].closes = min(relaxed.fullShifts[shift].closes + minutes, 1440)
    relaxed.fullShifts[shift].latest = relaxed.fullShifts[shift].closes + problem.fullShifts[shift].latest
      - problem.fullShifts[shift].closes
    relaxed.shifts[shift] = PersonalProblem.keeping(relaxed.fullShifts[shift], desk: problem.deskLoad[shift])
    return rebuilding(schedule.routes[shift] + [client], in: relaxed)
  }

  /// Opening hours of one weekday that begin earlier and end later.
  func widerWindow(_ duty: Int, of client: Int) -> Candidate? {
    let obligation = problem.clients[client].duties[duty].obligation
    guard let account = team.account(obligation.account), !account.hours.isEmpty else { return nil }
    var best: Candidate?
    for weekday in 1...7 {
      let days = problem.days.indices.filter {
        problem.days[$0].weekday == weekday && obligation.earliest <= problem.days[$0]
          && problem.days[$0] <= obligation.deadline
      }
      guard !days.isEmpty else { continue }
      let amounts = (account.hours[weekday] ?? []).isEmpty ? [0] : Array(stride(from: 15, through: 720, by: 15))
      func place(_ minutes: Int) -> Int? {
        rebuilding(client, of: account.widened(on: weekday, by: minutes)).day(for: duty, of: client, among: days)
      }
      // Wider is never worse: the first that does.
      guard let amount = amounts.partitioned(where: { place($0) != nil }), let found = place(amount) else { continue }
      let price = amount == 0 ? Price.visits : amount
      guard price < best?.price ?? .max else { continue }
      best = Candidate(
        relaxation: Relaxation(kind: .widenWindow, day: problem.days[found], amount: amount), price: price)
    }
    return best
  }

  /// A smaller gap to the visits before and after.
  func shorterGap(_ duty: Int, of client: Int) -> Candidate? {
    let obligation = problem.clients[client].duties[duty].obligation
    let gap = min(obligation.smallestGap, 100_000)
    guard gap > 1, let account = team.account(obligation.account) else { return nil }
    let line = problem.clients[client].duties.map(\.obligation)
    // Gaps longer than the horizon differ only in their ends.
    let span = (problem.days.last ?? .earliest).days(since: problem.days.first ?? .earliest)
    let amounts = Array(max(1, gap - span - 1)..<gap)
    func relaxed(_ days: Int) -> PersonalSchedule {
      rebuilding(
        client, of: account, obligations: line.map { $0.isSameLine(as: obligation) ? $0.shortening(by: days) : $0 })
    }
    // If the smallest gap does not help, no other does.
    let amount = amounts.partitioned { relaxed($0).hasPlace(for: duty, of: client, on: nil) }
    return amount.map {
      Candidate(relaxation: Relaxation(kind: .shortenGap, day: obligation.due, amount: $0), price: $0 * Price.day)
    }
  }

  /// A later last day.
  func laterDeadline(_ duty: Int, of client: Int) -> Candidate? {
    let obligation = problem.clients[client].duties[duty].obligation
    guard problem.clients[client].duties[duty].isPin == false, let account = team.account(obligation.account) else {
      return nil
    }
    let line = problem.clients[client].duties.map(\.obligation)
    func relaxed(to day: Day) -> (schedule: PersonalSchedule, duty: Int)? {
      let amount = day.days(since: obligation.deadline)
      let relaxed = rebuilding(
        client, of: account, obligations: line.map { $0.key == obligation.key ? $0.extending(by: amount) : $0 })
      return relaxed.position(of: obligation.key, in: client).map { (relaxed, $0) }
    }
    let later = problem.days.indices.filter {
      problem.days[$0] > obligation.deadline && problem.days[$0] >= obligation.earliest
    }
    guard let last = later.last, let (open, moved) = relaxed(to: problem.days[last]) else { return nil }
    for shift in later where open.day(for: moved, of: client, among: [shift]) != nil {
      let day = problem.days[shift]
      guard let (exact, moved) = relaxed(to: day), exact.hasPlace(for: moved, of: client, on: nil) else { continue }
      let amount = day.days(since: obligation.deadline)
      return Candidate(
        relaxation: Relaxation(kind: .moveDeadline, day: day, amount: amount), price: amount * Price.day)
    }
    return nil
  }

  /// The same visits in a problem where some clients' days are worked out anew.
  private func rebuilding(_ clients: [Int], in relaxed: PersonalProblem) -> PersonalSchedule {
    var rebuilt = relaxed
    let context = DutyContext(team: team, problem: relaxed)
    for client in clients {
      let before = relaxed.clients[client]
      guard let account = team.account(before.account) else { continue }
      rebuilt.clients[client] = context.client(account, place: before.place, obligations: before.duties.map(\.obligation))
    }
    return schedule.with(rebuilt, changed: clients)
  }

  private func rebuilding(
    _ client: Int, of account: TeamProblem.Account, obligations: [Obligation]? = nil
  ) -> PersonalSchedule {
    var rebuilt = problem
    let before = problem.clients[client]
    rebuilt.clients[client] = DutyContext(team: team, problem: problem).client(
      account, place: before.place, obligations: obligations ?? before.duties.map(\.obligation))
    return schedule.with(rebuilt, changed: [client])
  }
}

extension Array {
  /// The first element for which a condition holds that, once it holds, holds for all later ones.
  func partitioned(where holds: (Element) -> Bool) -> Element? {
    guard let last, holds(last) else { return nil }
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return self[high]
  }
}

extension PersonalSchedule {
  /// The same visits in another problem.
  func with(_ problem: PersonalProblem, changed: [Int]) -> PersonalSchedule {
    var schedule = self
    schedule.exchange(problem, changed: changed)
    return schedule
  }

  func position(of key: String, in client: Int) -> Int? {
    problem.clients[client].duties.firstIndex { $0.obligation.key == key }
  }

  func place(for duty: Int, of client: Int, among shifts: [Int]) -> Insertion? {
    for shift in shifts where settlement(of: duty, of: client, on: shift) != nil {
      if let stop = problem.stop(client, shift), let place = insertion(of: stop, into: shift) { return place }
    }
    return nil
  }

  /// A day whose visit settles the duty, or that has room for one that does.
  func day(for duty: Int, of client: Int, among shifts: [Int]) -> Int? {
    // What is softer for one visit may be harder for another of the same client: a time that now holds, a longer stop.
    guard visits[client].allSatisfy({ timetable($0) != nil }) else { return nil }
    if settlements[client].isSettled[duty] {
      let position = settlements[client].duties.firstIndex { $0.contains(duty) }
      return position.map { visits[client][$0] }
    }
    return place(for: duty, of: client, among: shifts)?.shift
  }

  func hasPlace(for duty: Int, of client: Int, on shifts: [Int]?) -> Bool {
    day(for: duty, of: client, among: shifts ?? problem.clients[client].duties[duty].shifts) != nil
  }
}
