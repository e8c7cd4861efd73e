import Glibc
import RapportPlan
import RapportValues

extension NaiveEvaluator {
  func aggregate(
    _ rows: [NaiveRow], keys: [Computed], aggregates: [Aggregate]
  ) throws -> [NaiveRow] {
    if keys.isEmpty { return [try compute(aggregates, over: rows)] }
    return try grouped(rows, by: keys.map(\.value)).map { group in
      var row = try compute(aggregates, over: group.rows)
      for (key, value) in zip(keys, group.key) { row[key.id] = value }
      return row
    }
  }

  func attach(_ rows: [NaiveRow], _ attachment: Attachment) throws -> [NaiveRow] {
    let inner = try self.rows(attachment.inner)
    return try rows.map { outer in
      let wanted = try attachment.keys.map { try value($0.outer, outer) }
      let related = try inner.filter { candidate in
        try zip(attachment.keys, wanted).allSatisfy { key, value in
          try value != .missing && NaiveValue.same(cell(candidate, key.inner), value)
        }
      }
      return outer.merging(try compute(attachment.aggregates, over: related)) { _, new in new }
    }
  }

  private func compute(_ aggregates: [Aggregate], over rows: [NaiveRow]) throws -> NaiveRow {
    var result: NaiveRow = [:]
    for aggregate in aggregates {
      result[aggregate.id] = try NaiveValue.conform(compute(aggregate, over: rows), aggregate.type)
    }
    return result
  }

  private func compute(_ aggregate: Aggregate, over rows: [NaiveRow]) throws -> Value {
    var taken = rows
    if let filter = aggregate.filter { taken = try taken.filter { try holds(filter, $0) } }
    taken = try sorted(taken, aggregate.order)
    guard let argument = aggregate.argument else {
      return try reduce(aggregate.function, taken.map { _ in .integer(1) }, .integer, aggregate.type)
    }
    if aggregate.function == .initial { taken = try rowsOfFirstKey(taken, aggregate) }
    // A missing boolean counts as false; everything else that is missing is skipped.
    let counts = aggregate.function == .any || aggregate.function == .every
    var values = try taken.map { try value(argument, $0) }.filter { counts || $0 != .missing }
    if aggregate.distinct { values = try unique(values) }
    return try reduce(aggregate.function, values, argument.type, aggregate.type)
  }

  /// Rows with a key and an argument, as far as they share the first key; they stand in its order.
  private func rowsOfFirstKey(_ rows: [NaiveRow], _ aggregate: Aggregate) throws -> [NaiveRow] {
    guard let key = aggregate.order.first?.value, let argument = aggregate.argument else { return [] }
    let known = try rows.filter { try value(key, $0) != .missing && value(argument, $0) != .missing }
    guard let first = try known.first.map({ try value(key, $0) }) else { return [] }
    return try known.filter { try NaiveValue.same(value(key, $0), first) }
  }

  func unique(_ values: [Value]) throws -> [Value] {
    var kept: [Value] = []
    for value in values where try !kept.contains(where: { try NaiveValue.same($0, value) }) {
      kept.append(value)
    }
    return kept
  }

  /// An aggregate over known values of one type.
  func reduce(
    _ function: Aggregate.Function, _ values: [Value], _ type: ValueType, _ result: ValueType
  ) throws -> Value {
    switch function {
    case .count: return .integer(Int64(values.count))
    case .sum: return try sum(values, result)
    case .initial: return values.isEmpty ? .missing : try sum(values, result)
    case .avg: return values.isEmpty ? .missing : .float(try total(values) / Double(values.count))
    case .min: return try extreme(values, type, largest: false)
    case .max: return try extreme(values, type, largest: true)
    case .median: return try median(values, type, result)
    case .percentile(let p): return try percentile(values, p)
    case .gap(let measure): return try gap(measure, values)
    case .gini, .hhi, .pareto: return try concentration(function, values)
    case .stddev: return try deviation(values)
    case .any: return .bool(values.contains(.bool(true)))
    case .every: return .bool(values.allSatisfy { $0 == .bool(true) })
    case .first: return values.first ?? .missing
    case .last: return values.last ?? .missing
    case .list: return .list(values)
    }
  }

