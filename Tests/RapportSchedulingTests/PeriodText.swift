/// What is wrong with a published period solution, found from the text of the instance and that of the solution alone:
/// neither the reader nor the solver has a part in it.
struct PeriodText {
  private let days: Int
  private let vehicles: Int
  /// Per day: longest duration and capacity, 0 for none.
  private let limits: [[Double]]
  private let nodes: [Int: [Double]]
  private(set) var broken: [String] = []
  private(set) var cost = 0.0

  private static func rows(_ text: String) -> [[Double]] {
    text.split(whereSeparator: \.isNewline).map { line in
      line.split { $0 == " " || $0 == "\t" }.compactMap { Double($0) }
    }.filter { !$0.isEmpty }
  }

  init(_ solution: String, of instance: String) {
    let rows = Self.rows(instance)
    (vehicles, days) = (Int(rows[0][1]), Int(rows[0][3]))
    limits = Array(rows[1...days])
    // The depot has number 0.
    nodes = Dictionary(uniqueKeysWithValues: rows[(1 + days)...].map { (Int($0[0]), $0) })
    let answer = Self.rows(solution)
    var seen: [Int: Int] = [:]
    var used: Set<[Double]> = []
    for row in answer.dropFirst() {
      expect(used.insert(Array(row[0...1])).inserted, "vehicle \(row[1]) drives twice on day \(row[0])")
      check(row)
      // The first day is the leftmost bit.
      for stop in row[5...].dropLast() { seen[Int(stop), default: 0] += 1 << (days - Int(row[0])) }
    }
    for (number, node) in nodes where number != 0 && node[6] > 0 {
      let patterns = node[7..<(7 + Int(node[6]))].map { Int($0) }
      expect(patterns.contains(seen[number] ?? 0), "\(number) is seen on \(seen[number] ?? 0), not on one of \(patterns)")
    }
    expect(abs(cost - answer[0][0]) < 0.006, "the cost is \(cost), not \(answer[0][0])")
  }

  private mutating func expect(_ holds: Bool, _ message: String) {
    if !holds { broken.append(message) }
  }

  private mutating func check(_ row: [Double]) {
    let (day, vehicle) = (Int(row[0]), Int(row[1]))
    expect(1...days ~= day && 1...vehicles ~= vehicle, "day \(day) has no vehicle \(vehicle)")
    expect(row[4] == 0 && row.last == 0, "\(row) does not begin and end at the depot")
    let stops = row[4...].compactMap { nodes[Int($0)] }
    expect(stops.count == row.count - 4, "\(row) has a stop that does not exist")
    var length = 0.0
    for (from, to) in zip(stops, stops.dropFirst()) {
      length += ((from[1] - to[1]) * (from[1] - to[1]) + (from[2] - to[2]) * (from[2] - to[2])).squareRoot()
    }
    let visited = stops.dropFirst().dropLast()
    let (service, load) = (visited.reduce(0) { $0 + $1[3] }, visited.reduce(0) { $0 + $1[4] })
    let limit = limits[day - 1]
    expect(limit[0] == 0 || length + service <= limit[0] + 1e-6, "day \(day), vehicle \(vehicle) takes \(length + service)")
    expect(limit[1] == 0 || load <= limit[1] + 1e-6, "day \(day), vehicle \(vehicle) carries \(load)")
    expect(abs(length - row[2]) < 0.006 && abs(load - row[3]) < 0.006, "\(row) has a length of \(length), a load of \(load)")
    cost += length
  }
}
