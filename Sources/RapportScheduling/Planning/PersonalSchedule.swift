import RapportValues

/// A person's routes while they are made: who is seen on which day in which order, and what that settles.
struct PersonalSchedule {
  private(set) var problem: PersonalProblem
  /// Clients in the order they are seen, by shift.
  private(set) var routes: [[Int]]
  /// Shifts in order, by client.
  private(set) var visits: [[Int]]
  private(set) var settlements: [Settlement]

  init(_ problem: PersonalProblem) {
    self.problem = problem
    routes = Array(repeating: [], count: problem.shifts.count)
    visits = Array(repeating: [], count: problem.clients.count)
    settlements = problem.clients.map { Settlement($0, on: [], of: problem.days) }
  }

  /// Takes over routes as far as they can be driven and settle something: what does not fit is left out, the lightest
  /// first.
  init(_ problem: PersonalProblem, routes wanted: [[Int]]) {
    self.init(problem)
    for shift in routes.indices where shift < wanted.count {
      for client in wanted[shift] where !visits[client].contains(shift) && problem.clients[client].stay(shift) != nil {
        routes[shift].append(client)
        visits[client].append(shift)
      }
    }
    for client in visits.indices where !visits[client].isEmpty { settle(client) }
    for client in visits.indices { dropIdle(client) }
    for shift in routes.indices {
      while timetable(shift) == nil, let lightest = lightest(shift) { remove(lightest, from: shift) }
    }
  }

  mutating func insert(_ client: Int, at position: Int, of shift: Int) {
    routes[shift].insert(client, at: position)
    let place = visits[client].firstIndex { $0 > shift } ?? visits[client].endIndex
    visits[client].insert(shift, at: place)
    settle(client)
    dropIdle(client)
  }

  mutating func remove(_ client: Int, from shift: Int) {
    routes[shift].removeAll { $0 == client }
    visits[client].removeAll { $0 == shift }
    settle(client)
    dropIdle(client)
  }

  /// Another order of the same stops, if it can be driven.
  mutating func reorder(_ shift: Int, as route: [Int]) {
    guard route != routes[shift], route.sorted() == routes[shift].sorted() else { return }
    let timetable = DayTimetable(stops(route, shift), in: problem.shifts[shift], travel: problem.travel)
    if timetable != nil { routes[shift] = route }
  }

  /// The same visits in a problem where some clients' days are others.
  mutating func exchange(_ problem: PersonalProblem, changed clients: [Int]) {
    self.problem = problem
    for client in clients { settle(client) }
  }

  private mutating func settle(_ client: Int) {
    settlements[client] = Settlement(problem.clients[client], on: visits[client], of: problem.days)
  }

  /// A visit that settles nothing is none.
  private mutating func dropIdle(_ client: Int) {
    while let position = settlements[client].duties.firstIndex(where: \.isEmpty) {
      let shift = visits[client].remove(at: position)
      routes[shift].removeAll { $0 == client }
      settle(client)
    }
  }

  /// The stop whose loss costs least.
  private func lightest(_ shift: Int) -> Int? {
    routes[shift].min { (loss(of: $0, on: shift), $0) < (loss(of: $1, on: shift), $1) }
  }

  /// Weight that is no longer settled without a visit.
  func loss(of client: Int, on shift: Int) -> Int {
    let without = Settlement(
      problem.clients[client], on: visits[client].filter { $0 != shift }, of: problem.days)
    return without.unmet(problem.clients[client]) - settlements[client].unmet(problem.clients[client])
  }

  func stops(_ route: [Int], _ shift: Int) -> [RouteStop] { route.compactMap { problem.stop($0, shift) } }

  func timetable(_ shift: Int) -> DayTimetable? {
    DayTimetable(stops(routes[shift], shift), in: problem.shifts[shift], travel: problem.travel)
  }
}

extension PersonalSchedule {
  /// The levels of the objective as far as they depend on the routes, for choosing between two schedules.
  var levels: Levels {
    var levels = Levels(isSticky: problem.isSticky)
    for (position, client) in problem.clients.enumerated() {
      levels.unmet += settlements[position].unmet(client)
      levels.lateness += settlements[position].lateness
      levels.changes += client.published.count { !visits[position].contains($0) }
    }
    for shift in routes.indices {
      guard let timetable = timetable(shift) else { continue }
      levels.minutes += timetable.travel + max(0, timetable.returns - problem.shifts[shift].closes)
    }
    return levels
  }

  struct Levels: Comparable {
    var isSticky: Bool
    var unmet = 0
    var lateness = 0
    var changes = 0
    var minutes = 0

    private var middle: (Int, Int) { isSticky ? (changes, lateness) : (lateness, changes) }

    static func < (left: Levels, right: Levels) -> Bool {
      let (first, second) = (left.middle, right.middle)
      return (left.unmet, first.0, first.1, left.minutes) < (right.unmet, second.0, second.1, right.minutes)
    }
  }
}
