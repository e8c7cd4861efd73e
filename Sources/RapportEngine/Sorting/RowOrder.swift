import RapportValues

/// Orders rows by keys: stable, missing last both ways, enum values without a rank before the missing ones.
enum RowOrder {
  struct Key {
    let column: Column
    let descending: Bool
  }

  /// Positions of the rows in order. `check` may end it.
  static func sorted(_ keys: [Key], count: Int, check: Check) throws -> [Int] {
    guard count < rowLimit else { throw EvaluationError.tooMany("rows to sort", limit: rowLimit) }
    guard keys.allSatisfy({ $0.column.count >= count }) else {
      throw EvaluationError.mismatch("a sort key has fewer rows than its input")
    }
    var order = RadixSort.identity(count)
    // From the least to the most important key; each step keeps the order of the one before among equals.
    for key in keys.reversed() {
      try check()
      if key.column.storageIsText, !key.descending, key.column.missing == nil, keys.count == 1 {
        let order = try TextRanks.sorted(try key.column.textValues(), count: count, check: check)
        return try mapped(count, check) { Int(order[$0]) }
      }
      var words = try words(key, count: count, check: check)
      guard let missing = key.column.missing else {
        try RadixSort.sort(&order, by: words, check: check)
        continue
      }
      // What a missing row stores must not tell it from other missing rows.
      try inPieces(count, check) { piece in
        for row in piece where missing[row] { words[row] = 0 }
      }
      try RadixSort.sort(&order, by: words, check: check)
      order = try movedLast(order, where: missing, check)
    }
    return try mapped(count, check) { Int(order[$0]) }
  }

  /// One word per row that ascends as the key orders; missing rows have any.
  static func words(_ key: Key, count: Int, check: Check) throws -> [UInt64] {
    switch key.column.storage {
    case .int64(let values):
      if let ranked = key.column.type.rankedCount, key.descending {
        // Values without a rank stay behind the others.
        return try values.withUnsafeBufferPointer { values in
          try mapped(count, check) { row in
            let value = values[row]
            return Self.word(value >= 0 && value < ranked ? ranked - 1 - value : value)
          }
        }
      }
      let flip: UInt64 = key.descending ? .max : 0
      return try values.withUnsafeBufferPointer { values in
        try mapped(count, check) { Self.word(values[$0]) ^ flip }
      }
    case .float(let values):
      let flip: UInt64 = key.descending ? .max : 0
      return try values.withUnsafeBufferPointer { values in
        try mapped(count, check) { Self.word(values[$0]) ^ flip }
      }
    case .text(let texts):
      let flip: UInt64 = key.descending ? .max : 0
      let ranks = try TextRanks.ranks(texts, count: count, check: check)
      return try mapped(count, check) { UInt64(ranks[$0]) ^ flip }
    case .list:
      let flip: UInt64 = key.descending ? .max : 0
      let ranks = try listRanks(key.column, count, check)
      return try mapped(count, check) { UInt64(ranks[$0]) ^ flip }
    }
  }

  @inline(__always) static func word(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) ^ (1 << 63) }

  /// Ascends with the value; both zeros are one, not-a-number is last.
  @inline(__always) static func word(_ value: Double) -> UInt64 {
    if value == 0 { return 1 << 63 }
    let bits = value.isNaN ? Double.nan.bitPattern : value.bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }

  private static func movedLast(
    _ order: [UInt32], where missing: [Bool], _ check: Check
  ) rethrows -> [UInt32] {
    var moved: [UInt32] = []
    moved.reserveCapacity(order.count)
    for wanted in [false, true] {
      try inPieces(order.count, check) { piece in
        for row in order[piece] where missing[Int(row)] == wanted { moved.append(row) }
      }
    }
    return moved
  }

  private static func listRanks(_ column: Column, _ count: Int, _ check: Check) rethrows -> [Int] {
    var compared = 0
    let order = try (0..<count).sorted { left, right in
      compared &+= 1
      if compared & 0xFFFF == 0 { try check() }
      return column.compare(left, right) < 0
    }
    var ranks = [Int](repeating: 0, count: count)
    var rank = 0
    try inPieces(count, check) { piece in
      for position in piece {
        if position > 0, column.compare(order[position - 1], order[position]) != 0 { rank += 1 }
        ranks[order[position]] = rank
      }
    }
    return ranks
  }

  /// Whether a row comes before (< 0), with (0) or after (> 0) a row of other columns by the same keys.
  static func compare(_ left: [Key], _ row: Int, _ right: [Column], _ other: Int) -> Int {
    for (key, column) in zip(left, right) {
      let order = compare(key, row, column, other)
      if order != 0 { return order }
    }
    return 0
  }

  static func compare(_ key: Key, _ row: Int, _ column: Column, _ other: Int) -> Int {
    switch (key.column.isMissing(row), column.isMissing(other)) {
    case (true, true): return 0
    case (true, false): return 1
    case (false, true): return -1
    case (false, false): break
    }
    if let ranked = key.column.type.rankedCount, case .int64(let a) = key.column.storage,
      case .int64(let b) = column.storage, a[row] >= ranked || b[other] >= ranked
    {
      return a[row] < b[other] ? -1 : (a[row] == b[other] ? 0 : 1)
    }
    let order = key.column.compare(row, column, other)
    return key.descending ? -order : order
  }
}

extension Column {
  var storageIsText: Bool {
    if case .text = storage { true } else { false }
  }
}
