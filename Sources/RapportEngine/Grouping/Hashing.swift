/// Hashes for tables in memory; they are never stored.
@inline(__always)
func hashWord(_ word: UInt64) -> UInt64 {
  let product = (word ^ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
  return product ^ (product >> 32)
}

@inline(__always)
func hashWords(_ first: UInt64, _ second: UInt64) -> UInt64 {
  hashWord(first &+ (second &* 0x94D0_49BB_1331_11EB ^ second >> 29))
}

/// A hash over bytes, eight at a time.
@inline(__always)
func hashBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
  guard let base = bytes.baseAddress else { return hashWord(0) }
  let raw = UnsafeRawPointer(base)
  let count = bytes.count
  var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
  var position = 0
  while position &+ 8 <= count {
    hash = hashWord(hash ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    position &+= 8
  }
  guard position < count else { return hashWord(hash) }
  var tail: UInt64 = 0
  if count >= 8 {
    // The last eight bytes again are cheaper than the rest byte by byte.
    tail = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
  } else {
    while position < count {
      tail = tail << 8 | UInt64(bytes[position])
      position &+= 1
    }
  }
  return hashWord(hash ^ tail)
}

/// Equal floats have equal words: one zero, one not-a-number.
@inline(__always)
func word(of value: Double) -> Int64 {
  if value == 0 { return 0 }
  return Int64(bitPattern: value.isNaN ? Double.nan.bitPattern : value.bitPattern)
}
