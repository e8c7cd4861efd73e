import RapportScheduling
import Testing

@Suite struct RoutingSolverTests {
  private static let budget = SolverBudget(iterations: 3_000)

  /// The cheapest of all choices, of all orders; nil if none keeps the rules.
  private static func cheapest(_ problem: RoutingProblem) -> Double? {
    var best: Double?
    func choose(_ customer: Int, _ options: [Int], _ routes: [[Int]]) {
      if customer == problem.customers.count {
        let solution = RoutingSolution(routes: routes, options: options, travel: 0, overtime: 0, optionCost: 0)
        let checker = RouteChecker(solution, of: problem)
        if checker.broken.isEmpty { best = min(best ?? .infinity, checker.cost) }
        return
      }
      for (number, option) in problem.customers[customer].options.enumerated() {
        place(customer, option.stays, options + [number], routes)
      }
    }
    func place(_ customer: Int, _ stays: [Int], _ options: [Int], _ routes: [[Int]]) {
      guard let stay = stays.first else { return choose(customer + 1, options, routes) }
      let day = problem.customers[customer].stays[stay].day
      for shift in problem.shifts.indices where problem.shifts[shift].day == day {
        for position in 0...routes[shift].count {
          var routes = routes
          routes[shift].insert(customer, at: position)
          place(customer, Array(stays.dropFirst()), options, routes)
        }
      }
    }
    choose(0, [], problem.shifts.map { _ in [] })
    return best
  }

  @Test(arguments: 1...60)
  func smallProblemsAreSolvedToTheBest(seed: Int) {
    let problem = RandomRouting(seed: UInt64(seed)).problem()
    let answer = RoutingSolver(problem: problem, seed: 3).solve(budget: Self.budget, threads: 4)
    guard let best = Self.cheapest(problem) else {
      #expect(answer.solution == nil && answer.lack != nil)
      return
    }
    guard let solution = answer.solution else {
      Issue.record("no answer, and there is one of \(best)")
      return
    }
    let checker = RouteChecker(solution, of: problem)
    #expect(checker.broken == [])
    #expect(abs(checker.cost - answer.cost) < 1e-6)
    #expect(abs(checker.cost - best) < 1e-6)
  }

  @Test func theSameSeedGivesTheSameRoutes() {
    let problem = RandomRouting(seed: 8, customers: 40, days: 4).problem()
    let solver = RoutingSolver(problem: problem, seed: 11)
    let one = solver.solve(budget: SolverBudget(iterations: 2_000), threads: 2).solution
    let two = solver.solve(budget: SolverBudget(iterations: 2_000), threads: 2).solution
    #expect(one?.routes == two?.routes)
    #expect(one?.options == two?.options)
  }

  @Test func nobodyToSee() {
    let problem = RoutingProblem(travel: TravelMatrix(count: 0) { _, _ in 0 }, shifts: [], customers: [])
    let answer = RoutingSolver(problem: problem).solve(budget: SolverBudget(iterations: 10))
    #expect(answer.solution?.routes == [])
    #expect(answer.cost == 0)
  }

  @Test func aWindowThatCannotBeReachedIsSaid() {
    let customer = RoutingProblem.Customer(
      place: 1, stays: [RoutingProblem.Stay(day: 0, service: 5, windows: [0...3])],
      options: [RoutingProblem.Option(stays: [0], cost: 0)])
    let problem = RoutingProblem(
      travel: TravelMatrix(count: 2) { $0 == $1 ? 0 : 10 }, shifts: [RoutingProblem.Shift(day: 0, start: 0, end: 0)],
      customers: [customer])
    let answer = RoutingSolver(problem: problem).solve(budget: SolverBudget(iterations: 50))
    #expect(answer.solution == nil)
    #expect(answer.lack?.customers == 1)
  }

  @Test func aWatchEndsTheSearchWithTheBestSoFar() {
    let problem = RandomRouting(seed: 4, customers: 30, days: 3).problem()
    let answer = RoutingSolver(problem: problem).solve(budget: SolverBudget(seconds: 60)) { _ in false }
    #expect(answer.isInterrupted)
    #expect(answer.solution.map { RouteChecker($0, of: problem).broken } == [])
  }
}
