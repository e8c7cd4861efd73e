import RapportValues

/// Orders rows by keys: stable, missing last both ways, enum values without a rank before the missing ones.
enum RowOrder {
  struct Key {
    let column: Column
    let descending: Bool
  }

  /// Positions of the rows in order. `check` may end it.
  static func sorted(_ keys: [Key], count: Int, check: () throws -> Void = {}) throws -> [Int] {
    guard count < rowLimit else { throw EvaluationError.tooMany("rows to sort", limit: rowLimit) }
    guard keys.allSatisfy({ $0.column.count >= count }) else {
      throw EvaluationError.mismatch("a sort key has fewer rows than its input")
    }
    var order = RadixSort.identity(count)
    // From the least to the most important key; each step keeps the order of the one before among equals.
    for key in keys.reversed() {
      try check()
      if key.column.storageIsText, !key.descending, key.column.missing == nil, keys.count == 1 {
        return TextRanks.sorted(try key.column.textValues(), count: count).map { Int($0) }
      }
      var words = try words(key, count: count)
      guard let missing = key.column.missing else {
        try RadixSort.sort(&order, by: words, check: check)
        continue
      }
      // What a missing row stores must not tell it from other missing rows.
      for row in 0..<count where missing[row] { words[row] = 0 }
      try RadixSort.sort(&order, by: words, check: check)
      moveLast(&order, where: missing)
    }
    return order.map { Int($0) }
  }

  /// One word per row that ascends as the key orders; missing rows have any.
  static func words(_ key: Key, count: Int) throws -> [UInt64] {
    switch key.column.storage {
    case .int64(let values):
      if let ranked = key.column.type.rankedCount, key.descending {
        // Values without a rank stay behind the others.
        return values.map { Self.word($0 >= 0 && $0 < ranked ? ranked - 1 - $0 : $0) }
      }
      let flip: UInt64 = key.descending ? .max : 0
      return Lane64(values, count).map { Self.word($0) ^ flip }
    case .float(let values):
      let flip: UInt64 = key.descending ? .max : 0
      return values.map { Self.word($0) ^ flip }
    case .text(let texts):
      let flip: UInt64 = key.descending ? .max : 0
      return TextRanks.ranks(texts, count: count).map { UInt64($0) ^ flip }
    case .list:
      let flip: UInt64 = key.descending ? .max : 0
      return listRanks(key.column, count).map { UInt64($0) ^ flip }
    }
  }

  @inline(__always) static func word(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) ^ (1 << 63) }

  /// Ascends with the value; both zeros are one, not-a-number is last.
  @inline(__always) static func word(_ value: Double) -> UInt64 {
    if value == 0 { return 1 << 63 }
    let bits = value.isNaN ? Double.nan.bitPattern : value.bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }

  private static func moveLast(_ order: inout [UInt32], where missing: [Bool]) {
    let known = order.filter { !missing[Int($0)] }
    order = known + order.filter { missing[Int($0)] }
  }

  private static func listRanks(_ column: Column, _ count: Int) -> [Int] {
    let order = (0..<count).sorted { column.compare($0, $1) < 0 }
    var ranks = [Int](repeating: 0, count: count)
    var rank = 0
    for (position, row) in order.enumerated() {
      if position > 0, column.compare(order[position - 1], row) != 0 { rank += 1 }
      ranks[row] = rank
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

/// The first values of an array, mapped without bounds checks.
struct Lane64 {
  private let values: [Int64]
  private let count: Int

  init(_ values: [Int64], _ count: Int) {
    self.values = values
    self.count = min(count, values.count)
  }

  @inline(__always) func map(_ body: (Int64) -> UInt64) -> [UInt64] {
    values.withUnsafeBufferPointer { source in
      [UInt64](unsafeUninitializedCapacity: count) { target, filled in
        for row in 0..<count { target.initializeElement(at: row, to: body(source[row])) }
        filled = count
      }
    }
  }
}
