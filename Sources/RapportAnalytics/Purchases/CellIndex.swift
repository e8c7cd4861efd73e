/// Finds the row of a customer's numbers: open addressing by a hash of their bits.
struct CellIndex: Sendable {
  /// Rows, or −1 where a slot is free; their number is a power of two.
  private var slots: [Int32] = []
  private var used = 0

  private static func hash(_ cell: PurchaseHistory.Cell) -> UInt64 {
    // −0 is 0. The multiplier is that of Fibonacci hashing, the last step spreads high bits to low ones.
    var bits = (cell.recency + 0).bitPattern &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 32) ^ (cell.age + 0).bitPattern) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 32) ^ UInt64(bitPattern: Int64(cell.frequency))) &* 0x9E37_79B9_7F4A_7C15
    return bits ^ (bits >> 32)
  }

  private static func areSame(_ a: PurchaseHistory.Cell, _ b: PurchaseHistory.Cell) -> Bool {
    a.frequency == b.frequency && (a.recency + 0).bitPattern == (b.recency + 0).bitPattern
      && (a.age + 0).bitPattern == (b.age + 0).bitPattern
  }

  /// The row with these numbers; nil if there is none, and then the next row is theirs.
  mutating func row(of cell: PurchaseHistory.Cell, in cells: [PurchaseHistory.Cell]) -> Int? {
    if used * 2 >= slots.count { grow(cells) }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(cell)) & mask
    while slots[slot] >= 0 {
      let row = Int(slots[slot])
      if Self.areSame(cells[row], cell) { return row }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(truncatingIfNeeded: cells.count)
    used += 1
    return nil
  }

  private mutating func grow(_ cells: [PurchaseHistory.Cell]) {
    slots = [Int32](repeating: -1, count: max(64, slots.count * 2))
    let mask = slots.count - 1
    for (row, cell) in cells.enumerated() {
      var slot = Int(truncatingIfNeeded: Self.hash(cell)) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: row)
    }
  }
}
