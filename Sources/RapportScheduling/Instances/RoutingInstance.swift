/// A published routing problem, and how its solutions are written.
package struct RoutingInstance: Sendable {
  package enum Format: String, CaseIterable, Sendable {
    case pvrp = "PVRP (Cordeau)"
    case solomon = "VRPTW (Solomon)"
    case cvrplib = "CVRPLIB"
  }

  package var format: Format
  package var name: String
  package var problem: RoutingProblem
  /// What the file calls each customer.
  package var labels: [Int]
  /// Customers, vehicles and days, for people.
  package var size: String

  package init(format: Format, name: String, problem: RoutingProblem, labels: [Int], size: String) {
    self.format = format
    self.name = name
    self.problem = problem
    self.labels = labels
    self.size = size
  }

  /// Reads a file; which format it has is told by its content.
  ///
  /// - Parameter name: of the file, for solutions and messages.
  package static func read(_ text: String, name: String) throws(InstanceError) -> RoutingInstance {
    if CVRPLIBReader.recognises(text) { return try CVRPLIBReader(text, name: name).instance() }
    if SolomonReader.recognises(text) { return try SolomonReader(text, name: name).instance() }
    return try PVRPReader(text, name: name).instance()
  }
}

/// What is wrong with the text of an instance, and where.
package struct InstanceError: Error, Hashable, Sendable {
  /// From 1.
  package var line: Int
  package var message: String

  init(_ message: String, line: Int) {
    self.message = message
    self.line = line
  }
}

extension RoutingInstance {
  /// More would not fit into memory as a matrix of distances.
  static let mostCustomers = 5_000

  /// Straight distances between points.
  static func distances(_ points: [(x: Double, y: Double)]) -> TravelMatrix {
    TravelMatrix(count: points.count) { from, to in
      let (dx, dy) = (points[from].x - points[to].x, points[from].y - points[to].y)
      return (dx * dx + dy * dy).squareRoot()
    }
  }
}
