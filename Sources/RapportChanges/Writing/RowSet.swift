import RapportValues

/// A set of row keys: one bit each, in pages that are made when they are needed.
struct RowSet {
  private static let pageBits: Int64 = 15
  private var pages: [Int64: [UInt64]] = [:]
  private var others: Set<RowKey> = []

  /// False if it was there already.
  mutating func insert(_ key: RowKey) -> Bool {
    guard key.count == 1, case .integer(let number)? = key.first else { return others.insert(key).inserted }
    let bit = Int(number & (1 << Self.pageBits - 1))
    let word = bit >> 6
    let mask: UInt64 = 1 << UInt64(bit & 63)
    let isNew = (pages[number >> Self.pageBits]?[word] ?? 0) & mask == 0
    pages[number >> Self.pageBits, default: [UInt64](repeating: 0, count: 1 << (Int(Self.pageBits) - 6))][
      word] |= mask
    return isNew
  }
}
