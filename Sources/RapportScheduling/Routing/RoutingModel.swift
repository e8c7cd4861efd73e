/// A routing problem in flat arrays, as a search reads it. What is seen of a customer on one day is a *stay*; stays of all
/// customers are numbered through.
final class RoutingModel: Sendable {
  let travel: TravelMatrix
  let longestWay: Double
  let shifts: [RoutingProblem.Shift]
  /// Numbers of the shifts of each day.
  let shiftsOfDay: [[Int]]

  let customers: Int
  /// Per customer: its first stay and, one behind, the next customer's.
  let firstStay: [Int]
  /// Per stay.
  let customerOf: [Int32]
  let dayOf: [Int32]
  let placeOf: [Int32]
  let serviceOf: [Double]
  let demandOf: [Double]
  let windowsOf: [[ClosedRange<Double>]]

  /// Per customer: its first option, and per option its first stay in `optionStays`.
  let firstOption: [Int]
  let firstOfOption: [Int]
  let optionStays: [Int32]
  let optionCost: [Double]

  /// The customers nearest to each, itself first.
  let neighbours: [[Int32]]
  /// Something depends on the time of day: windows, breaks, the end of a shift.
  let isTimed: Bool
  /// The shifts of each day do not differ, so that one empty route is as good as another.
  let isUniform: Bool
  /// Places in routes are worth remembering. With one timed route a day they are few, and looked at as they are needed;
  /// where the time of day and the duration of a route count, the cheapest place also depends on the penalties.
  let keepsPlaces: Bool
  let overtimeCost: Double
  let balanceCost: Double

  init(_ problem: RoutingProblem) {
    travel = problem.travel
    longestWay = problem.travel.values.reduce(0) { max($0, $1.isFinite ? $1 : 0) }
    let places = problem.travel.count
    shifts = problem.shifts.map { shift in
      var shift = shift
      shift.start = shift.start.flatMap { (0..<places).contains($0) ? $0 : nil }
      shift.end = shift.end.flatMap { (0..<places).contains($0) ? $0 : nil }
      return shift
    }
    let days = max(shifts.map(\.day).max() ?? -1, 0) + 1
    var byDay: [[Int]] = Array(repeating: [], count: min(days, 100_000))
    for (number, shift) in shifts.enumerated() where byDay.indices.contains(shift.day) { byDay[shift.day].append(number) }
    shiftsOfDay = byDay
    customers = problem.customers.count
    var stays = FlatStays()
    var options = FlatOptions()
    for (number, customer) in problem.customers.enumerated() {
      let first = stays.add(customer, number, places: places, days: byDay.count)
      options.add(customer, first: first)
    }
    (firstStay, customerOf, dayOf) = (stays.first + [stays.customer.count], stays.customer, stays.day)
    (placeOf, serviceOf, demandOf, windowsOf) = (stays.place, stays.service, stays.demand, stays.windows)
    (firstOption, firstOfOption) = (options.first + [options.cost.count], options.firstStay + [options.stays.count])
    (optionStays, optionCost) = (options.stays, options.cost)
    isTimed = stays.windows.contains { !$0.isEmpty }
      || shifts.contains { !$0.pauses.isEmpty || $0.latest < .infinity || $0.closes < .infinity }
    isUniform = byDay.allSatisfy { numbers in
      guard let first = numbers.first else { return true }
      return numbers.allSatisfy { problem.shifts[$0] == problem.shifts[first] }
    }
    keepsPlaces = !isTimed
      || (byDay.contains { $0.count > 1 } && shifts.allSatisfy { $0.longest == .infinity })
    overtimeCost = max(problem.overtimeCost, 0)
    balanceCost = max(problem.balanceCost, 0)
    neighbours = Self.neighbours(problem)
  }

  /// More are never looked at.
  private static let mostNeighbours = 150

  private static func neighbours(_ problem: RoutingProblem) -> [[Int32]] {
    let places = problem.customers.map { (0..<problem.travel.count).contains($0.place) ? $0.place : nil }
    return places.indices.map { own in
      guard let place = places[own] else { return [Int32(own)] }
      let others = places.indices.compactMap { other -> (Double, Int)? in
        guard other != own, let there = places[other] else { return nil }
        return (problem.travel[place, there] + problem.travel[there, place], other)
      }
      return [Int32(own)] + others.sorted(by: <).prefix(mostNeighbours).map { Int32($0.1) }
    }
  }
}

private struct FlatStays {
  var first: [Int] = []
  var customer: [Int32] = []
  var day: [Int32] = []
  var place: [Int32] = []
  var service: [Double] = []
  var demand: [Double] = []
  var windows: [[ClosedRange<Double>]] = []

  /// - Returns: the number of its first stay.
  mutating func add(_ added: RoutingProblem.Customer, _ number: Int, places: Int, days: Int) -> Int {
    let start = customer.count
    first.append(start)
    for stay in added.stays {
      customer.append(Int32(number))
      // A stay that cannot be is on a day without shifts.
      let isPossible = (0..<places).contains(added.place) && (0..<days).contains(stay.day)
      day.append(isPossible ? Int32(stay.day) : -1)
      place.append(isPossible ? Int32(added.place) : 0)
      service.append(max(stay.service, 0))
      demand.append(max(added.demand, 0))
      windows.append(stay.windows)
    }
    return start
  }
}

private struct FlatOptions {
  var first: [Int] = []
  var firstStay: [Int] = []
  var stays: [Int32] = []
  var cost: [Double] = []

  mutating func add(_ customer: RoutingProblem.Customer, first start: Int) {
    first.append(cost.count)
    for option in customer.options where option.stays.allSatisfy(customer.stays.indices.contains) {
      firstStay.append(stays.count)
      stays += option.stays.map { Int32(start + $0) }
      cost.append(option.cost)
    }
  }
}
