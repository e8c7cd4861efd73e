extension PersonalProblem {
  /// The published plan as routes, as far as its clients and days still are.
  var publishedRoutes: [[Int]] { routes(of: published) }

  /// Visits as routes, in their order.
  func routes(of visits: [PlannedVisit]) -> [[Int]] {
    let positions = Dictionary(
      clients.enumerated().map { ($1.account, $0) }, uniquingKeysWith: { first, _ in first })
    let shiftOfDay = Dictionary(days.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var routes: [[Int]] = Array(repeating: [], count: days.count)
    for visit in visits where !visit.atDesk {
      guard let client = positions[visit.account], let shift = shiftOfDay[visit.day] else { continue }
      routes[shift].append(client)
    }
    return routes
  }
}

extension PersonalPlan {
  /// Visits just as they were published, with what stays undone beside them.
  init(_ schedule: PersonalSchedule, in team: TeamIndex, keeping published: [PlannedVisit]) {
    self.init(schedule, in: team)
    let problem = schedule.problem
    visits = problem.frozen + published
    load = problem.frozenLoad + problem.fullShifts.map { shift in
      DayLoad(of: published.filter { $0.day == shift.day }, in: shift, problem.person, team)
    }
    let done = Set(visits.flatMap(\.obligations))
    unmet.removeAll { done.contains($0.obligation.key) }
  }
}
