import Glibc

/// An axis from one round number to another, with marks at steps of 1, 2 or 5 times a power of ten.
package struct NiceScale {
  let low: Double
  package let high: Double
  package let step: Double
  package let marks: [Double]

  /// - Parameters:
  ///   - range: what has to lie on the axis; a single value gets room on both sides.
  ///   - wanted: about how many steps.
  ///   - isWhole: of counts, which nothing lies between.
  package init(_ range: ClosedRange<Double>, steps wanted: Int, isWhole: Bool = false) {
    var (low, high) = (range.lowerBound, range.upperBound)
    if low == high {
      let room = low == 0 ? 1 : low.magnitude / 2
      (low, high) = (low - room, high + room)
    }
    let count = Double(max(1, wanted))
    // Steps below the digits of the numbers themselves would lead nowhere.
    let rough = Self.round(max((high - low) / count, max(low.magnitude, high.magnitude) * 1e-14))
    step = isWhole ? max(1, rough) : rough
    let first = (low / step).rounded(.down)
    let last = (high / step).rounded(.up)
    let step = step
    marks = (0...Int(min(max(last - first, 1), 100))).map { (first + Double($0)) * step }
    self.low = marks.first ?? low
    self.high = marks.last ?? high
  }

  /// The smallest step of 1, 2 or 5 times a power of ten that is not smaller.
  private static func round(_ rough: Double) -> Double {
    guard rough > 1e-300 else { return 1e-300 }
    let power = pow(10, log10(rough).rounded(.down))
    let digit = rough / power
    // A little more than 2 is 2: quotients are not exact.
    let nice: Double = digit <= 1.000_001 ? 1 : digit <= 2.000_001 ? 2 : digit <= 5.000_001 ? 5 : 10
    return nice * power
  }

  /// The share of the axis in front of a value, from 0 to 1.
  package func share(_ value: Double) -> Double { Share.of(value, from: low, to: high) }
}