  func sum(_ values: [Value], _ type: ValueType) throws -> Value {
    if isFloat(type) { return .float(try total(values)) }
    var sum = Decimal(unscaled: 0, scale: 0)
    for value in values {
      guard case .exact(let decimal)? = NaiveValue.number(value) else {
        throw NaiveError.unsupported("sum of \(value)")
      }
      let scale = max(sum.scale, decimal.scale)
      let (a, b) = (try NaiveNumber.rescale(sum, to: scale), try NaiveNumber.rescale(decimal, to: scale))
      sum = Decimal(unscaled: try NaiveNumber.add(a.unscaled, b.unscaled), scale: scale)
    }
    return .decimal(sum)
  }

  private func doubles(_ values: [Value]) throws -> [Double] {
    try values.map { value in
      guard let number = NaiveValue.number(value) else {
        throw NaiveError.unsupported("\(value) as a number")
      }
      return number.double
    }
  }

  /// The sum in binary; exact values are summed exactly first.
  private func total(_ values: [Value]) throws -> Double {
    let isExact = values.allSatisfy { value in
      if case .exact? = NaiveValue.number(value) { return true }
      return false
    }
    if isExact, case .decimal(let sum) = try sum(values, .integer) { return NaiveNumber.double(sum) }
    return try doubles(values).reduce(0, +)
  }

  /// How an amount is spread, by the definitions: mean difference, squared shares, sum of the largest.
  private func concentration(_ function: Aggregate.Function, _ values: [Value]) throws -> Value {
    let amounts = try doubles(values).map { max(0, $0) }.sorted(by: >)
    let sum = amounts.reduce(0, +)
    guard sum > 0 else { return .missing }
    switch function {
    case .gini:
      let differences = amounts.reduce(0.0) { total, a in total + amounts.reduce(0.0) { $0 + abs(a - $1) } }
      return .float(differences / (2 * Double(amounts.count) * sum))
    case .hhi: return .float(amounts.reduce(0.0) { $0 + ($1 / sum) * ($1 / sum) })
    case .pareto(let top):
      let count = max(1, Int((top * Double(amounts.count) - 1e-9).rounded(.up)))
      return .float(amounts.prefix(count).reduce(0, +) / sum)
    default: throw NaiveError.unsupported("\(function)")
    }
  }

  private func median(_ values: [Value], _ type: ValueType, _ result: ValueType) throws -> Value {
    let sorted = try values.sorted { try NaiveValue.order($0, $1, type) < 0 }
    if sorted.isEmpty { return .missing }
    let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
    guard isFloat(result) else { return low }
    let middle = try doubles([low, high])
    return .float((middle[0] + middle[1]) / 2)
  }

  /// The median number of days from one day of the rows to the next.
  private func gap(_ measure: GapMeasure, _ values: [Value]) throws -> Value {
    var days: Set<Int64> = []
    for value in values {
      switch value {
      case .day(let day): days.insert(Int64(day.number))
      case .dateTime(let moment): days.insert(Int64(moment.day.number))
      default: throw NaiveError.unsupported("\(value) as a day")
      }
    }
    let sorted = days.sorted()
    let gaps = sorted.indices.dropFirst().map { sorted[$0] - sorted[$0 - 1] }
    switch measure {
    case .median:
      return gaps.count < 2 ? .missing : try median(gaps.map(Value.integer), .integer, .float(currency: nil))
    case .regularity:
      let parts = zip(gaps, gaps.dropFirst()).map { Double($0) / Double($0 + $1) }
      if parts.isEmpty { return .missing }
      let spread = parts.map { ($0 - 0.5) * ($0 - 0.5) }.reduce(0, +) / Double(parts.count)
      return .float(spread == 0 ? 1000 : min(1000, max(0, (1 - 4 * spread) / (8 * spread))))
    case .logarithm:
      return gaps.isEmpty ? .missing : .float(gaps.map { log(Double($0)) }.reduce(0, +) / Double(gaps.count))
    }
  }

  /// Hyndman and Fan's type 7: linear between the order statistics around (n − 1) p.
  private func percentile(_ values: [Value], _ p: Double) throws -> Value {
    let sorted = try doubles(values).sorted()
    if sorted.isEmpty { return .missing }
    let position = Double(sorted.count - 1) * p
    let low = Int(position.rounded(.down))
    let high = min(low + 1, sorted.count - 1)
    return .float(sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low]))
  }

  private func deviation(_ values: [Value]) throws -> Value {
    let known = try doubles(values)
    guard let first = known.first, known.count >= 2 else { return .missing }
    // Distances from one of them, so that equal numbers deviate by nothing at all.
    let numbers = known.map { $0 - first }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let squares = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    return .float((squares / Double(numbers.count - 1)).squareRoot())
  }
}
