/// The rows of a column in ascending order of their values; equal values keep the order of their rows.
///
/// A least-significant-digit radix sort: eleven bits a pass, passes in which all keys agree skipped. Linear
/// in the number of rows, and the same for every number of threads.
enum StableOrder {
  /// Digits of a key.
  private static let bits = 11
  private static let buckets = 1 << bits
  private static let passes = 6

  /// A key and the row it came from.
  private struct Item {
    var key: UInt64
    var row: Int
  }

  /// Rows by ascending value; values must be finite.
  static func ascending(_ values: [Double]) -> [Int] {
    rows(sorting: values.map(ascendingKey))
  }

  /// Rows by descending value; values must be finite.
  static func descending(_ values: [Double]) -> [Int] {
    rows(sorting: values.map { ~ascendingKey($0) })
  }

  static func ascending(_ values: [Int]) -> [Int] {
    rows(sorting: values.map { UInt64(bitPattern: Int64($0)) ^ (1 << 63) })
  }

  /// The values themselves in ascending order.
  static func sorted(_ values: [Double]) -> [Double] {
    ascending(values).map { values[$0] }
  }

  /// Rows by ascending unsigned key.
  static func rows(sorting keys: [UInt64]) -> [Int] {
    var items = keys.enumerated().map { Item(key: $0.element, row: $0.offset) }
    guard keys.count >= buckets else {
      // Counting digits would cost more than comparing so few keys.
      items.sort { ($0.key, $0.row) < ($1.key, $1.row) }
      return items.map(\.row)
    }
    let histograms = digitHistograms(keys)
    var spare = items
    for pass in 0..<passes {
      let histogram = histograms[(pass * buckets)..<((pass + 1) * buckets)]
      if histogram.contains(keys.count) { continue }
      scatter(items, into: &spare, shift: pass * bits, offsets: startOffsets(histogram))
      swap(&items, &spare)
    }
    return items.map(\.row)
  }

  /// An unsigned number with the order of the value; both zeros share one.
  private static func ascendingKey(_ value: Double) -> UInt64 {
    let pattern = (value + 0).bitPattern
    return pattern >> 63 == 0 ? pattern | (1 << 63) : ~pattern
  }

  private static func digit(_ key: UInt64, _ shift: Int) -> Int {
    Int(truncatingIfNeeded: key >> UInt64(shift)) & (buckets - 1)
  }

  /// How many keys have each digit, for all passes at once.
  private static func digitHistograms(_ keys: [UInt64]) -> [Int] {
    var counts = [Int](repeating: 0, count: passes * buckets)
    counts.withUnsafeMutableBufferPointer { counts in
      for key in keys {
        for pass in 0..<passes { counts[pass * buckets + digit(key, pass * bits)] += 1 }
      }
    }
    return counts
  }

  private static func startOffsets(_ histogram: ArraySlice<Int>) -> [Int] {
    var next = 0
    return histogram.map { count in
      defer { next += count }
      return next
    }
  }

  /// One pass: every item to its bucket, in the order in which they come.
  private static func scatter(_ from: [Item], into target: inout [Item], shift: Int, offsets: [Int]) {
    var offsets = offsets
    offsets.withUnsafeMutableBufferPointer { offsets in
      target.withUnsafeMutableBufferPointer { target in
        for item in from {
          let bucket = digit(item.key, shift)
          target[offsets[bucket]] = item
          offsets[bucket] += 1
        }
      }
    }
  }
}
