import RapportValues

/// Passes each distinct argument of a group on once, its first row.
final class DistinctAccumulator: Accumulator {
  private let inner: Accumulator
  private let seen: GroupTable
  private var orderParts: [[Column]] = []
  private let orderTypes: [ValueType]

  init(_ inner: Accumulator, argumentType: ValueType, orderTypes: [ValueType]) {
    self.inner = inner
    self.orderTypes = orderTypes
    seen = GroupTable.make([.integer, argumentType])
  }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    let groups = UnsafeBufferPointer(start: rows.groups, count: rows.count)
    var known: [Int]?
    if let missing = argument.missing { known = (0..<rows.count).filter { !missing[$0] } }
    let positions = known ?? Array(0..<rows.count)
    let values = known.map { argument.gather($0) } ?? argument
    let owners = positions.map { Int64(groups[$0]) }
    try add(
      Column(type: .integer, storage: .int64(owners)), values, order: order.map { $0.gather(positions) })
  }

  private func add(_ owners: Column, _ values: Column, order: [Column]) throws {
    var next = Int32(truncatingIfNeeded: seen.count)
    let pairs = try seen.assign([owners, values], count: values.count)
    var fresh: [Int] = []
    for (row, pair) in pairs.enumerated() where pair == next {
      fresh.append(row)
      next += 1
    }
    guard !fresh.isEmpty else { return }
    let owners = try owners.int64Values()
    let groups = fresh.map { Int32(truncatingIfNeeded: owners[$0]) }
    let picked = order.map { $0.gather(fresh) }
    orderParts.append(picked)
    try groups.withUnsafeBufferPointer { groups in
      guard let base = groups.baseAddress else { return }
      let rows = GroupedRows(groups: base, count: fresh.count, isSingle: false)
      try inner.add(rows, values.gather(fresh), order: picked)
    }
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? DistinctAccumulator else { return try super.absorb(other, mapping: mapping) }
    let keys = other.seen.keyColumns()
    guard keys.count == 2, keys[1].count > 0 else { return }
    let owners = try keys[0].int64Values().map { Int64(mapping[Int($0)]) }
    let order = other.orderTypes.enumerated().map { index, type in
      Column.concatenate(other.orderParts.map { $0[index] }, type: type)
    }
    try add(Column(type: .integer, storage: .int64(owners)), keys[1], order: order)
  }

  override func finish(groups: Int) throws -> Column { try inner.finish(groups: groups) }
}
