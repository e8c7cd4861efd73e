import RapportValues

/// Groups by one number. Keys that lie close together index an array; others are hashed.
final class WordGroupTable: GroupTable {
  private struct Slot {
    var key: Int64
    var group: Int32
  }

  /// The key of each group.
  private let keys = GrowBuffer<Int64>(capacity: 256)
  private var missingGroup: Int32 = -1

  /// Groups by key − base; used while `isDense`.
  private var isDense = true
  private let dense = GrowBuffer<Int32>(capacity: 16)
  private var base: Int64 = 0

  private let slots = GrowBuffer<Slot>(capacity: 16)
  private var slotMask = 0
  /// Bounds of all keys seen.
  private var low = Int64.max
  private var high = Int64.min

  /// The range that may be indexed even if few of its keys occur.
  private static let smallRange = 1 << 16

  init(type: ValueType, check: @escaping Check) throws { try super.init(types: [type], check: check) }

  override func assign(_ keys: [Column], count rows: Int, into groups: UnsafeMutablePointer<Int32>) throws {
    try checkKeys(keys, rows)
    guard rows > 0 else { return }
    let words = try keys[0].keyWords()
    if let missing = keys[0].missing {
      try assign(words, missing, rows, groups)
    } else {
      try words.withUnsafeBufferPointer { words in
        try prepare(words, rows)
        if isDense { assignDense(words, rows, groups) } else { assignHashed(words, rows, groups) }
      }
      try advance(to: self.keys.count)
    }
  }

  /// Rows without a key share a group of their own.
  private func assign(
    _ words: [Int64], _ missing: [Bool], _ rows: Int, _ groups: UnsafeMutablePointer<Int32>
  ) throws {
    guard let known = missing.prefix(rows).firstIndex(of: false) else {
      if missingGroup < 0 { missingGroup = addGroup(0) }
      groups.initialize(repeating: missingGroup, count: rows)
      return try advance(to: keys.count)
    }
    // A stand-in keeps the bounds; first appearances keep their order because rows go one by one.
    let standIn = words[known]
    let filled = (0..<rows).map { missing[$0] ? standIn : words[$0] }
    try filled.withUnsafeBufferPointer { words in
      try prepare(words, rows)
      for row in 0..<rows {
        if missing[row] {
          if missingGroup < 0 { missingGroup = addGroup(0) }
          groups[row] = missingGroup
        } else if isDense {
          assignDense(UnsafeBufferPointer(rebasing: words[row...row]), 1, groups + row)
        } else {
          assignHashed(UnsafeBufferPointer(rebasing: words[row...row]), 1, groups + row)
        }
      }
    }
    try advance(to: keys.count)
  }

  @inline(__always) private func addGroup(_ key: Int64) -> Int32 {
    let group = Int32(truncatingIfNeeded: keys.count)
    keys.append(key)
    return group
  }

  private func assignDense(
    _ words: UnsafeBufferPointer<Int64>, _ rows: Int, _ groups: UnsafeMutablePointer<Int32>
  ) {
    let (table, base) = (dense.base, base)
    for row in 0..<rows {
      let key = words[row]
      let position = Int(key &- base)
      var group = table[position]
      if group < 0 {
        group = addGroup(key)
        table[position] = group
      }
      groups[row] = group
    }
  }

  private func assignHashed(
    _ words: UnsafeBufferPointer<Int64>, _ rows: Int, _ groups: UnsafeMutablePointer<Int32>
  ) {
    let (table, mask) = (slots.base, slotMask)
    for row in 0..<rows {
      let key = words[row]
      var slot = Int(truncatingIfNeeded: hashWord(UInt64(bitPattern: key))) & mask
      while table[slot].group >= 0, table[slot].key != key { slot = (slot &+ 1) & mask }
      if table[slot].group < 0 { table[slot] = Slot(key: key, group: addGroup(key)) }
      groups[row] = table[slot].group
    }
  }

