import RapportValues

/// Exact sums of stored integers: in 64 bits while no sum can leave them, then in 128.
final class IntegerSums {
  private let narrow = GrowBuffer<Int64>()
  private let wide = GrowBuffer<Int128>()
  private var isWide = false
  /// No sum is larger than this, as long as sums are narrow.
  private var bound: UInt64 = 0

  func add(_ rows: GroupedRows, _ values: [Int64], _ missing: MissingFlags) {
    let groupCount = groupBound(rows)
    values.withUnsafeBufferPointer { values in
      var largest: UInt64 = 0
      for row in 0..<rows.count { largest = max(largest, values[row].magnitude) }
      raiseBound(by: largest, times: rows.count)
      if isWide {
        wide.grow(to: groupCount, filling: 0)
        let (sums, groups) = (wide.base, rows.groups)
        for row in 0..<rows.count where !(missing.map { $0[row] } ?? false) {
          sums[Int(groups[row])] &+= Int128(values[row])
        }
        return
      }
      narrow.grow(to: groupCount, filling: 0)
      addNarrow(rows, values, missing)
    }
  }

  private func addNarrow(_ rows: GroupedRows, _ values: UnsafeBufferPointer<Int64>, _ missing: MissingFlags) {
    let (sums, groups) = (narrow.base, rows.groups)
    if let missing {
      missing.withUnsafeBufferPointer { missing in
        for row in 0..<rows.count { sums[Int(groups[row])] &+= missing[row] ? 0 : values[row] }
      }
    } else if rows.isSingle {
      var sum: Int64 = 0
      for row in 0..<rows.count { sum &+= values[row] }
      sums[0] &+= sum
    } else {
      for row in 0..<rows.count { sums[Int(groups[row])] &+= values[row] }
    }
  }

  private func raiseBound(by largest: UInt64, times count: Int) {
    guard !isWide else { return }
    let (product, overflow) = largest.multipliedReportingOverflow(by: UInt64(count))
    let (sum, carry) = bound.addingReportingOverflow(product)
    if overflow || carry || sum > UInt64(Int64.max) { widen() } else { bound = sum }
  }

  private func widen() {
    isWide = true
    wide.grow(to: narrow.count, filling: 0)
    for group in 0..<narrow.count { wide.base[group] = Int128(narrow.base[group]) }
  }

  func absorb(_ other: IntegerSums, mapping: [Int32], _ check: Check) rethrows {
    raiseBound(by: other.isWide ? UInt64.max : other.bound, times: other.isWide ? 2 : 1)
    try inPieces(min(other.isWide ? other.wide.count : other.narrow.count, mapping.count), check) { piece in
      for group in piece {
        let target = Int(mapping[group])
        let sum = other.isWide ? other.wide.base[group] : Int128(other.narrow.base[group])
        if isWide {
          wide.grow(to: target + 1, filling: 0)
          wide.base[target] &+= sum
        } else {
          narrow.grow(to: target + 1, filling: 0)
          narrow.base[target] &+= Int64(truncatingIfNeeded: sum)
        }
      }
    }
  }

  /// The sums, or an error if one does not fit.
  func integers(_ groups: Int, _ check: Check) throws -> [Int64] {
    guard isWide else { return try narrow.array(groups, filling: 0, check: check) }
    try wide.grow(to: groups, filling: 0, check: check)
    return try mapped(groups, check) {
      guard let sum = Int64(exactly: wide.base[$0]) else { throw EvaluationError.overflow(in: "`sum`") }
      return sum
    }
  }

  func floats(_ groups: Int, _ check: Check) rethrows -> [Double] {
    if isWide {
      try wide.grow(to: groups, filling: 0, check: check)
      return try mapped(groups, check) { Double(wide.base[$0]) }
    }
    try narrow.grow(to: groups, filling: 0, check: check)
    return try mapped(groups, check) { Double(narrow.base[$0]) }
  }
}

/// `sum` of integers, decimals and lengths of time.
final class IntegerSumAccumulator: Accumulator {
  private let type: ValueType
  private let sums = IntegerSums()

