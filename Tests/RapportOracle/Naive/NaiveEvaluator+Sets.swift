import RapportPlan
import RapportValues

extension NaiveEvaluator {
  func combine(
    _ kind: SetKind, _ left: [NaiveRow], _ right: [NaiveRow], _ combination: Combination
  ) throws -> [NaiveRow] {
    let leftKey = { (row: NaiveRow) in try combination.match.map { try self.cell(row, $0.left) } }
    let rightKey = { (row: NaiveRow) in try combination.match.map { try self.cell(row, $0.right) } }
    let others = try right.map(rightKey)
    let ours = try distinct(left, by: leftKey)
    let keys = try ours.map(leftKey)
    func output(_ rows: [NaiveRow], _ source: (Combination.Merged) -> RapportPlan.ColumnID?) throws
      -> [NaiveRow]
    {
      try rows.map { row in
        var result: NaiveRow = [:]
        for column in combination.columns {
          let value = try source(column).map { try cell(row, $0) } ?? .missing
          result[column.id] = try NaiveValue.conform(value, column.type)
        }
        return result
      }
    }
    switch kind {
    case .union:
      let added = try distinct(right, by: rightKey).filter { row in
        let key = try rightKey(row)
        return try !keys.contains { try NaiveValue.same($0, key) }
      }
      return try output(ours) { $0.left } + output(added) { $0.right }
    case .except, .intersect:
      let kept = try ours.filter { row in
        let key = try leftKey(row)
        return try others.contains { try NaiveValue.same($0, key) } == (kind == .intersect)
      }
      return try output(kept) { $0.left }
    }
  }

  func fill(_ rows: [NaiveRow], _ fill: Fill, columns: [TypedColumn]) throws -> [NaiveRow] {
    guard let type = columns.first(where: { $0.id == fill.key })?.type else {
      throw NaiveError.unsupported("no column \(fill.key)")
    }
    let known = try rows.map { try cell($0, fill.key) }.filter { $0 != .missing }
    let low = try extreme(known, type, largest: false)
    let high = try extreme(known, type, largest: true)
    if low == .missing { return rows }
    var steps = [low]
    while let last = steps.last, try NaiveValue.order(last, high, type) < 0 {
      guard steps.count < fillLimit else { throw NaiveError.tooLarge }
      guard let next = try step(after: last) else { break }
      steps.append(next)
    }
    let combinations = try unique(
      rows.map { row in .list(try fill.others.map { try cell(row, $0) }) })
    var result = rows
    for case .list(let others) in combinations {
      for key in steps {
        let exists = try rows.contains { row in
          try NaiveValue.same([cell(row, fill.key)] + fill.others.map { try cell(row, $0) }, [key] + others)
        }
        if exists { continue }
        var row = Dictionary(columns.map { ($0.id, Value.missing) }, uniquingKeysWith: { first, _ in first })
        for (column, value) in zip(fill.others, others) { row[column] = value }
        for column in fill.defaults { row[column.id] = column.value }
        row[fill.key] = key
        result.append(row)
      }
    }
    return result
  }

  private func step(after value: Value) throws -> Value? {
    switch value {
    case .integer(let integer): return integer == .max ? nil : .integer(integer + 1)
    case .day(let day): return NaiveCalendar.day(number: Int(day.number) + 1).map { .day($0) }
    case .period(let unit, let start):
      return try NaiveCalendar.next(unit, after: start).map { .period(unit, start: $0) }
    default: throw NaiveError.unsupported("fill over \(value)")
    }
  }
}
