/// Vehicle routing problems with time windows in the format of Solomon (1987): a name, `VEHICLE` with number and capacity,
/// `CUSTOMER` with `number x y demand ready due service` per line, the depot first.
struct SolomonReader {
  private let lines: InstanceLines
  private let name: String

  static func recognises(_ text: String) -> Bool {
    text.prefix(2_000).split(whereSeparator: \.isNewline).contains { $0.hasPrefix("VEHICLE") }
  }

  init(_ text: String, name: String) {
    lines = InstanceLines(text)
    self.name = name
  }

  func instance() throws(InstanceError) -> RoutingInstance {
    var lines = lines
    while try lines.words("the line `VEHICLE`").first != "VEHICLE" {}
    _ = try lines.words("the heading of the vehicles")
    let fleet = try lines.numbers(2, "the number of vehicles and their capacity")
    let vehicles = try lines.whole(fleet[0], 1...1_000, "the number of vehicles")
    while try lines.words("the line `CUSTOMER`").first != "CUSTOMER" {}
    _ = try lines.words("the heading of the customers")
    let depot = try lines.numbers(7, "the depot")
    var points = [(x: depot[1], y: depot[2])]
    var labels: [Int] = []
    var customers: [RoutingProblem.Customer] = []
    while !lines.isAtEnd {
      let row = try lines.numbers(7, "a customer, `number x y demand ready due service`,")
      guard customers.count < RoutingInstance.mostCustomers else {
        throw InstanceError("more than \(RoutingInstance.mostCustomers) customers", line: lines.number)
      }
      guard row[4] <= row[5] else { throw InstanceError("the window ends before it begins", line: lines.number) }
      labels.append(try lines.whole(row[0], 0...1_000_000_000, "the number of a customer"))
      points.append((row[1], row[2]))
      customers.append(
        RoutingProblem.Customer(
          place: customers.count + 1, demand: try lines.atLeastZero(row[3], "a demand"),
          stays: [
            RoutingProblem.Stay(
              day: 0, service: try lines.atLeastZero(row[6], "a service time"), windows: [row[4]...row[5]])
          ],
          options: [RoutingProblem.Option(stays: [0], cost: 0)]))
    }
    let shift = RoutingProblem.Shift(
      day: 0, start: 0, end: 0, opens: depot[4], closes: .infinity, latest: depot[5], capacity: fleet[1])
    let problem = RoutingProblem(
      travel: RoutingInstance.distances(points), shifts: Array(repeating: shift, count: vehicles), customers: customers)
    return RoutingInstance(
      format: .solomon, name: name, problem: problem, labels: labels,
      size: "\(customers.count) customers, at most \(vehicles) vehicles, time windows")
  }
}
