/// An answer to a `RoutingProblem`.
package struct RoutingSolution: Sendable {
  /// Customers in the order they are seen, for each shift.
  package var routes: [[Int]]
  /// The option of each customer.
  package var options: [Int]
  /// Travel of all routes.
  package var travel: Double
  /// Time after the shifts' regular ends.
  package var overtime: Double
  /// Costs of the options.
  package var optionCost: Double

  package init(routes: [[Int]], options: [Int], travel: Double, overtime: Double, optionCost: Double) {
    self.routes = routes
    self.options = options
    self.travel = travel
    self.overtime = overtime
    self.optionCost = optionCost
  }
}

/// When to stop: at the first bound that is reached. Only iterations give the same answer on every machine.
package struct SolverBudget: Sendable {
  package var seconds: Double?
  /// Of each chain.
  package var iterations: Int?
  package init(seconds: Double? = nil, iterations: Int? = nil) {
    self.seconds = seconds
    self.iterations = iterations
  }
}
