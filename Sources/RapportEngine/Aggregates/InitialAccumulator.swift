import RapportValues

/// The sum of the arguments of the rows that come first: those with the least order key, of which there may be several.
/// Rows without a key take no part.
final class InitialAccumulator: Accumulator {
  private let type: ValueType
  private let firsts = GrowBuffer<Int64>()
  /// Of stored integers; unused for floats.
  private let exact = GrowBuffer<Int128>()
  private let floats = GrowBuffer<Double>()

  init(type: ValueType) { self.type = type }

  private func grow(to groups: Int) {
    firsts.grow(to: groups, filling: .max)
    exact.grow(to: groups, filling: 0)
    floats.grow(to: groups, filling: 0)
  }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    guard let key = order.first, case .int64(let keys) = key.storage, keys.count >= rows.count else {
      throw EvaluationError.mismatch("`initial` needs dates or whole numbers to order by")
    }
    grow(to: groupBound(rows))
    for row in 0..<rows.count where !argument.isMissing(row) && !key.isMissing(row) {
      switch argument.storage {
      case .int64(let values): take(Int(rows.groups[row]), keys[row], Int128(values[row]), 0)
      case .float(let values): take(Int(rows.groups[row]), keys[row], 0, values[row])
      case .text, .list: throw EvaluationError.mismatch("`initial` adds up numbers")
      }
    }
  }

  private func take(_ group: Int, _ key: Int64, _ whole: Int128, _ float: Double) {
    if key > firsts.base[group] { return }
    if key < firsts.base[group] {
      firsts.base[group] = key
      exact.base[group] = 0
      floats.base[group] = 0
    }
    exact.base[group] &+= whole
    floats.base[group] += float
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? InitialAccumulator else { return try super.absorb(other, mapping: mapping) }
    grow(to: Int(mapping.max() ?? -1) + 1)
    try inPieces(min(other.firsts.count, mapping.count), check) { piece in
      for group in piece where other.firsts.base[group] != .max {
        take(Int(mapping[group]), other.firsts.base[group], other.exact.base[group], other.floats.base[group])
      }
    }
  }

  override func finish(groups: Int) throws -> Column {
    grow(to: groups)
    let missing = try mapped(groups, check) { firsts.base[$0] == .max }
    if type.isFloat {
      return Column(
        type: type, storage: .float(try mapped(groups, check) { floats.base[$0] }), missing: normalized(missing))
    }
    let sums = try mapped(groups, check) { group -> Int64 in
      guard let sum = Int64(exactly: exact.base[group]) else { throw EvaluationError.overflow(in: "`initial`") }
      return sum
    }
    return Column(type: type, storage: .int64(sums), missing: normalized(missing))
  }
}
