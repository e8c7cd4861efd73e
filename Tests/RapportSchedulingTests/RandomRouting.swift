import RapportScheduling

/// Random routing problems with every rule but breaks; small ones can be tried out completely.
struct RandomRouting {
  private var state: UInt64
  private let customers: Int
  private let days: Int

  init(seed: UInt64, customers: Int = 4, days: Int = 2) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    self.customers = customers
    self.days = days
  }

  private mutating func below(_ count: UInt64) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % count)
  }

  func problem() -> RoutingProblem {
    var copy = self
    return copy.make()
  }

  private mutating func make() -> RoutingProblem {
    let points = (0...customers).map { _ in (x: Double(below(100)), y: Double(below(100))) }
    let travel = TravelMatrix(count: points.count) { from, to in
      let (dx, dy) = (points[from].x - points[to].x, points[from].y - points[to].y)
      return (dx * dx + dy * dy).squareRoot()
    }
    // Duration limits are of problems without times, as published instances have them.
    let isTimed = below(2) == 0
    let isOpen = below(4) == 0
    let capacity = Double(14 + 3 * customers)
    let shifts = (0..<days).map { day in
      RoutingProblem.Shift(
        day: day, start: 0, end: isOpen ? nil : 0, closes: isTimed ? 300 : .infinity, latest: isTimed ? 500 : .infinity,
        capacity: capacity, longest: isTimed ? .infinity : Double(400 + 60 * customers / days))
    }
    let visited = (0..<customers).map { customer(place: $0 + 1, isTimed: isTimed) }
    return RoutingProblem(travel: travel, shifts: shifts, customers: visited, overtimeCost: 2)
  }

  private mutating func customer(place: Int, isTimed: Bool) -> RoutingProblem.Customer {
    let stays = (0..<days).map { day in
      let opens = Double(below(150))
      let windows = [opens...(opens + 100), (opens + 150)...(opens + 400)]
      return RoutingProblem.Stay(day: day, service: 5, windows: isTimed ? windows : [])
    }
    var options = (0..<days).map { RoutingProblem.Option(stays: [$0], cost: Double(below(30))) }
    if below(3) == 0 { options.append(RoutingProblem.Option(stays: Array(0..<days), cost: 0)) }
    if below(4) == 0 { options.append(RoutingProblem.Option(stays: [], cost: 80)) }
    return RoutingProblem.Customer(place: place, demand: Double(1 + below(9)), stays: stays, options: options)
  }
}
