import RapportScheduling

/// What is wrong with routes, found from the problem alone: a second reading of its rules that shares no code with the solver.
struct RouteChecker {
  let problem: RoutingProblem
  private(set) var broken: [String] = []
  private(set) var cost = 0.0

  init(_ solution: RoutingSolution, of problem: RoutingProblem) {
    self.problem = problem
    checkDays(solution)
    for (shift, route) in zip(problem.shifts, solution.routes) where !route.isEmpty { check(route, shift) }
    for (customer, option) in zip(problem.customers, solution.options) {
      if customer.options.indices.contains(option) { cost += customer.options[option].cost }
    }
  }

  private mutating func expect(_ holds: Bool, _ message: String) {
    if !holds { broken.append(message) }
  }

  private mutating func checkDays(_ solution: RoutingSolution) {
    var seen: [[Int]] = Array(repeating: [], count: problem.customers.count)
    for (shift, route) in zip(problem.shifts, solution.routes) {
      for customer in route { seen[customer].append(shift.day) }
    }
    for (number, customer) in problem.customers.enumerated() {
      guard customer.options.indices.contains(solution.options[number]) else {
        broken.append("customer \(number) has no option")
        continue
      }
      let days = customer.options[solution.options[number]].stays.map { customer.stays[$0].day }
      expect(seen[number].sorted() == days.sorted(), "customer \(number) is seen on \(seen[number]), not on \(days)")
    }
  }

  /// Without breaks, which the timetables of plans are audited for.
  private mutating func check(_ route: [Int], _ shift: RoutingProblem.Shift) {
    var (time, way, load, place) = (shift.opens, 0.0, 0.0, shift.start)
    for number in route {
      let customer = problem.customers[number]
      guard let stay = customer.stays.first(where: { $0.day == shift.day }) else { continue }
      let step = place.map { problem.travel[$0, customer.place] } ?? 0
      way += step
      time += step
      if !stay.windows.isEmpty {
        let begin = stay.windows.first { $0.upperBound >= time }.map { max($0.lowerBound, time) }
        expect(begin != nil, "customer \(number) is reached at \(time), too late")
        time = begin ?? time
      }
      time += stay.service
      load += customer.demand
      place = customer.place
    }
    if let place, let end = shift.end {
      way += problem.travel[place, end]
      time += problem.travel[place, end]
    }
    expect(load <= shift.capacity + 1e-6, "a load of \(load)")
    expect(time <= shift.latest + 1e-6, "home at \(time)")
    expect(time - shift.opens <= shift.longest + 1e-6, "\(time - shift.opens) on the way")
    cost += way + problem.overtimeCost * max(0, time - shift.closes)
  }
}
