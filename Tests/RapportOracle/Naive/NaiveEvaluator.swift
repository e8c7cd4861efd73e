package import RapportPlan
package import RapportValues

/// A row as the naive evaluator sees it.
package typealias NaiveRow = [ColumnID: Value]

/// The rows of a plan, in order, with the columns of its result.
package struct NaiveResult: Sendable {
  package var columns: [TypedColumn]
  package var rows: [[Value]]
}

/// Computes any relation over loaded rows in the plainest way: lists, linear search, one value at a time.
///
/// It shares nothing with the engine but the plan itself, so that a mistake in one shows as a difference.
package final class NaiveEvaluator {
  let store: NaiveStore
  /// Relations already computed for membership, so that a query stays affordable.
  var members: [Rel: [NaiveRow]] = [:]
  /// Rows `fill` may make.
  let fillLimit = 20_000

  package init(_ store: NaiveStore) { self.store = store }

  /// The plan's rows, each value in the representation of its column's type.
  package func evaluate(_ plan: Rel) throws -> NaiveResult {
    let columns = plan.columns
    let rows = try rows(plan).map { row in
      try columns.map { try NaiveValue.conform(row[$0.id] ?? .missing, $0.type) }
    }
    return NaiveResult(columns: columns, rows: rows)
  }

  func rows(_ plan: Rel) throws -> [NaiveRow] {
    switch plan {
    case .scan(let scan): return try self.scan(scan)
    case .constant(let columns, let rows): return try constant(columns, rows)
    case .file(let file): return try self.file(file)
    case .source: throw NaiveError.unsupported("a lowered statement")
    case .filter(let input, let condition):
      return try rows(input).filter { try holds(condition, $0) }
    case .extend(let input, let added): return try rows(input).map { try extend($0, added) }
    case .attach(let input, let attachment): return try attach(rows(input), attachment)
    case .sort(let input, let keys): return try sorted(rows(input), keys)
    case .slice(let input, let skip, let take):
      let rest = Array(try rows(input).dropFirst(max(0, skip)))
      return take.map { Array(rest.prefix(max(0, $0))) } ?? rest
    case .top(let input, let count, let keys, let per):
      return try top(rows(input), count: count, keys: keys, per: per)
    case .aggregate(let input, let keys, let aggregates):
      return try self.aggregate(rows(input), keys: keys, aggregates: aggregates)
    case .fill(let input, let fill): return try self.fill(rows(input), fill, columns: input.columns)
    case .window(let input, let windows): return try window(rows(input), windows)
    case .analyze(let input, let analysis): return try analyze(rows(input), analysis)
    case .distinct(let input, let columns):
      return try distinct(rows(input)) { row in columns.map { row[$0] ?? .missing } }
    case .combine(let kind, let left, let right, let combination):
      return try combine(kind, rows(left), rows(right), combination)
    case .project(let input, let columns):
      return try rows(input).map { row in
        try Dictionary(columns.map { ($0.id, try cell(row, $0.id)) }, uniquingKeysWith: { first, _ in first })
      }
    }
  }

  func cell(_ row: NaiveRow, _ id: ColumnID) throws -> Value {
    guard let value = row[id] else { throw NaiveError.unsupported("no column \(id)") }
    return value
  }

  private func extend(_ row: NaiveRow, _ added: [Computed]) throws -> NaiveRow {
    var row = row
    for column in added { row[column.id] = try value(column.value, row) }
    return row
  }

  private func constant(_ columns: [TypedColumn], _ rows: [[Value]]) throws -> [NaiveRow] {
    try rows.map { values in
      var row: NaiveRow = [:]
      for (column, value) in zip(columns, values) {
        row[column.id] = try NaiveValue.conform(value, column.type)
      }
      return row
    }
  }

  /// The rows whose keys no earlier row has.
  func distinct(_ rows: [NaiveRow], by key: (NaiveRow) throws -> [Value]) throws -> [NaiveRow] {
    var seen: [[Value]] = []
    var kept: [NaiveRow] = []
    for row in rows {
      let values = try key(row)
      if try seen.contains(where: { try NaiveValue.same($0, values) }) { continue }
      seen.append(values)
      kept.append(row)
    }
    return kept
  }

  /// Rows with equal keys together, groups in the order of their first rows.
  func grouped(_ rows: [NaiveRow], by keys: [Expr]) throws -> [(key: [Value], rows: [NaiveRow])] {
    var groups: [(key: [Value], rows: [NaiveRow])] = []
    for row in rows {
      let key = try keys.map { try value($0, row) }
      if let position = try groups.firstIndex(where: { try NaiveValue.same($0.key, key) }) {
        groups[position].rows.append(row)
      } else {
        groups.append((key, [row]))
      }
    }
    return groups
  }
}
