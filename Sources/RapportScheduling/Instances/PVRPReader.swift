/// Period vehicle routing problems in the format of Cordeau, Gendreau and Laporte (1997): `type m n t`, then per day
/// `D Q`, then per node `i x y service demand frequency count patterns…`, the depot first. A pattern is a bit mask whose
/// leftmost of t bits is the first day.
struct PVRPReader {
  private var lines: InstanceLines
  private let name: String

  init(_ text: String, name: String) {
    lines = InstanceLines(text)
    self.name = name
  }

  func instance() throws(InstanceError) -> RoutingInstance {
    var lines = lines
    let head = try lines.numbers(4, "the first line, `type vehicles customers days`,")
    let type = try lines.whole(head[0], 0...9, "the type")
    guard type == 1 || type == 0 else {
      throw InstanceError("type \(type) is not read: only period and plain vehicle routing (1 and 0) are", line: lines.number)
    }
    let vehicles = try lines.whole(head[1], 1...1_000, "the number of vehicles")
    let customers = try lines.whole(head[2], 0...RoutingInstance.mostCustomers, "the number of customers")
    let days = try lines.whole(head[3], 1...60, "the number of days")
    var shifts: [RoutingProblem.Shift] = []
    for day in 0..<days {
      let limits = try lines.numbers(2, "the longest duration and the capacity of a day")
      for _ in 0..<vehicles {
        shifts.append(
          RoutingProblem.Shift(
            day: day, start: 0, end: 0, capacity: limits[1] > 0 ? limits[1] : .infinity,
            longest: limits[0] > 0 ? limits[0] : .infinity))
      }
    }
    let depot = try lines.numbers(3, "the depot")
    var points = [(x: depot[1], y: depot[2])]
    var labels: [Int] = []
    var read: [RoutingProblem.Customer] = []
    for place in 0..<customers {
      let row = try lines.numbers(7, "a customer, `i x y service demand frequency count patterns…`,")
      labels.append(try lines.whole(row[0], 0...1_000_000_000, "the number of a customer"))
      points.append((row[1], row[2]))
      read.append(try customer(row, place + 1, days, lines))
    }
    let problem = RoutingProblem(travel: RoutingInstance.distances(points), shifts: shifts, customers: read)
    return RoutingInstance(
      format: .pvrp, name: name, problem: problem, labels: labels,
      size: "\(customers) customers, \(vehicles) vehicles, \(days) days")
  }

  private func customer(
    _ row: [Double], _ place: Int, _ days: Int, _ lines: InstanceLines
  ) throws(InstanceError) -> RoutingProblem.Customer {
    let frequency = try lines.whole(row[5], 0...days, "the frequency")
    let count = try lines.whole(row[6], 0...100_000, "the number of patterns")
    guard count > 0 || frequency == 0 else {
      throw InstanceError("a customer to be seen \(frequency) times has no pattern of days", line: lines.number)
    }
    guard row.count >= 7 + count else {
      throw InstanceError("\(row.count - 7) patterns, and \(count) are announced", line: lines.number)
    }
    // Somebody who is never to be seen has the empty pattern, written or not.
    var options = count == 0 ? [RoutingProblem.Option(stays: [], cost: 0)] : []
    for pattern in row[7..<(7 + count)] {
      let mask = try lines.whole(pattern, 0...((1 << days) - 1), "a pattern of \(days) days")
      options.append(
        RoutingProblem.Option(stays: (0..<days).filter { mask >> (days - 1 - $0) & 1 == 1 }, cost: 0))
    }
    let service = try lines.atLeastZero(row[3], "a service time")
    return RoutingProblem.Customer(
      place: place, demand: try lines.atLeastZero(row[4], "a demand"),
      stays: (0..<days).map { RoutingProblem.Stay(day: $0, service: service) }, options: options)
  }
}
