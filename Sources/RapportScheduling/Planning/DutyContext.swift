import RapportValues

/// Works out on which days, and when, a client's obligations can be met at all.
struct DutyContext {
  let team: TeamIndex
  let problem: PersonalProblem

  func client(_ account: TeamProblem.Account, place: Int, obligations: [Obligation]) -> Client {
    let pins = obligations.contains { $0.rule == TeamIndex.pinRule }
      ? team.problem.pins.filter { $0.account == account.id && $0.person == problem.person.id } : []
    var duties = obligations.map { Client.Duty($0, isPin: $0.rule == TeamIndex.pinRule) }
    duties.sort { Self.order($0.obligation, $1.obligation) }
    var rules = 0
    for position in duties.indices {
      let isNew = position == 0 || duties[position].isPin || duties[position - 1].isPin
        || duties[position].obligation.rule != duties[position - 1].obligation.rule
      if isNew { rules += 1 }
      duties[position].rule = rules - 1
    }
    var client = Client(
      account: account.id, place: place, duties: duties, stays: [],
      stayOfShift: Array(repeating: -1, count: problem.days.count), lastDays: Array(repeating: nil, count: rules),
      published: [])
    client.lastDays = lastDays(client)
    for shift in problem.days.indices { add(shift, account, pins, to: &client) }
    let days = Set(problem.published.filter { $0.account == account.id && !$0.atDesk }.map(\.day))
    client.published = problem.days.indices.filter { days.contains(problem.days[$0]) }
    return client
  }

  /// By rule, pins first; then by deadline.
  private static func order(_ left: Obligation, _ right: Obligation) -> Bool {
    let (leftPin, rightPin) = (left.rule == TeamIndex.pinRule, right.rule == TeamIndex.pinRule)
    if leftPin != rightPin { return leftPin }
    return (left.rule, left.deadline, left.due, left.key) < (right.rule, right.deadline, right.due, right.key)
  }

  /// The stay of a client on one day, if any duty can be done there.
  private func add(
    _ shift: Int, _ account: TeamProblem.Account, _ pins: [TeamProblem.Pin], to client: inout Client
  ) {
    let day = problem.days[shift]
    var hours = VisitHours(account, on: day)
    let pin = pins.filter { $0.day == day }.min { ($0.time ?? 0, 0) < ($1.time ?? 0, 0) }
    let pinKey = pin.map { TeamIndex.pinKey($0) }
    if let time = pin?.time, let fixed = hours.fixed(at: time) { hours = fixed }
    var longest: Int?
    var isPinned = false
    for (position, duty) in client.duties.enumerated() {
      guard duty.obligation.earliest <= day, day <= duty.obligation.deadline,
        !duty.isPin || duty.obligation.key == pinKey,
        isPossible(duty.minutes, place: client.place, hours, problem.shifts[shift])
      else { continue }
      if duty.isPin, let time = pin?.time, !hours.isFixed(at: time) { continue }
      client.duties[position].shifts.append(shift)
      longest = max(longest ?? 0, duty.minutes)
      isPinned = isPinned || duty.isPin
    }
    guard let longest else { return }
    client.stayOfShift[shift] = client.stays.count
    client.stays.append(
      Client.Stay(shift: shift, minutes: longest, windows: hours.starts(longest), isPinned: isPinned))
  }

  /// Alone on the day.
  func isPossible(_ minutes: Int, place: Int, _ hours: VisitHours, _ shift: DayShift) -> Bool {
    guard !hours.isClosed(for: minutes) else { return false }
    let stop = RouteStop(place: place, minutes: minutes, windows: hours.starts(minutes))
    return DayTimetable([stop], in: shift, travel: problem.travel) != nil
  }

  /// Of each rule, the last visit on a frozen day.
  private func lastDays(_ client: Client) -> [Day?] {
    var last: [Day?] = Array(repeating: nil, count: client.lastDays.count)
    let visits = problem.frozen.filter { $0.account == client.account && !$0.atDesk }
    for visit in visits {
      for key in visit.obligations {
        guard let rule = team.rules[key] else { continue }
        for duty in client.duties where duty.obligation.rule == rule {
          last[duty.rule] = max(last[duty.rule] ?? visit.day, visit.day)
        }
      }
    }
    return last
  }
}
