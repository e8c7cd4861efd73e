import RapportValues

/// Groups by any keys: each row's key is written as bytes, which are equal exactly where the keys are.
final class EncodedGroupTable: GroupTable {
  private struct Slot {
    /// Upper half of the hash, to skip most comparisons of bytes.
    var tag: UInt32
    var group: Int32
  }

  private let slots = GrowBuffer<Slot>(capacity: 16)
  private var slotMask = 0
  private let hashes = GrowBuffer<UInt64>(capacity: 256)
  /// The encoded keys of all groups end to end.
  private let arena = GrowBuffer<UInt8>(capacity: 4_096)
  private let offsets = GrowBuffer<Int>(capacity: 256)
  /// The group of missing keys, where a single text is the key and its bytes cannot say so.
  private var missingGroup = -1
  /// Keys as columns, one part per batch that brought new groups.
  private var parts: [[Column]] = []

  override init(types: [ValueType], check: @escaping Check) throws {
    try super.init(types: types, check: check)
    offsets.append(0)
    try rehash(toHold: 0)
  }

  override func assign(_ keys: [Column], count rows: Int, into ids: UnsafeMutablePointer<Int32>) throws {
    try checkKeys(keys, rows)
    let expected = count + rows
    if expected * 2 > slotMask + 1 { try rehash(toHold: expected) }
    let missing = separateMissing(keys)
    var created: [Int] = []
    RowEncoding(keys, count: rows).forEach { row, bytes in
      if let missing, missing[row] {
        if missingGroup < 0 {
          missingGroup = hashes.count
          hashes.append(0)
          offsets.append(arena.count)
          created.append(row)
        }
        ids[row] = Int32(truncatingIfNeeded: missingGroup)
        return
      }
      let hash = hashBytes(bytes)
      let slot = probe(hash, bytes)
      if slots.base[slot].group < 0 {
        slots.base[slot] = Slot(tag: tag(hash), group: Int32(truncatingIfNeeded: hashes.count))
        hashes.append(hash)
        if let base = bytes.baseAddress { arena.append(contentsOf: base, count: bytes.count) }
        offsets.append(arena.count)
        created.append(row)
      }
      ids[row] = slots.base[slot].group
    }
    if !created.isEmpty { parts.append(keys.map { $0.gather(created) }) }
    try advance(to: hashes.count)
  }

  override func find(_ keys: [Column], count rows: Int) throws -> [Int32] {
    try checkKeys(keys, rows)
    var groups = [Int32](repeating: -1, count: rows)
    let missing = separateMissing(keys)
    RowEncoding(keys, count: rows).forEach { row, bytes in
      if let missing, missing[row] {
        groups[row] = Int32(truncatingIfNeeded: missingGroup)
      } else {
        groups[row] = slots.base[probe(hashBytes(bytes), bytes)].group
      }
    }
    return groups
  }

  private func separateMissing(_ keys: [Column]) -> MissingFlags {
    guard keys.count == 1, case .text = keys[0].storage else { return nil }
    return keys[0].missing
  }

  @inline(__always) private func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

  /// The slot of a key, or the free one where it belongs.
  @inline(__always)
  private func probe(_ hash: UInt64, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let (table, mask, tag) = (slots.base, slotMask, tag(hash))
    var slot = Int(truncatingIfNeeded: hash) & mask
    while table[slot].group >= 0 {
      if table[slot].tag == tag, equalBytes(key(of: Int(table[slot].group)), bytes) { return slot }
      slot = (slot &+ 1) & mask
    }
    return slot
  }

  @inline(__always) private func key(of group: Int) -> UnsafeBufferPointer<UInt8> {
    let (start, end) = (offsets.base[group], offsets.base[group &+ 1])
    return UnsafeBufferPointer(start: arena.base + start, count: end &- start)
  }

  private func rehash(toHold expected: Int) throws {
    var size = 1 << 12
    while size < expected * 4 { size *= 2 }
    slots.removeAll()
    try slots.grow(to: size, filling: Slot(tag: 0, group: -1), check: check)
    slotMask = size - 1
    try inPieces(hashes.count, check) { piece in
      for group in piece where group != missingGroup {
        let hash = hashes.base[group]
        var slot = Int(truncatingIfNeeded: hash) & slotMask
        while slots.base[slot].group >= 0 { slot = (slot &+ 1) & slotMask }
        slots.base[slot] = Slot(tag: tag(hash), group: Int32(truncatingIfNeeded: group))
      }
    }
  }

  override func keyColumns() throws -> [Column] {
    try types.enumerated().map { index, type in
      try Column.concatenate(parts.map { $0[index] }, type: type, check: check)
    }
  }
}
