import RapportValues

/// `min` and `max` of texts and lists. Rows gather until they are as many as the groups, then the best are
/// kept.
final class GeneralExtremeAccumulator: Accumulator {
  private let type: ValueType
  private let isLargest: Bool
  /// Row g is the best of group g.
  private var best: Column
  private var pending: [Column] = []
  private var pendingGroups: [Int32] = []

  init(type: ValueType, isLargest: Bool) {
    self.type = type
    self.isLargest = isLargest
    best = Column(emptyOf: type)
  }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    try take(try required(argument, rows.count), UnsafeBufferPointer(start: rows.groups, count: rows.count))
  }

  private func take(_ column: Column, _ groups: UnsafeBufferPointer<Int32>) throws {
    pending.append(column)
    pendingGroups.append(contentsOf: groups)
    if pendingGroups.count >= max(2 * batchSize, best.count) { try settle() }
  }

  private func settle() throws {
    guard !pendingGroups.isEmpty else { return }
    let rows = try Column.concatenate(pending, type: type, check: check)
    let bound = max(best.count, Int(pendingGroups.max() ?? -1) + 1)
    // The best row among the new ones, then against the best before.
    var positions = [Int](repeating: -1, count: bound)
    try inPieces(pendingGroups.count, check) { piece in
      for row in piece where !rows.isMissing(row) {
        let group = Int(pendingGroups[row])
        let current = positions[group]
        if current < 0 || isBetter(rows.compare(row, current)) { positions[group] = row }
      }
    }
    let base = best.count
    try inPieces(bound, check) { piece in
      for group in piece {
        let candidate = positions[group]
        let hasBest = group < base && !best.isMissing(group)
        if hasBest, candidate < 0 || !isBetter(rows.compare(candidate, best, group)) {
          positions[group] = group
        } else if candidate >= 0 {
          positions[group] = base + candidate
        }
      }
    }
    best = try Column.concatenate([best, rows], type: type, check: check).gather(positions, check: check)
    pending = []
    pendingGroups = []
  }

  private func isBetter(_ order: Int) -> Bool { isLargest ? order > 0 : order < 0 }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? GeneralExtremeAccumulator else {
      return try super.absorb(other, mapping: mapping)
    }
    try other.settle()
    let count = min(other.best.count, mapping.count)
    try mapping.withUnsafeBufferPointer {
      try take(other.best.slice(0..<count), UnsafeBufferPointer(rebasing: $0[..<count]))
    }
  }

  override func finish(groups: Int) throws -> Column {
    try settle()
    return try best.gather(Array(0..<groups), check: check)
  }
}
