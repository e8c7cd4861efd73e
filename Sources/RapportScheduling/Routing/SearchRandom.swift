/// Random numbers of a search: xoshiro256++ (Blackman and Vigna 2019), seeded by SplitMix64.
struct SearchRandom {
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  init(seed: UInt64) {
    var state = seed
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    (a, b, c, d) = (next(), next(), next(), next())
  }

  mutating func next() -> UInt64 {
    let sum = a &+ d
    let result = ((sum << 23) | (sum >> 41)) &+ a
    let shifted = b << 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 45) | (d >> 19)
    return result
  }

  /// 0 ..< count; 0 for an empty range.
  mutating func below(_ count: Int) -> Int {
    count > 1 ? Int(next().multipliedFullWidth(by: UInt64(count)).high) : 0
  }

  /// 0 ..< 1
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

/// Happens once in 128 times; one random number is enough for nine.
struct RareDraws {
  private var bits: UInt64 = 0
  private var left = 0

  @inline(__always) mutating func chance(_ random: inout SearchRandom) -> Bool {
    if left == 0 { (bits, left) = (random.next(), 9) }
    let isChosen = bits & 127 == 0
    bits >>= 7
    left -= 1
    return isChosen
  }
}
