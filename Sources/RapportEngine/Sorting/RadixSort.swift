import RapportValues

/// Stable sorting of row numbers by words, digit by digit from the least significant.
enum RadixSort {
  struct Entry {
    var word: UInt64
    var row: UInt32
  }

  static func identity(_ count: Int) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: count) { target, filled in
      for row in 0..<count { target.initializeElement(at: row, to: UInt32(truncatingIfNeeded: row)) }
      filled = count
    }
  }

  /// Orders rows by their words; rows with equal words stay in their order. `check` is called every few milliseconds
  /// and may end it.
  static func sort(
    _ order: inout [UInt32], by words: [UInt64], check: Check
  ) rethrows {
    let count = order.count
    guard count > 1, words.count >= count else { return }
    try order.withUnsafeMutableBufferPointer { order in
      try words.withUnsafeBufferPointer { words in
        try withEntries(count) { entries, spare in
          try inPieces(count, check) { piece in
            for position in piece {
              entries[position] = Entry(word: words[Int(order[position])], row: order[position])
            }
          }
          let sorted = try sort(entries, spare, count, check: check)
          try inPieces(count, check) { piece in
            for position in piece { order[position] = sorted[position].row }
          }
        }
      }
    }
  }

  static func withEntries(
    _ count: Int, _ body: (UnsafeMutablePointer<Entry>, UnsafeMutablePointer<Entry>) throws -> Void
  ) rethrows {
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: count)
    let spare = UnsafeMutablePointer<Entry>.allocate(capacity: count)
    defer {
      entries.deallocate()
      spare.deallocate()
    }
    try body(entries, spare)
  }

  /// Sorts entries and returns the buffer of the two that holds the result.
  static func sort(
    _ entries: UnsafeMutablePointer<Entry>, _ spare: UnsafeMutablePointer<Entry>, _ count: Int,
    check: Check
  ) rethrows -> UnsafeMutablePointer<Entry> {
    if count <= 24 {
      insertionSort(entries, count)
      return entries
    }
    // Digits in which no two words differ need no pass.
    let first = entries[0].word
    var difference: UInt64 = 0
    var isSorted = true
    try inPieces(count &- 1, check) { piece in
      for position in piece {
        difference |= entries[position &+ 1].word ^ first
        isSorted = isSorted && entries[position].word <= entries[position &+ 1].word
      }
    }
    if isSorted { return entries }
    let digitBits = count < 4_096 ? 8 : 11
    var (from, to) = (entries, spare)
    var shift = difference.trailingZeroBitCount
    while shift < 64, difference >> shift != 0 {
      try pass(from, to, count, shift: shift, bits: digitBits, check: check)
      swap(&from, &to)
      shift += digitBits
      if shift < 64 {
        let rest = difference >> shift
        if rest != 0 { shift += rest.trailingZeroBitCount }
      }
    }
    return from
  }

  private static func pass(
    _ from: UnsafeMutablePointer<Entry>, _ to: UnsafeMutablePointer<Entry>, _ count: Int, shift: Int,
    bits: Int, check: Check
  ) rethrows {
    let mask = UInt64(1 << bits) &- 1
    try withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << bits) { starts in
      starts.initialize(repeating: 0)
      let shift = UInt64(truncatingIfNeeded: shift)
      try inPieces(count, check) { piece in
        for position in piece {
          starts[Int(truncatingIfNeeded: (from[position].word &>> shift) & mask)] &+= 1
        }
      }
      var total = 0
      for digit in 0..<starts.count {
        let size = starts[digit]
        starts[digit] = total
        total &+= size
      }
      try inPieces(count, check) { piece in
        for position in piece {
          let digit = Int(truncatingIfNeeded: (from[position].word &>> shift) & mask)
          to[starts[digit]] = from[position]
          starts[digit] &+= 1
        }
      }
    }
  }

  private static func insertionSort(_ entries: UnsafeMutablePointer<Entry>, _ count: Int) {
    guard count > 1 else { return }
    for position in 1..<count {
      let entry = entries[position]
      var target = position
      while target > 0, entries[target &- 1].word > entry.word {
        entries[target] = entries[target &- 1]
        target &-= 1
      }
      entries[target] = entry
    }
  }
}
