import RapportValues

/// `any` and `every`: some or each row's condition holds; a missing one does not.
final class LogicAccumulator: Accumulator {
  private let isEvery: Bool
  private let flags = GrowBuffer<Bool>()

  init(isEvery: Bool) { self.isEvery = isEvery }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    flags.grow(to: groupBound(rows), filling: isEvery)
    let (flags, groups, missing) = (flags.base, rows.groups, argument.missing)
    try argument.int64Values().withUnsafeBufferPointer { values in
      for row in 0..<rows.count {
        let holds = values[row] != 0 && !(missing.map { $0[row] } ?? false)
        if holds != isEvery { flags[Int(groups[row])] = holds }
      }
    }
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? LogicAccumulator else { return try super.absorb(other, mapping: mapping) }
    try inPieces(min(other.flags.count, mapping.count), check) { piece in
      for group in piece {
        let target = Int(mapping[group])
        flags.grow(to: target + 1, filling: isEvery)
        if other.flags.base[group] != isEvery { flags.base[target] = !isEvery }
      }
    }
  }

  override func finish(groups: Int) throws -> Column {
    try flags.grow(to: groups, filling: isEvery, check: check)
    return Column(type: .bool, storage: .int64(try mapped(groups, check) { flags.base[$0] ? 1 : 0 }))
  }
}