  override func find(_ keys: [Column], count rows: Int) throws -> [Int32] {
    try checkKeys(keys, rows)
    let words = try keys[0].keyWords()
    var groups = [Int32](repeating: -1, count: rows)
    words.withUnsafeBufferPointer { words in
      groups.withUnsafeMutableBufferPointer { groups in
        if isDense { findDense(words, rows, groups) } else { findHashed(words, rows, groups) }
      }
    }
    if let missing = keys[0].missing {
      for row in 0..<rows where missing[row] { groups[row] = missingGroup }
    }
    return groups
  }

  private func findDense(
    _ words: UnsafeBufferPointer<Int64>, _ rows: Int, _ groups: UnsafeMutableBufferPointer<Int32>
  ) {
    let (table, base, size) = (dense.base, base, UInt64(dense.count))
    for row in 0..<rows {
      let position = UInt64(bitPattern: words[row] &- base)
      groups[row] = position < size ? table[Int(position)] : -1
    }
  }

  private func findHashed(
    _ words: UnsafeBufferPointer<Int64>, _ rows: Int, _ groups: UnsafeMutableBufferPointer<Int32>
  ) {
    let (table, mask) = (slots.base, slotMask)
    for row in 0..<rows {
      let key = words[row]
      var slot = Int(truncatingIfNeeded: hashWord(UInt64(bitPattern: key))) & mask
      while table[slot].group >= 0, table[slot].key != key { slot = (slot &+ 1) & mask }
      groups[row] = table[slot].group
    }
  }

  override func keyColumns() throws -> [Column] {
    var missing: MissingFlags = nil
    if missingGroup >= 0 {
      var flags = [Bool](repeating: false, count: keys.count)
      flags[Int(missingGroup)] = true
      missing = flags
    }
    let words = try mapped(keys.count, check) { keys.base[$0] }
    return [try Column.keys(words, type: types[0], missing: missing, check: check)]
  }

  // MARK: - Room

  /// Makes room for as many new keys as there are rows, in the better of the two forms.
  private func prepare(_ words: UnsafeBufferPointer<Int64>, _ rows: Int) throws {
    var (low, high) = (low, high)
    for row in 0..<rows {
      low = min(low, words[row])
      high = max(high, words[row])
    }
    let isWider = low < self.low || high > self.high
    (self.low, self.high) = (low, high)
    let range = UInt64(bitPattern: high &- low)
    let expected = keys.count + rows
    if isDense {
      guard isWider else { return }
      if range < UInt64(max(WordGroupTable.smallRange, 8 * expected)) { return try growDense() }
      isDense = false
      try rehash(toHold: expected)
    } else if expected * 2 > slotMask + 1 {
      if range < UInt64(8 * keys.count) {
        isDense = true
        slots.removeAll()
        try growDense()
        try fillDense()
      } else {
        try rehash(toHold: expected)
      }
    }
  }

  /// Covers `low … high`, with room to grow on both sides.
  private func growDense() throws {
    let range = Int(high &- low) + 1
    if dense.count > 0, low >= base, high &- base < Int64(dense.count) { return }
    let margin = dense.count == 0 ? 0 : range / 4
    let (newBase, overflow) = low.subtractingReportingOverflow(Int64(margin))
    base = overflow ? low : newBase
    dense.removeAll()
    try dense.grow(to: range + (low == base ? margin : 2 * margin), filling: -1, check: check)
    try fillDense()
  }

  private func fillDense() throws {
    try inPieces(keys.count, check) { piece in
      for group in piece where group != Int(missingGroup) {
        dense.base[Int(keys.base[group] &- base)] = Int32(truncatingIfNeeded: group)
      }
    }
  }

  private func rehash(toHold expected: Int) throws {
    dense.removeAll()
    var size = 1 << 13
    while size < expected * 4 { size *= 2 }
    slots.removeAll()
    try slots.grow(to: size, filling: Slot(key: 0, group: -1), check: check)
    slotMask = size - 1
    try inPieces(keys.count, check) { piece in
      for group in piece where group != Int(missingGroup) {
        let key = keys.base[group]
        var slot = Int(truncatingIfNeeded: hashWord(UInt64(bitPattern: key))) & slotMask
        while slots.base[slot].group >= 0 { slot = (slot &+ 1) & slotMask }
        slots.base[slot] = Slot(key: key, group: Int32(truncatingIfNeeded: group))
      }
    }
  }
}
