import RapportPlan
import RapportValues

/// Adds rows for the values of a key between its smallest and largest that a combination of the other keys
/// lacks.
final class FillStream: BatchStream {
  /// Where things stand in the input.
  struct Positions {
    let key: Int
    let others: [Int]
    let defaults: [Int: Value]
  }

  private let rows: DeferredStream
  /// More rows than this are not worth reading.
  private static let limit = 20_000_000

  init(_ input: any BatchStream, types: [ValueType], positions: Positions, check: @escaping Check) {
    rows = DeferredStream {
      let all = try materialize(input, types: types, check: check)
      return SlicedStream(try FillStream.filled(all, types: types, positions, check))
    }
  }

  func next() throws -> Batch? { try rows.next() }

  private static func filled(
    _ rows: Batch, types: [ValueType], _ positions: Positions, _ check: @escaping Check
  ) throws -> Batch {
    let key = rows.columns[positions.key]
    let values = try key.int64Values()
    var (low, high) = (Int64.max, Int64.min)
    try inPieces(rows.count, check) { piece in
      for row in piece where !key.isMissing(row) {
        low = min(low, values[row])
        high = max(high, values[row])
      }
    }
    guard low <= high else { return rows }
    let steps = try steps(from: low, through: high, type: key.type)
    let others = positions.others.map { rows.columns[$0] }
    let table = try GroupTable.make(others.map(\.type), check: check)
    let groups = try table.assign(others, count: rows.count)
    guard steps.count <= limit / max(1, table.count) else {
      throw EvaluationError.tooMany("rows after `fill`", limit: limit)
    }
    let plan = FillPlan(
      groups: groups, groupCount: table.count, key: key, values: values, steps: steps, check: check)
    return try plan.build(rows, types: types, positions)
  }

  /// The values of the key from the smallest to the largest.
  private static func steps(from low: Int64, through high: Int64, type: ValueType) throws -> [Int64] {
    var steps: [Int64] = []
    var value = low
    while value <= high {
      guard steps.count < limit else { throw EvaluationError.tooMany("rows after `fill`", limit: limit) }
      steps.append(value)
      switch type {
      case .period(let unit):
        guard let next = Day(clamping: value).adding(1, unit), Int64(next.number) > value else {
          return steps
        }
        value = Int64(next.number)
      case .day, .integer, .days:
        guard value < Int64.max else { return steps }
        value += 1
      default:
        throw EvaluationError.mismatch("`fill` needs a period, a date or a whole number, not \(type)")
      }
    }
    return steps
  }
}

/// Puts existing and new rows together, combination by combination, the key ascending.
private struct FillPlan {
  let groups: [Int32]
  let groupCount: Int
  let key: Column
  let values: [Int64]
  let steps: [Int64]
  let check: Check

  func build(_ rows: Batch, types: [ValueType], _ positions: FillStream.Positions) throws -> Batch {
    // For every row of the result: the existing row or −1, its key, and a row with the same other keys.
    var sources: [Int] = []
    var keys: [Int64] = []
    var likes: [Int] = []
    func add(_ source: Int, _ key: Int64, _ like: Int) {
      sources.append(source)
      keys.append(key)
      likes.append(like)
    }
    for members in try membersByGroup() {
      try check()
      guard let like = members.first else { continue }
      var next = 0
      for step in steps {
        var isPresent = false
        while next < members.count, !key.isMissing(members[next]), values[members[next]] <= step {
          isPresent = isPresent || values[members[next]] == step
          add(members[next], values[members[next]], like)
          next += 1
        }
        if !isPresent { add(-1, step, like) }
      }
      for member in members[next...] { add(member, values[member], like) }
    }
    let columns = try rows.columns.enumerated().map { index, column -> Column in
      if index == positions.key {
        let missing = try mapped(sources.count, check) { sources[$0] >= 0 && key.isMissing(sources[$0]) }
        return Column(type: column.type, storage: .int64(keys), missing: normalized(missing))
      }
      if positions.others.contains(index) { return try column.gather(likes, check: check) }
      guard let value = positions.defaults[index] else { return try column.gather(sources, check: check) }
      let stacked = try Column.concatenate(
        [column, Column(repeating: value, type: types[index], count: 1)], type: types[index], check: check)
      let places = try mapped(sources.count, check) { sources[$0] < 0 ? column.count : sources[$0] }
      return try stacked.gather(places, check: check)
    }
    return Batch(columns: columns, count: sources.count)
  }

  /// The rows of each combination by ascending key, those without a key last.
  private func membersByGroup() throws -> [[Int]] {
    var members = [[Int]](repeating: [], count: groupCount)
    let order = try RowOrder.sorted(
      [RowOrder.Key(column: key, descending: false)], count: groups.count, check: check)
    try inPieces(order.count, check) { piece in
      for row in order[piece] { members[Int(groups[row])].append(row) }
    }
    return members
  }
}
