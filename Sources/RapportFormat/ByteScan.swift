/// Looking for bytes that need care, eight at a time.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// A high bit is set if any byte of `word` equals the byte repeated in `pattern`.
  @inline(__always) static func equal(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return (difference &- ones) & ~difference & highs
  }

  /// A high bit is set if any byte of `word` is below 0x20. Exact only as far as “any” goes, which is all it
  /// is for.
  @inline(__always) static func control(_ word: UInt64) -> UInt64 {
    (word &- 0x2020_2020_2020_2020) & ~word & highs
  }

  @inline(__always) static func pattern(_ byte: UInt8) -> UInt64 { ones &* UInt64(byte) }

  /// Whether any byte is set by `test`, which gets eight bytes and sets high bits; short texts are padded
  /// with `a`.
  @inline(__always) static func contains(
    _ bytes: UnsafeBufferPointer<UInt8>, _ test: (UInt64) -> UInt64
  ) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = raw.count
    if count >= 8 {
      var position = 0
      while position &+ 8 <= count {
        if test(raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)) != 0 { return true }
        position &+= 8
      }
      return position < count
        && test(raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)) != 0
    }
    var word = pattern(UInt8(ascii: "a"))
    for byte in bytes { word = word << 8 | UInt64(byte) }
    return test(word) != 0
  }

  /// Whether a sequence led by E4 … E9 is whole: a character of U+4000 … U+9FFF, none of which needs care.
  @inline(__always) static func isHan(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    position &+ 2 < bytes.count && bytes[position &+ 1] & 0xC0 == 0x80
      && bytes[position &+ 2] & 0xC0 == 0x80
  }

  /// Whether a byte is a control character, DEL, `first`, `second`, or not ASCII.
  @inline(__always) static func containsNonPlain(
    _ bytes: UnsafeBufferPointer<UInt8>, or first: UInt8, _ second: UInt8
  ) -> Bool {
    let (one, two, delete) = (pattern(first), pattern(second), pattern(0x7F))
    return contains(bytes) { word in
      control(word) | (word & highs) | equal(word, one) | equal(word, two) | equal(word, delete)
    }
  }
}
