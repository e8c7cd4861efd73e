import RapportValues

/// Finds the row of a key among many.
struct KeyIndex: Sendable {
  let keys: RowKeys
  /// Pairs of rows with one key, the earlier first.
  let duplicates: [(Int, Int)]
  /// Rows by their hash, −1 where none is; at most half are taken.
  private let slots: [Int32]

  init(_ keys: RowKeys) {
    var size = 16
    while size < keys.count * 2 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    var duplicates: [(Int, Int)] = []
    for row in 0..<keys.count where !keys.hasMissing(row) {
      var slot = Int(truncatingIfNeeded: keys.hashes[row]) & (size - 1)
      while slots[slot] >= 0, !keys.isEqual(row, Int(slots[slot])) { slot = (slot + 1) & (size - 1) }
      if slots[slot] >= 0 {
        duplicates.append((Int(slots[slot]), row))
      } else {
        slots[slot] = Int32(truncatingIfNeeded: row)
      }
    }
    self.keys = keys
    self.slots = slots
    self.duplicates = duplicates
  }

  /// The row with the key that a row of another set has.
  func row(_ others: RowKeys, _ other: Int) -> Int? {
    var slot = Int(truncatingIfNeeded: others.hashes[other]) & (slots.count - 1)
    while slots[slot] >= 0 {
      if keys.isEqual(Int(slots[slot]), others, other) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}
