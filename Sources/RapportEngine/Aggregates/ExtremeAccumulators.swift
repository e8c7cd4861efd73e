import RapportValues

/// `min` and `max` of everything stored as an integer. Enum values without a rank are skipped.
final class IntegerExtremeAccumulator: Accumulator {
  private let type: ValueType
  private let isLargest: Bool
  private let best = GrowBuffer<Int64>()
  private let known = GrowBuffer<Bool>()
  /// Values from here on are skipped.
  private let ceiling: Int64

  init(type: ValueType, isLargest: Bool) {
    self.type = type
    self.isLargest = isLargest
    ceiling = type.rankedCount ?? Int64.max
  }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    let count = groupBound(rows)
    best.grow(to: count, filling: isLargest ? Int64.min : Int64.max)
    known.grow(to: count, filling: false)
    let skipped = skippedRows(argument)
    try argument.int64Values().withUnsafeBufferPointer { values in
      if isLargest {
        fold(rows, values, skipped) { max($0, $1) }
      } else {
        fold(rows, values, skipped) { min($0, $1) }
      }
    }
  }

  @inline(__always)
  private func fold(
    _ rows: GroupedRows, _ values: UnsafeBufferPointer<Int64>, _ skipped: MissingFlags,
    _ choose: (Int64, Int64) -> Int64
  ) {
    let (best, known, groups) = (best.base, known.base, rows.groups)
    if let skipped {
      for row in 0..<rows.count where !skipped[row] {
        let group = Int(groups[row])
        best[group] = choose(best[group], values[row])
        known[group] = true
      }
    } else if rows.isSingle {
      guard rows.count > 0 else { return }
      var result = best[0]
      for row in 0..<rows.count { result = choose(result, values[row]) }
      best[0] = result
      known[0] = true
    } else {
      for row in 0..<rows.count {
        let group = Int(groups[row])
        best[group] = choose(best[group], values[row])
        known[group] = true
      }
    }
  }

  private func skippedRows(_ argument: Column) -> MissingFlags {
    guard ceiling != Int64.max, case .int64(let values) = argument.storage,
      values.contains(where: { $0 >= ceiling })
    else { return argument.missing }
    return union(argument.missing, values.map { $0 >= ceiling })
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? IntegerExtremeAccumulator else {
      return try super.absorb(other, mapping: mapping)
    }
    try inPieces(min(other.best.count, mapping.count), check) { piece in
      for group in piece where other.known.base[group] {
        let target = Int(mapping[group])
        best.grow(to: target + 1, filling: isLargest ? Int64.min : Int64.max)
        known.grow(to: target + 1, filling: false)
        let value = other.best.base[group]
        best.base[target] = isLargest ? max(best.base[target], value) : min(best.base[target], value)
        known.base[target] = true
      }
    }
  }

  override func finish(groups: Int) throws -> Column {
    let missing = try missingGroups(known, groups)
    try best.grow(to: groups, filling: 0, check: check)
    let values = try mapped(groups, check) { known.base[$0] ? best.base[$0] : 0 }
    return Column(type: type, storage: .int64(values), missing: missing)
  }
}

/// `min` and `max` of floats; not-a-number is larger than all numbers.
final class FloatExtremeAccumulator: Accumulator {
  private let type: ValueType
  private let isLargest: Bool
  private let best = GrowBuffer<Double>()
  private let known = GrowBuffer<Bool>()

  init(type: ValueType, isLargest: Bool) {
    self.type = type
    self.isLargest = isLargest
  }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    let count = groupBound(rows)
    best.grow(to: count, filling: 0)
    known.grow(to: count, filling: false)
    let missing = argument.missing
    try argument.floatValues().withUnsafeBufferPointer { values in
      for row in 0..<rows.count where !(missing.map { $0[row] } ?? false) {
        take(values[row], group: Int(rows.groups[row]))
      }
    }
  }

  @inline(__always) private func take(_ value: Double, group: Int) {
    let (best, known) = (best.base, known.base)
    if known[group] {
      let isBetter =
        isLargest
        ? value > best[group] || (value.isNaN && !best[group].isNaN)
        : value < best[group] || (best[group].isNaN && !value.isNaN)
      if !isBetter { return }
    }
    best[group] = value
    known[group] = true
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? FloatExtremeAccumulator else {
      return try super.absorb(other, mapping: mapping)
    }
    try inPieces(min(other.best.count, mapping.count), check) { piece in
      for group in piece where other.known.base[group] {
        let target = Int(mapping[group])
        best.grow(to: target + 1, filling: 0)
        known.grow(to: target + 1, filling: false)
        take(other.best.base[group], group: target)
      }
    }
  }

  override func finish(groups: Int) throws -> Column {
    let missing = try missingGroups(known, groups)
    let values = try best.array(groups, filling: 0, check: check)
    return Column(type: type, storage: .float(values), missing: missing)
  }
}

extension Accumulator {
  /// Flags of the groups of which nothing is known.
  fileprivate func missingGroups(_ known: GrowBuffer<Bool>, _ groups: Int) throws -> MissingFlags {
    try known.grow(to: groups, filling: false, check: check)
    return normalized(try mapped(groups, check) { !known.base[$0] })
  }
}
