import RapportValues

/// `count`: rows, or rows with a value.
final class CountAccumulator: Accumulator {
  private let counts = GrowBuffer<Int64>()

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    counts.grow(to: groupBound(rows), filling: 0)
    let counts = counts.base
    let groups = rows.groups
    if let missing = argument?.missing {
      missing.withUnsafeBufferPointer { missing in
        for row in 0..<rows.count { counts[Int(groups[row])] &+= missing[row] ? 0 : 1 }
      }
    } else if rows.isSingle {
      counts[0] &+= Int64(rows.count)
    } else {
      for row in 0..<rows.count { counts[Int(groups[row])] &+= 1 }
    }
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? CountAccumulator else { return try super.absorb(other, mapping: mapping) }
    try inPieces(min(other.counts.count, mapping.count), check) { piece in
      for group in piece {
        let target = Int(mapping[group])
        counts.grow(to: target + 1, filling: 0)
        counts.base[target] &+= other.counts.base[group]
      }
    }
  }

  override func finish(groups: Int) throws -> Column {
    Column(type: .integer, storage: .int64(try counts(groups, check)))
  }

  func counts(_ groups: Int, _ check: Check) rethrows -> [Int64] {
    try counts.array(groups, filling: 0, check: check)
  }
}
