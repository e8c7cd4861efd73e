/// Capacitated vehicle routing problems in the format of CVRPLIB: `KEY : value` lines and sections. Distances are those of
/// TSPLIB's `EUC_2D` (rounded to whole numbers), or given as a triangle or full matrix.
struct CVRPLIBReader {
  private let lines: InstanceLines
  private let name: String

  static func recognises(_ text: String) -> Bool {
    text.prefix(2_000).split(whereSeparator: \.isNewline).contains { $0.hasPrefix("DIMENSION") }
  }

  init(_ text: String, name: String) {
    lines = InstanceLines(text)
    self.name = name
  }

  private struct Parts {
    var values: [String: String] = [:]
    var points: [(x: Double, y: Double)] = []
    var demands: [Int: Double] = [:]
    var weights: [Double] = []
    var depots: [Int] = []
  }

  func instance() throws(InstanceError) -> RoutingInstance {
    var lines = lines
    var parts = Parts()
    while !lines.isAtEnd {
      let line = try lines.words("a section").joined(separator: " ")
      let key = String(line.prefix { $0 != ":" && $0 != " " })
      switch key {
      case "NODE_COORD_SECTION": parts.points = try points(&lines, try size(parts, lines))
      case "DEMAND_SECTION": parts.demands = try demands(&lines, try size(parts, lines))
      case "EDGE_WEIGHT_SECTION": parts.weights = try weights(&lines, parts)
      case "DEPOT_SECTION": parts.depots = try depots(&lines)
      case "EOF": return try instance(parts, lines)
      default:
        parts.values[key] = String(line.dropFirst(key.count).drop { $0 == ":" || $0 == " " })
      }
    }
    return try instance(parts, lines)
  }

  private func size(_ parts: Parts, _ lines: InstanceLines) throws(InstanceError) -> Int {
    guard let size = parts.values["DIMENSION"].flatMap({ Int($0) }), (1...RoutingInstance.mostCustomers).contains(size) else {
      throw InstanceError("`DIMENSION` is a number from 1 to \(RoutingInstance.mostCustomers)", line: lines.number)
    }
    return size
  }

  private func points(_ lines: inout InstanceLines, _ size: Int) throws(InstanceError) -> [(x: Double, y: Double)] {
    var points = [(x: Double, y: Double)](repeating: (.nan, .nan), count: size)
    for _ in 0..<size {
      let row = try lines.numbers(3, "a node, `number x y`,")
      let node = try lines.whole(row[0], 1...size, "the number of a node")
      guard points[node - 1].x.isNaN else { throw InstanceError("node \(node) is there twice", line: lines.number) }
      points[node - 1] = (row[1], row[2])
    }
    return points
  }

  private func demands(_ lines: inout InstanceLines, _ size: Int) throws(InstanceError) -> [Int: Double] {
    var demands: [Int: Double] = [:]
    for _ in 0..<size {
      let row = try lines.numbers(2, "a demand, `number demand`,")
      demands[try lines.whole(row[0], 1...size, "the number of a node")] = try lines.atLeastZero(row[1], "a demand")
    }
    return demands
  }

  private func depots(_ lines: inout InstanceLines) throws(InstanceError) -> [Int] {
    var depots: [Int] = []
    while lines.isAtNumber {
      for number in try lines.numbers(1, "a depot, or -1") {
        if number == -1 { return depots }
        depots.append(try lines.whole(number, 1...RoutingInstance.mostCustomers, "the number of a depot"))
      }
    }
    return depots
  }

  /// Which part of a matrix is given, row by row.
  private enum Triangle: String {
    case full = "FULL_MATRIX"
    case lower = "LOWER_ROW"
    case upper = "UPPER_ROW"
    case lowerDiagonal = "LOWER_DIAG_ROW"
    case upperDiagonal = "UPPER_DIAG_ROW"

    func has(_ row: Int, _ column: Int) -> Bool {
      switch self {
      case .full: true
      case .lower: column < row
      case .upper: column > row
      case .lowerDiagonal: column <= row
      case .upperDiagonal: column >= row
      }
    }
  }

