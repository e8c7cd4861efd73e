/// A small random generator that gives the same numbers everywhere: SplitMix64 (Steele, Lea and Flood 2014).
struct DemoRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A stream of its own for one thing of many, such as an account.
  init(seed: UInt64, stream: Int) {
    var mixer = DemoRandom(seed: seed &+ 0xD1B5_4A32_D192_ED03 &* UInt64(truncatingIfNeeded: stream))
    state = mixer.next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number from 0 up to but not including `count`; 0 if `count` is not positive.
  mutating func below(_ count: Int) -> Int {
    guard count > 0 else { return 0 }
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// A whole number of the range, both ends included.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// From 0 up to but not including 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True in so many of 1000 cases.
  mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

  /// An index drawn with the weights given.
  mutating func weighted(_ weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return 0
  }

  mutating func pick<Element>(_ items: [Element], or fallback: Element) -> Element {
    items.isEmpty ? fallback : items[below(items.count)]
  }
}
