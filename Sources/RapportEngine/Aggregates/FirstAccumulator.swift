import RapportValues

/// `first` in the input's order: keeps one row per group, so that looking single rows up costs little more
/// than copying their column.
final class FirstAccumulator: Accumulator {
  private let type: ValueType
  /// Per group its row in the parts one below the other; −1 for none.
  private let positions = GrowBuffer<Int32>()
  private var parts: [Column] = []
  private var height = 0

  init(type: ValueType) { self.type = type }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    positions.grow(to: groupBound(rows), filling: -1)
    let (positions, missing) = (positions.base, argument.missing)
    var fresh: [Int] = []
    for row in 0..<rows.count {
      let group = Int(rows.groups[row])
      if positions[group] >= 0 { continue }
      if let missing, missing[row] { continue }
      positions[group] = Int32(truncatingIfNeeded: height + fresh.count)
      fresh.append(row)
    }
    guard !fresh.isEmpty else { return }
    parts.append(fresh.count == argument.count ? argument : argument.gather(fresh))
    height += fresh.count
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? FirstAccumulator else { return try super.absorb(other, mapping: mapping) }
    try inPieces(min(other.positions.count, mapping.count), check) { piece in
      for group in piece where other.positions.base[group] >= 0 {
        let target = Int(mapping[group])
        positions.grow(to: target + 1, filling: -1)
        guard positions.base[target] < 0 else { continue }
        positions.base[target] = Int32(truncatingIfNeeded: height) + other.positions.base[group]
      }
    }
    parts += other.parts
    height += other.height
    guard height < rowLimit else { throw EvaluationError.tooMany("groups", limit: rowLimit) }
  }

  override func finish(groups: Int) throws -> Column {
    let rows = try Column.concatenate(parts, type: type, check: check)
    try positions.grow(to: groups, filling: -1, check: check)
    let order = try mapped(groups, check) { Int(positions.base[$0]) }
    // Unique keys give every row its own group.
    if order.count == rows.count, order.indices.allSatisfy({ order[$0] == $0 }) { return rows }
    return try rows.gather(order, check: check)
  }
}
