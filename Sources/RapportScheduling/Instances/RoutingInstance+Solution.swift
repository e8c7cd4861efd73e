extension RoutingInstance {
  /// A solution in the format in which solutions of such instances are published.
  ///
  /// Of PVRP: the cost, then per route `day vehicle distance load 0 customers… 0`. Of the others: `Route #1: customers…`,
  /// then `Cost`.
  package func text(of solution: RoutingSolution) -> String {
    format == .pvrp ? periodText(solution) : routeText(solution)
  }

  private func periodText(_ solution: RoutingSolution) -> String {
    var text = Self.decimals(solution.travel) + "\n"
    var vehicle: [Int: Int] = [:]
    for (shift, route) in zip(problem.shifts, solution.routes) {
      vehicle[shift.day, default: 0] += 1
      if route.isEmpty { continue }
      let load = route.reduce(0) { $0 + problem.customers[$1].demand }
      let stops = [0] + route.map { labels[$0] } + [0]
      let head = "\(shift.day + 1) \(vehicle[shift.day] ?? 1) \(Self.decimals(distance(route, shift))) \(Self.plain(load))"
      text += head + " " + stops.map { String($0) }.joined(separator: " ") + "\n"
    }
    return text
  }

  private func routeText(_ solution: RoutingSolution) -> String {
    var text = ""
    for (number, route) in solution.routes.filter({ !$0.isEmpty }).enumerated() {
      text += "Route #\(number + 1): " + route.map { String(labels[$0]) }.joined(separator: " ") + "\n"
    }
    return text + "Cost \(format == .cvrplib ? Self.plain(solution.travel) : Self.decimals(solution.travel))\n"
  }

  private func distance(_ route: [Int], _ shift: RoutingProblem.Shift) -> Double {
    var (sum, place) = (0.0, shift.start)
    for customer in route {
      let next = problem.customers[customer].place
      if let place { sum += problem.travel[place, next] }
      place = next
    }
    if let place, let end = shift.end { sum += problem.travel[place, end] }
    return sum
  }

  /// With two digits, as the tables have them.
  package static func decimals(_ number: Double) -> String {
    let hundredths = Int((min(max(number, 0), 1e15) * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func plain(_ number: Double) -> String {
    Int(exactly: number).map { String($0) } ?? decimals(number)
  }
}