  init(type: ValueType) { self.type = type }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    sums.add(rows, try argument.int64Values(), argument.missing)
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? IntegerSumAccumulator else {
      return try super.absorb(other, mapping: mapping)
    }
    try sums.absorb(other.sums, mapping: mapping, check)
  }

  override func finish(groups: Int) throws -> Column {
    Column(type: type, storage: .int64(try sums.integers(groups, check)))
  }
}

/// Sums of floats with the rounding errors of their additions kept beside them (Neumaier's variant of Kahan
/// summation), so that the result hardly depends on the order of rows.
final class FloatSums {
  private struct Sum {
    var value: Double
    var error: Double

    @inline(__always) mutating func add(_ term: Double) {
      let total = value + term
      error += value.magnitude >= term.magnitude ? (value - total) + term : (term - total) + value
      value = total
    }
  }
  private let sums = GrowBuffer<Sum>()

  func add(_ rows: GroupedRows, _ values: [Double], _ missing: MissingFlags) {
    sums.grow(to: groupBound(rows), filling: Sum(value: 0, error: 0))
    let (sums, groups) = (sums.base, rows.groups)
    values.withUnsafeBufferPointer { values in
      if let missing {
        for row in 0..<rows.count where !missing[row] { sums[Int(groups[row])].add(values[row]) }
      } else {
        for row in 0..<rows.count { sums[Int(groups[row])].add(values[row]) }
      }
    }
  }

  func absorb(_ other: FloatSums, mapping: [Int32], _ check: Check) rethrows {
    try inPieces(min(other.sums.count, mapping.count), check) { piece in
      for group in piece {
        let target = Int(mapping[group])
        sums.grow(to: target + 1, filling: Sum(value: 0, error: 0))
        sums.base[target].add(other.sums.base[group].value)
        sums.base[target].error += other.sums.base[group].error
      }
    }
  }

  func floats(_ groups: Int, _ check: Check) rethrows -> [Double] {
    try sums.grow(to: groups, filling: Sum(value: 0, error: 0), check: check)
    // An infinite sum has no meaningful error.
    return try mapped(groups, check) {
      let sum = sums.base[$0]
      return sum.value.isFinite ? sum.value + sum.error : sum.value
    }
  }
}

final class FloatSumAccumulator: Accumulator {
  private let type: ValueType
  private let sums = FloatSums()

  init(type: ValueType) { self.type = type }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    sums.add(rows, try argument.floatValues(), argument.missing)
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? FloatSumAccumulator else {
      return try super.absorb(other, mapping: mapping)
    }
    try sums.absorb(other.sums, mapping: mapping, check)
  }

  override func finish(groups: Int) throws -> Column {
    try Column(type: type, storage: .float(sums.floats(groups, check))).checkingFinite()
  }
}

/// `avg`: the exact sum where numbers are exact, divided by the number of known values.
final class AverageAccumulator: Accumulator {
  private let type: ValueType
  private let divisor: Double
  private let integers: IntegerSums?
  private let floats = FloatSums()
  private let counts = CountAccumulator()

  /// `scale` of exact arguments; nil for floats.
  init(type: ValueType, scale: Int?) {
    self.type = type
    divisor = powerOfTen(scale ?? 0)
    integers = scale == nil ? nil : IntegerSums()
  }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    try counts.add(rows, argument, order: [])
    if let integers {
      integers.add(rows, try argument.int64Values(), argument.missing)
    } else {
      floats.add(rows, try argument.floatValues(), argument.missing)
    }
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? AverageAccumulator else { return try super.absorb(other, mapping: mapping) }
    try counts.absorb(other.counts, mapping: mapping)
    try floats.absorb(other.floats, mapping: mapping, check)
    if let mine = integers, let theirs = other.integers { try mine.absorb(theirs, mapping: mapping, check) }
  }

  override func finish(groups: Int) throws -> Column {
    let counts = try counts.counts(groups, check)
    let sums = try integers?.floats(groups, check) ?? floats.floats(groups, check)
    let values = try mapped(groups, check) { group in
      counts[group] == 0 ? 0 : sums[group] / divisor / Double(counts[group])
    }
    let missing = normalized(try mapped(groups, check) { counts[$0] == 0 })
    return try Column(type: type, storage: .float(values), missing: missing).checkingFinite()
  }
}
