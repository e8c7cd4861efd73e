import RapportAnalytics
import RapportPlan
import RapportValues

/// How long each row of a relation was watched, whether it ended then, and the group that it belongs to.
struct WatchedRows {
  private(set) var times: [Double] = []
  private(set) var ended: [Bool] = []
  private(set) var groups: [Int32] = []
  /// Rows that came, those that were not watched included.
  private(set) var rows = 0
  let check: Check
  private let table: GroupTable
  private let observation: Analysis.Observation
  private let keyCount: Int

  init(_ analysis: Analysis, _ observation: Analysis.Observation, check: @escaping Check) throws {
    self.observation = observation
    self.check = check
    keyCount = analysis.keyCount
    table = try GroupTable.make(analysis.arguments.prefix(keyCount).map(\.type), check: check)
  }

  var groupCount: Int { table.count }

  /// The key of each group.
  func keys() throws -> [Column] { try table.keyColumns() }

  /// - Parameter takesUnknown: Whether rows that lack a key are a group, too.
  mutating func add(_ arguments: [Column], count: Int, takesUnknown: Bool) throws {
    rows += count
    let keys = Array(arguments.prefix(keyCount))
    let watched = try observations(Array(arguments.dropFirst(keyCount)), count)
    let isKnown = (0..<count).map { row in
      watched[row] != nil && (takesUnknown || !keys.contains { $0.isMissing(row) })
    }
    let taken = Column.indexes(where: isKnown)
    if taken.isEmpty { return }
    groups += try table.assign(keys.map { $0.gather(taken) }, count: taken.count)
    for row in taken {
      guard let (time, isOver) = watched[row] else { continue }
      times.append(time)
      ended.append(isOver)
    }
  }

  /// The rows of each group.
  func byGroup() -> [(times: [Double], ended: [Bool])] {
    var parts = [(times: [Double], ended: [Bool])](repeating: ([], []), count: groupCount)
    for (row, group) in groups.enumerated() {
      parts[Int(group)].times.append(times[row])
      parts[Int(group)].ended.append(ended[row])
    }
    return parts
  }

  /// Throws if no row says how long it was watched.
  func requireSome() throws {
    guard rows > 0, times.isEmpty else { return }
    let (reason, help) =
      switch observation {
      case .time: ("has a time", "`time:` is missing everywhere")
      case .span(let day, _): ("began by \(day)", "`start:` is missing or later everywhere")
      case .activity(let day, _, _): ("was active by \(day)", "`events:` names other related rows")
      }
    throw EvaluationError(code: "R0523", message: "none of \(rows) rows \(reason)", help: [help])
  }

  // MARK: - Observations

  private func observations(_ columns: [Column], _ count: Int) throws -> [(time: Double, ended: Bool)?] {
    guard columns.count == observation.width else { throw EvaluationError.mismatch("an observation is not whole") }
    switch observation {
    case .time: return try numbers(columns[0], columns[1], count)
    case .span(let asOf, let unit): return try spans(columns[0], columns[1], count, Int64(asOf.number), unit)
    case .activity(let asOf, let silence, let unit):
      let lists = try columns[0].listValues()
      let days = try lists.elements.int64Values()
      return (0..<count).map { row in
        if columns[0].isMissing(row) { return nil }
        let orders = days[lists.range(of: row)].map { Int($0) }
        return FirstSilence(orders: orders, window: silence, asOf: Int(asOf.number)).map {
          (Double($0.days) / unit, $0.ended)
        }
      }
    }
  }

  private func numbers(_ time: Column, _ ended: Column, _ count: Int) throws -> [(time: Double, ended: Bool)?] {
    let (times, isOver) = (try time.asNumbers(), try ended.int64Values())
    return try (0..<count).map { row in
      if time.isMissing(row) { return nil }
      guard times[row] >= 0 else {
        throw Self.backwards("a row was watched for \(times[row]), which is less than nothing")
      }
      return (times[row], !ended.isMissing(row) && isOver[row] != 0)
    }
  }

  private func spans(
    _ start: Column, _ end: Column, _ count: Int, _ asOf: Int64, _ unit: Double
  ) throws -> [(time: Double, ended: Bool)?] {
    let (starts, ends) = (try start.int64Values(), try end.int64Values())
    return try (0..<count).map { row in
      if start.isMissing(row) || starts[row] > asOf { return nil }
      let isOver = !end.isMissing(row) && ends[row] <= asOf
      let last = isOver ? ends[row] : asOf
      guard last >= starts[row] else {
        throw Self.backwards(
          "a row ends on \(Day(clamping: last)), before it begins on \(Day(clamping: starts[row]))")
      }
      return (Double(last - starts[row]) / unit, isOver)
    }
  }

  private static func backwards(_ message: String) -> EvaluationError {
    EvaluationError(
      code: "R0522", message: message, help: ["correct such rows, or leave them out with `where`"])
  }
}
