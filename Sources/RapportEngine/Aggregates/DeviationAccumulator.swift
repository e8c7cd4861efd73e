import RapportValues

/// `stddev`: the sample standard deviation by Welford's updates of mean and sum of squared deviations; two
/// halves are put together as Chan, Golub and LeVeque describe.
final class DeviationAccumulator: Accumulator {
  private struct Moments {
    var count: Double
    var mean: Double
    var squares: Double
  }
  private let type: ValueType
  private let divisor: Double
  private let moments = GrowBuffer<Moments>()
  private static let empty = Moments(count: 0, mean: 0, squares: 0)

  /// `scale` of exact arguments; nil for floats.
  init(type: ValueType, scale: Int?) {
    self.type = type
    divisor = powerOfTen(scale ?? 0)
  }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    let (values, missing) = (try argument.asFloats(), argument.missing)
    moments.grow(to: groupBound(rows), filling: DeviationAccumulator.empty)
    for row in 0..<rows.count where !(missing.map { $0[row] } ?? false) {
      let group = Int(rows.groups[row])
      var current = moments.base[group]
      let value = values[row] / divisor
      current.count += 1
      let distance = value - current.mean
      current.mean += distance / current.count
      current.squares += distance * (value - current.mean)
      moments.base[group] = current
    }
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? DeviationAccumulator else { return try super.absorb(other, mapping: mapping) }
    try inPieces(min(other.moments.count, mapping.count), check) { piece in
      for group in piece where other.moments.base[group].count > 0 {
        let target = Int(mapping[group])
        moments.grow(to: target + 1, filling: DeviationAccumulator.empty)
        moments.base[target] = Self.together(moments.base[target], other.moments.base[group])
      }
    }
  }

  private static func together(_ a: Moments, _ b: Moments) -> Moments {
    let count = a.count + b.count
    let distance = b.mean - a.mean
    return Moments(
      count: count, mean: a.mean + distance * b.count / count,
      squares: a.squares + b.squares + distance * distance * a.count * b.count / count)
  }

  override func finish(groups: Int) throws -> Column {
    try moments.grow(to: groups, filling: DeviationAccumulator.empty, check: check)
    let all = moments.base
    let values = try mapped(groups, check) { group in
      all[group].count < 2 ? 0 : (all[group].squares / (all[group].count - 1)).squareRoot()
    }
    let missing = normalized(try mapped(groups, check) { all[$0].count < 2 })
    return try Column(type: type, storage: .float(values), missing: missing).checkingFinite()
  }
}

extension Column {
  /// Stored numbers as floats, digits after the point not taken into account.
  func asFloats() throws -> [Double] {
    switch storage {
    case .int64(let values): values.map { Double($0) }
    case .float(let values): values
    case .text, .list: throw EvaluationError.mismatch("a column of numbers was expected, not \(type)")
    }
  }
}
