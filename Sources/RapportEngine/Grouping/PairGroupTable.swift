import RapportValues

/// Groups by two numbers.
final class PairGroupTable: GroupTable {
  private struct Slot {
    var first: Int64
    var second: Int64
    var group: Int32
    /// Bit 0: the first key is missing, bit 1: the second.
    var missing: Int32
  }

  private let groups = GrowBuffer<Slot>(capacity: 256)
  private let slots = GrowBuffer<Slot>(capacity: 16)
  private var slotMask = 0
  private var hasMissing = false

  override init(types: [ValueType], check: @escaping Check) throws {
    try super.init(types: types, check: check)
    try rehash(toHold: 0)
  }

  override func assign(_ keys: [Column], count rows: Int, into ids: UnsafeMutablePointer<Int32>) throws {
    try checkKeys(keys, rows)
    let expected = groups.count + rows
    if expected * 2 > slotMask + 1 { try rehash(toHold: expected) }
    try withWords(keys) { first, second in
      let (table, mask) = (slots.base, slotMask)
      let flags = flags(keys, rows)
      for row in 0..<rows {
        let missing = flags.isEmpty ? 0 : flags[row]
        let (a, b) = (missing & 1 != 0 ? 0 : first[row], missing & 2 != 0 ? 0 : second[row])
        let slot = probe(table, mask, a, b, missing)
        if table[slot].group < 0 {
          let group = Int32(truncatingIfNeeded: groups.count)
          table[slot] = Slot(first: a, second: b, group: group, missing: missing)
          groups.append(table[slot])
          hasMissing = hasMissing || missing != 0
        }
        ids[row] = table[slot].group
      }
    }
    try advance(to: groups.count)
  }

  override func find(_ keys: [Column], count rows: Int) throws -> [Int32] {
    try checkKeys(keys, rows)
    return try withWords(keys) { first, second in
      let (table, mask) = (slots.base, slotMask)
      let flags = flags(keys, rows)
      return (0..<rows).map { row in
        let missing = flags.isEmpty ? 0 : flags[row]
        let (a, b) = (missing & 1 != 0 ? 0 : first[row], missing & 2 != 0 ? 0 : second[row])
        return table[probe(table, mask, a, b, missing)].group
      }
    }
  }

  /// The slot of a key, or the free one where it belongs.
  @inline(__always)
  private func probe(
    _ table: UnsafeMutablePointer<Slot>, _ mask: Int, _ first: Int64, _ second: Int64, _ missing: Int32
  ) -> Int {
    let hash = hashWords(UInt64(bitPattern: first), UInt64(bitPattern: second))
    var slot = Int(truncatingIfNeeded: hash &+ UInt64(truncatingIfNeeded: missing)) & mask
    while table[slot].group >= 0,
      table[slot].first != first || table[slot].second != second || table[slot].missing != missing
    {
      slot = (slot &+ 1) & mask
    }
    return slot
  }

  private func withWords<Result>(
    _ keys: [Column],
    _ body: (UnsafeBufferPointer<Int64>, UnsafeBufferPointer<Int64>) throws -> Result
  ) throws -> Result {
    let (first, second) = (try keys[0].keyWords(), try keys[1].keyWords())
    return try first.withUnsafeBufferPointer { first in
      try second.withUnsafeBufferPointer { second in try body(first, second) }
    }
  }

  /// Bits of missing keys per row; empty if none is.
  private func flags(_ keys: [Column], _ rows: Int) -> [Int32] {
    let (first, second) = (keys[0].missing, keys[1].missing)
    guard first != nil || second != nil else { return [] }
    return (0..<rows).map { row in
      (first.map { $0[row] } ?? false ? 1 : 0) | (second.map { $0[row] } ?? false ? 2 : 0)
    }
  }

  private func rehash(toHold expected: Int) throws {
    var size = 1 << 13
    while size < expected * 4 { size *= 2 }
    slots.removeAll()
    try slots.grow(to: size, filling: Slot(first: 0, second: 0, group: -1, missing: 0), check: check)
    slotMask = size - 1
    try inPieces(groups.count, check) { piece in
      for index in piece {
        let key = groups.base[index]
        slots.base[probe(slots.base, slotMask, key.first, key.second, key.missing)] = key
      }
    }
  }

  override func keyColumns() throws -> [Column] {
    let all = groups.base
    let first = try mapped(groups.count, check) { all[$0].first }
    let second = try mapped(groups.count, check) { all[$0].second }
    return [
      try Column.keys(first, type: types[0], missing: keyFlags(1), check: check),
      try Column.keys(second, type: types[1], missing: keyFlags(2), check: check),
    ]
  }

  private func keyFlags(_ bit: Int32) throws -> MissingFlags {
    guard hasMissing else { return nil }
    return normalized(try mapped(groups.count, check) { groups.base[$0].missing & bit != 0 })
  }
}
