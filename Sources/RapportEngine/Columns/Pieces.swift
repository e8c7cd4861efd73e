import RapportValues

/// The values of a function for 0 ..< count. `check` is called every few milliseconds and may end it.
@inline(__always)
func mapped<Element: BitwiseCopyable>(
  _ count: Int, _ check: Check, _ body: (Int) throws -> Element
) rethrows -> [Element] {
  try [Element](unsafeUninitializedCapacity: count) { target, filled in
    try inPieces(count, check) { piece in
      for row in piece { target.initializeElement(at: row, to: try body(row)) }
    }
    filled = count
  }
}

extension ExprNode {
  /// The values for a batch of any length. `check` is called every few milliseconds and may end it.
  final func column(_ batch: Batch, check: Check) throws -> Column {
    // A column that is there already costs nothing.
    if self is ColumnNode { return try column(batch) }
    var parts: [Column] = []
    try inPieces(batch.count, check) { piece in
      parts.append(try column(batch.slice(piece, columns: inputs)))
    }
    return try Column.concatenate(parts, type: type, check: check)
  }
}

extension Batch {
  /// Rows of a range, with only the columns at these positions filled in.
  func slice(_ rows: Range<Int>, columns positions: Set<Int>) -> Batch {
    let chosen = columns.enumerated().map { position, column in
      positions.contains(position) ? column.slice(rows) : Column(emptyOf: .bool)
    }
    return Batch(columns: chosen, count: rows.count)
  }
}

extension GroupTable {
  /// The group of each of many rows; unseen keys make new groups.
  final func assign(_ keys: [Column], count rows: Int) throws -> [Int32] {
    try [Int32](unsafeUninitializedCapacity: rows) { target, filled in
      guard let base = target.baseAddress else { return }
      try inPieces(rows, check) { piece in
        try assign(keys.map { $0.slice(piece) }, count: piece.count, into: base + piece.lowerBound)
      }
      filled = rows
    }
  }

  /// The group of each of many rows, −1 for keys never assigned.
  final func findAll(_ keys: [Column], count rows: Int) throws -> [Int32] {
    var groups: [Int32] = []
    groups.reserveCapacity(rows)
    try inPieces(rows, check) { piece in
      groups += try find(keys.map { $0.slice(piece) }, count: piece.count)
    }
    return groups
  }
}
