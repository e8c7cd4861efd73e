import RapportValues

/// Orders texts by their bytes, eight at a time.
enum TextRanks {
  /// Beyond this many bytes, texts that are still equal are compared pair by pair.
  private static let depthLimit = 32
  private static let smallRun = 16

  /// Rows in ascending order of their texts; equal texts stay in their order.
  static func sorted(_ texts: TextStorage, count: Int, check: Check) rethrows -> [UInt32] {
    guard count > 1, texts.count >= count else { return RadixSort.identity(max(0, count)) }
    var order = RadixSort.identity(count)
    try texts.bytes.withUnsafeBufferPointer { bytes in
      try texts.offsets.withUnsafeBufferPointer { offsets in
        try order.withUnsafeMutableBufferPointer { order in
          try RadixSort.withEntries(count) { entries, spare in
            let sorter = Sorter(bytes: bytes, offsets: offsets, entries: entries, spare: spare)
            try sorter.sort(order, depth: 0, check)
          }
        }
      }
    }
    return order
  }

  /// Per row, how many different texts are smaller.
  static func ranks(_ texts: TextStorage, count: Int, check: Check) rethrows -> [UInt32] {
    let order = try sorted(texts, count: count, check: check)
    var ranks = [UInt32](repeating: 0, count: count)
    var rank: UInt32 = 0
    try texts.bytes.withUnsafeBufferPointer { bytes in
      try texts.offsets.withUnsafeBufferPointer { offsets in
        func text(_ row: UInt32) -> UnsafeBufferPointer<UInt8> {
          UnsafeBufferPointer(rebasing: bytes[offsets[Int(row)]..<offsets[Int(row) + 1]])
        }
        try inPieces(order.count, check) { piece in
          for position in piece {
            let row = order[position]
            if position > 0, !equalBytes(text(order[position - 1]), text(row)) { rank += 1 }
            ranks[Int(row)] = rank
          }
        }
      }
    }
    return ranks
  }

  private struct Sorter {
    let bytes: UnsafeBufferPointer<UInt8>
    let offsets: UnsafeBufferPointer<Int>
    let entries: UnsafeMutablePointer<RadixSort.Entry>
    let spare: UnsafeMutablePointer<RadixSort.Entry>

    /// Sorts rows whose texts agree in the first 8 × depth bytes.
    func sort(_ rows: UnsafeMutableBufferPointer<UInt32>, depth: Int, _ check: Check) rethrows {
      if rows.count <= TextRanks.smallRun || depth >= TextRanks.depthLimit {
        return try sortByPairs(rows, from: 8 * depth, check)
      }
      try inPieces(rows.count, check) { piece in
        for position in piece {
          entries[position] = RadixSort.Entry(word: word(rows[position], depth), row: rows[position])
        }
      }
      let sorted = try RadixSort.sort(entries, spare, rows.count, check: check)
      var ends: [Int] = []
      try inPieces(rows.count, check) { piece in
        for position in piece {
          rows[position] = sorted[position].row
          if position + 1 < rows.count, sorted[position].word != sorted[position + 1].word {
            ends.append(position + 1)
          }
        }
      }
      ends.append(rows.count)
      var start = 0
      for (number, end) in ends.enumerated() {
        if number & 0xFFF == 0 { try check() }
        let run = start..<end
        start = end
        // Equal words that end inside them may still differ in zero bytes at the end.
        guard run.count > 1 else { continue }
        try sort(UnsafeMutableBufferPointer(rebasing: rows[run]), depth: depth + 1, check)
      }
    }

    private func sortByPairs(
      _ rows: UnsafeMutableBufferPointer<UInt32>, from start: Int, _ check: Check
    ) rethrows {
      guard rows.count > 1 else { return }
      if rows.count <= TextRanks.smallRun { return insertionSort(rows, from: start) }
      var compared = 0
      let sorted = try rows.enumerated().sorted { left, right in
        compared &+= 1
        if compared & 0xFFF == 0 { try check() }
        let order = compareBytes(rest(left.element, start), rest(right.element, start))
        return order == 0 ? left.offset < right.offset : order < 0
      }.map(\.element)
      for (position, row) in sorted.enumerated() { rows[position] = row }
    }

    private func insertionSort(_ rows: UnsafeMutableBufferPointer<UInt32>, from start: Int) {
      for position in 1..<rows.count {
        let row = rows[position]
        let text = rest(row, start)
        var target = position
        while target > 0, compareBytes(rest(rows[target - 1], start), text) > 0 {
          rows[target] = rows[target - 1]
          target -= 1
        }
        rows[target] = row
      }
    }

    /// What follows the first `start` bytes.
    @inline(__always) private func rest(_ row: UInt32, _ start: Int) -> UnsafeBufferPointer<UInt8> {
      let (from, to) = (offsets[Int(row)], offsets[Int(row) &+ 1])
      return UnsafeBufferPointer(rebasing: bytes[min(from &+ start, to)..<to])
    }

    /// Eight bytes of a text as a number that orders as they do; what is missing counts as zero.
    @inline(__always) private func word(_ row: UInt32, _ depth: Int) -> UInt64 {
      let text = rest(row, 8 &* depth)
      guard let base = text.baseAddress else { return 0 }
      if text.count >= 8 {
        return UInt64(bigEndian: UnsafeRawPointer(base).loadUnaligned(as: UInt64.self))
      }
      var word: UInt64 = 0
      for position in 0..<text.count { word |= UInt64(base[position]) << UInt64(56 &- 8 &* position) }
      return word
    }
  }
}
