import RapportValues

/// The keys of the rows of a batch as byte strings that are equal exactly where the keys are.
///
/// A single text is its own bytes (its missing rows are the caller's to tell apart). Else a missing value is
/// a 0 byte; others are a 1 byte followed by eight bytes of a number, by the length and the bytes of a text,
/// or by the length and the elements of a list.
struct RowEncoding {
  private let bytes: [UInt8]
  private let offsets: [Int]

  init(_ keys: [Column], count: Int) {
    if keys.count == 1, case .text(let texts) = keys[0].storage {
      bytes = texts.bytes
      offsets = texts.count == count ? texts.offsets : Array(texts.offsets.prefix(count + 1))
      return
    }
    var lengths = [Int](repeating: 0, count: count)
    for key in keys { RowEncoding.measure(key, into: &lengths) }
    var offsets = [Int](repeating: 0, count: count + 1)
    for row in 0..<count { offsets[row + 1] = offsets[row] + lengths[row] }
    var cursors = offsets
    bytes = [UInt8](unsafeUninitializedCapacity: offsets[count]) { target, filled in
      filled = offsets[count]
      guard let base = target.baseAddress else { return }
      for key in keys { RowEncoding.write(key, count: count, to: UnsafeMutableRawPointer(base), &cursors) }
    }
    self.offsets = offsets
  }

  @inline(__always)
  func forEach(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      offsets.withUnsafeBufferPointer { offsets in
        for row in 0..<(offsets.count - 1) {
          body(row, UnsafeBufferPointer(rebasing: bytes[offsets[row]..<offsets[row &+ 1]]))
        }
      }
    }
  }

  // MARK: - Lengths

  private static func measure(_ key: Column, into lengths: inout [Int]) {
    for row in lengths.indices { lengths[row] += length(key, row) }
  }

  private static func length(_ column: Column, _ row: Int) -> Int {
    if column.isMissing(row) { return 1 }
    switch column.storage {
    case .int64, .float: return 9
    case .text(let texts): return 9 + texts.offsets[row + 1] - texts.offsets[row]
    case .list(let lists):
      let elements = lists.elements
      return lists.range(of: row).reduce(9) { $0 + length(elements, $1) }
    }
  }

  // MARK: - Bytes

  private static func write(
    _ key: Column, count: Int, to base: UnsafeMutableRawPointer, _ cursors: inout [Int]
  ) {
    switch key.storage {
    case .int64(let values):
      for row in 0..<count { write(values[row], key.missing?[row] ?? false, to: base, &cursors[row]) }
    case .float(let values):
      for row in 0..<count {
        write(word(of: values[row]), key.missing?[row] ?? false, to: base, &cursors[row])
      }
    case .text(let texts):
      texts.bytes.withUnsafeBufferPointer { bytes in
        for row in 0..<count {
          let isMissing = key.missing?[row] ?? false
          let range = texts.offsets[row]..<texts.offsets[row + 1]
          write(Int64(range.count), isMissing, to: base, &cursors[row])
          guard !isMissing, !range.isEmpty, let source = bytes.baseAddress else { continue }
          (base + cursors[row]).copyMemory(from: source + range.lowerBound, byteCount: range.count)
          cursors[row] += range.count
        }
      }
    case .list:
      for row in 0..<count { write(key, row, to: base, &cursors[row]) }
    }
  }

  /// One value of any kind; lists may nest.
  private static func write(
    _ column: Column, _ row: Int, to base: UnsafeMutableRawPointer, _ cursor: inout Int
  ) {
    let isMissing = column.isMissing(row)
    switch column.storage {
    case .int64(let values): write(values[row], isMissing, to: base, &cursor)
    case .float(let values): write(word(of: values[row]), isMissing, to: base, &cursor)
    case .text(let texts):
      texts.withBytes(row) { bytes in
        write(Int64(bytes.count), isMissing, to: base, &cursor)
        guard !isMissing, let source = bytes.baseAddress else { return }
        (base + cursor).copyMemory(from: source, byteCount: bytes.count)
        cursor += bytes.count
      }
    case .list(let lists):
      let range = lists.range(of: row)
      write(Int64(range.count), isMissing, to: base, &cursor)
      guard !isMissing else { return }
      let elements = lists.elements
      for element in range { write(elements, element, to: base, &cursor) }
    }
  }

  @inline(__always)
  private static func write(
    _ word: Int64, _ isMissing: Bool, to base: UnsafeMutableRawPointer, _ cursor: inout Int
  ) {
    base.storeBytes(of: isMissing ? 0 : 1, toByteOffset: cursor, as: UInt8.self)
    cursor &+= 1
    guard !isMissing else { return }
    base.storeBytes(of: word, toByteOffset: cursor, as: Int64.self)
    cursor &+= 8
  }
}
