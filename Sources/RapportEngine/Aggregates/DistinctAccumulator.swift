import RapportValues

/// Passes each distinct argument of a group on once, its first row.
final class DistinctAccumulator: Accumulator {
  private let inner: Accumulator
  private let seen: GroupTable
  private var orderParts: [[Column]] = []
  private let orderTypes: [ValueType]

  init(
    _ inner: Accumulator, argumentType: ValueType, orderTypes: [ValueType], check: @escaping Check
  ) throws {
    self.inner = inner
    self.orderTypes = orderTypes
    seen = try GroupTable.make([.integer, argumentType], check: check)
    super.init()
    self.check = check
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
    try inPieces(pairs.count, check) { piece in
      for row in piece where pairs[row] == next {
        fresh.append(row)
        next += 1
      }
    }
    guard !fresh.isEmpty else { return }
    let owners = try owners.int64Values()
    let groups = try mapped(fresh.count, check) { Int32(truncatingIfNeeded: owners[fresh[$0]]) }
    let picked = try order.map { try $0.gather(fresh, check: check) }
    orderParts.append(picked)
    try groups.withUnsafeBufferPointer { groups in
      guard let base = groups.baseAddress else { return }
      let rows = GroupedRows(groups: base, count: fresh.count, isSingle: false)
      try inner.add(rows, values.gather(fresh, check: check), order: picked)
    }
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? DistinctAccumulator else { return try super.absorb(other, mapping: mapping) }
    let keys = try other.seen.keyColumns()
    guard keys.count == 2, keys[1].count > 0 else { return }
    let others = try keys[0].int64Values()
    let owners = try mapped(others.count, check) { Int64(mapping[Int(others[$0])]) }
    let order = try other.orderTypes.enumerated().map { index, type in
      try Column.concatenate(other.orderParts.map { $0[index] }, type: type, check: check)
    }
    try add(Column(type: .integer, storage: .int64(owners)), keys[1], order: order)
  }

  override func finish(groups: Int) throws -> Column { try inner.finish(groups: groups) }
}
