extension ListStorage {
  /// Positions of a row's elements; empty for a row that does not exist.
  package func range(of row: Int) -> Range<Int> {
    guard row >= 0, row < count else { return 0..<0 }
    return offsets[row]..<offsets[row + 1]
  }

  /// The rows at `indexes`; an index outside gives an empty list.
  func gather(_ indexes: [Int]) -> ListStorage {
    var newOffsets: [Int] = [0]
    var positions: [Int] = []
    newOffsets.reserveCapacity(indexes.count + 1)
    for index in indexes {
      positions.append(contentsOf: range(of: index))
      newOffsets.append(positions.count)
    }
    return ListStorage(offsets: newOffsets, elements: elements.gather(positions))
  }

  func slice(_ rows: Range<Int>) -> ListStorage {
    let first = offsets[rows.lowerBound]
    let last = offsets[rows.upperBound]
    return ListStorage(
      offsets: offsets[rows.lowerBound...rows.upperBound].map { $0 - first },
      elements: elements.slice(first..<last))
  }

  static func concatenate(
    _ parts: [ListStorage], elementType: ValueType, check: Check
  ) rethrows -> ListStorage {
    var offsets: [Int] = [0]
    var total = 0
    for part in parts {
      try check()
      let shift = total - (part.offsets.first ?? 0)
      offsets.append(contentsOf: part.offsets.dropFirst().lazy.map { $0 + shift })
      total = offsets.last ?? 0
    }
    return ListStorage(
      offsets: offsets,
      elements: try Column.concatenate(parts.map(\.elements), type: elementType, check: check))
  }
}
