/// A set of row keys: one bit each, in pages that are made when they are needed.
struct RowSet {
  private static let pageBits: Int64 = 15
  private var pages: [Int64: [UInt64]] = [:]
  private var composites: Set<[Int64]> = []

  /// False if it was there already.
  mutating func insert(_ key: [Int64]) -> Bool {
    guard key.count == 1 else { return composites.insert(key).inserted }
    let bit = Int(key[0] & (1 << Self.pageBits - 1))
    let word = bit >> 6
    let mask: UInt64 = 1 << UInt64(bit & 63)
    let isNew = (pages[key[0] >> Self.pageBits]?[word] ?? 0) & mask == 0
    pages[key[0] >> Self.pageBits, default: [UInt64](repeating: 0, count: 1 << (Int(Self.pageBits) - 6))][
      word] |= mask
    return isNew
  }
}
