import RapportValues

/// Checks one day of one person: ways, times, opening hours, breaks, the end of the day, and the load that is reported.
struct DayAudit {
  private let person: TeamProblem.Person
  private let shift: TeamProblem.WorkShift
  private let problem: TeamProblem
  private var pauses: [RoutingProblem.Pause]
  private(set) var violations: [String] = []

  init(
    person: TeamProblem.Person, shift: TeamProblem.WorkShift, visits: [PlannedVisit], load: DayLoad?,
    accounts: [Int64: TeamProblem.Account], problem: TeamProblem
  ) {
    self.person = person
    self.shift = shift
    self.problem = problem
    pauses = shift.pauses.sorted { $0.earliest < $1.earliest }.filter { $0.latest >= Double(shift.opens) }
    let stops = visits.filter { !$0.atDesk }
    expect(visits.map(\.sequence) == Array(1...max(visits.count, 1)), "sequence")
    expect(Set(stops.map(\.account)).count == stops.count, "an account is seen twice")
    var free = shift.opens
    var before: TeamProblem.Account?
    for visit in stops {
      let account = accounts[visit.account]
      let way = way(from: before, to: account, isFirst: before == nil)
      expect(visit.travel == way, "\(visit.account): travel is \(visit.travel), not \(way)")
      expect(visit.arrive >= free + way, "\(visit.account): arrives before it can")
      expect(visit.start >= visit.arrive && visit.end >= visit.start && visit.slack >= 0, "\(visit.account): times")
      rest(from: free, to: visit.arrive - way)
      rest(from: visit.arrive, to: visit.start)
      endsIn(visit.end)
      if let account { expect(isOpen(account, visit), "\(visit.account): closed from \(visit.start) to \(visit.end)") }
      free = visit.end
      before = account
    }
    let home = stops.isEmpty ? 0 : way(from: before, to: nil, isFirst: false)
    // Breaks that cannot wait until the return are taken before it.
    while let pause = pauses.first, Double(free + home) > pause.latest {
      free = max(free, Int(pause.earliest)) + Int(pause.length)
      pauses.removeFirst()
    }
    var back = free + home
    let latest = min(shift.closes, 1440) + shift.overtime
    expect(back <= latest, "returns at \(back)")
    for task in visits where task.atDesk {
      rest(from: back, to: task.start)
      expect(task.start >= back && task.end <= latest, "\(task.account): at the desk from \(task.start)")
      endsIn(task.end)
      back = task.end
    }
    check(load, stops, visits.filter(\.atDesk), home, end: back)
  }

  private mutating func expect(_ holds: Bool, _ message: @autoclosure () -> String) {
    if !holds { violations.append("\(person.id) on \(shift.day): \(message())") }
  }

  private func way(from: TeamProblem.Account?, to: TeamProblem.Account?, isFirst: Bool) -> Int {
    if person.base == nil && (isFirst || to == nil) { return 0 }
    let (start, end) = (from?.place ?? person.base, to?.place ?? person.base)
    let leg = TeamProblem.Leg(
      from: from.map { .account($0.id) } ?? .base(person.id), to: to.map { .account($0.id) } ?? .base(person.id))
    if let own = problem.journeys[leg] { return own.minutes }
    guard let start, let end else { return 0 }
    return TravelModel.journey(from: start, to: end).minutes
  }

  private func isOpen(_ account: TeamProblem.Account, _ visit: PlannedVisit) -> Bool {
    if account.hours.isEmpty { return true }
    return account.hours[visit.day.weekday]?.contains {
      $0.lowerBound <= visit.start && visit.end <= $0.upperBound
    } ?? false
  }

  /// Breaks that fit into idle time.
  private mutating func rest(from: Int, to: Int) {
    var from = Double(from)
    while let pause = pauses.first {
      let begin = max(from, pause.earliest)
      guard begin <= pause.latest, begin + pause.length <= Double(to) else { return }
      from = begin + pause.length
      pauses.removeFirst()
    }
  }

  /// No break may be outstanding when work goes on after its last moment.
  private mutating func endsIn(_ end: Int) {
    if let pause = pauses.first { expect(Double(end) <= pause.latest, "the break before \(pause.latest) is lost") }
  }

  private mutating func check(
    _ load: DayLoad?, _ stops: [PlannedVisit], _ desk: [PlannedVisit], _ home: Int, end: Int
  ) {
    guard let load else {
      violations.append("\(person.id) on \(shift.day): no load")
      return
    }
    expect(load.visits == stops.count, "\(load.visits) visits of \(stops.count)")
    expect(load.service == stops.reduce(0) { $0 + $1.end - $1.start }, "service")
    expect(load.travel == stops.reduce(home) { $0 + $1.travel }, "travel")
    expect(load.desk == desk.reduce(0) { $0 + $1.end - $1.start }, "desk")
    expect(load.overtime == max(0, end - min(shift.closes, 1440)), "overtime \(load.overtime), ends at \(end)")
  }
}