  /// - Returns: the whole matrix, row by row.
  private func weights(_ lines: inout InstanceLines, _ parts: Parts) throws(InstanceError) -> [Double] {
    let size = try size(parts, lines)
    guard let part = parts.values["EDGE_WEIGHT_FORMAT"].flatMap(Triangle.init(rawValue:)) else {
      throw InstanceError(
        "of matrices, `FULL_MATRIX` and rows of a triangle with or without `DIAG` are read", line: lines.number)
    }
    var matrix = [Double](repeating: 0, count: size * size)
    var given: [Double] = []
    var used = 0
    for row in 0..<size {
      for column in 0..<size where part.has(row, column) {
        while used == given.count {
          (given, used) = (try lines.numbers(1, "distances"), 0)
        }
        matrix[row * size + column] = try lines.atLeastZero(given[used], "a distance")
        if part != .full { matrix[column * size + row] = given[used] }
        used += 1
      }
    }
    guard used == given.count else { throw InstanceError("too many distances", line: lines.number) }
    return matrix
  }

  private func travel(_ parts: Parts, _ size: Int, _ lines: InstanceLines) throws(InstanceError) -> TravelMatrix {
    if parts.values["EDGE_WEIGHT_TYPE"] == "EXPLICIT" {
      guard !parts.weights.isEmpty || size == 1 else { throw InstanceError("no `EDGE_WEIGHT_SECTION`", line: lines.number) }
      return TravelMatrix(count: size) { parts.weights[$0 * size + $1] }
    }
    guard parts.values["EDGE_WEIGHT_TYPE"] == "EUC_2D", parts.points.count == size else {
      throw InstanceError("`EDGE_WEIGHT_TYPE` is EUC_2D with coordinates, or EXPLICIT", line: lines.number)
    }
    let exact = RoutingInstance.distances(parts.points)
    return TravelMatrix(count: size) { (exact[$0, $1] + 0.5).rounded(.down) }
  }

  /// Of a line `KEY : number`; nil if there is none.
  private func number(_ key: String, _ parts: Parts, _ lines: InstanceLines) throws(InstanceError) -> Double? {
    guard let text = parts.values[key] else { return nil }
    guard let number = Double(text), number.isFinite, number >= 0 else {
      throw InstanceError("`\(key)` is a number from 0 on", line: lines.number)
    }
    return number
  }

  private func instance(_ parts: Parts, _ lines: InstanceLines) throws(InstanceError) -> RoutingInstance {
    let size = try size(parts, lines)
    guard let capacity = try number("CAPACITY", parts, lines), capacity > 0 else {
      throw InstanceError("`CAPACITY` is a number above 0", line: lines.number)
    }
    // The time at the customers counts for the length of a route.
    let longest = try number("DISTANCE", parts, lines) ?? .infinity
    let service = try number("SERVICE_TIME", parts, lines) ?? 0
    let depot = (parts.depots.first ?? 1) - 1
    guard depot < size, parts.depots.count <= 1 else { throw InstanceError("one depot is expected", line: lines.number) }
    let nodes = (0..<size).filter { $0 != depot }
    let customers = nodes.map { node in
      RoutingProblem.Customer(
        place: node, demand: parts.demands[node + 1] ?? 0, stays: [RoutingProblem.Stay(day: 0, service: service)],
        options: [RoutingProblem.Option(stays: [0], cost: 0)])
    }
    let shift = RoutingProblem.Shift(day: 0, start: depot, end: depot, capacity: capacity, longest: longest)
    // Two routes that fit into one are never better than it where ways are straight.
    let isStraight = parts.values["EDGE_WEIGHT_TYPE"] != "EXPLICIT" && longest == .infinity
    let halves = 2 * (customers.reduce(0) { $0 + $1.demand } / capacity) + 2
    let routes = isStraight && halves < Double(customers.count) ? Int(halves) : max(customers.count, 1)
    let problem = RoutingProblem(
      travel: try travel(parts, size, lines), shifts: Array(repeating: shift, count: routes), customers: customers)
    return RoutingInstance(
      format: .cvrplib, name: parts.values["NAME"] ?? name, problem: problem, labels: Array(1...max(nodes.count, 1)),
      size: "\(nodes.count) customers")
  }
}
