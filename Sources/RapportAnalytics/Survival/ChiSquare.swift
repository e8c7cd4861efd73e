import Glibc

/// The chi-square distribution.
enum ChiSquare {
  /// The probability of a value of at least `value`: Q(df/2, value/2), to about 14 digits; 0 where it is less
  /// than the smallest number.
  static func upperTail(_ value: Double, degreesOfFreedom: Int) -> Double {
    guard value > 0, degreesOfFreedom > 0 else { return 1 }
    return Special.gammaUpper(shape: Double(degreesOfFreedom) / 2, value / 2) ?? 1
  }
}

/// The standard normal distribution.
enum Normal {
  /// The z for which a share of `confidence` lies within ±z; 1.959964 for 0.95. Found by halving an interval.
  static func twoSided(_ confidence: Double) -> Double {
    var (low, high) = (0.0, 40.0)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if erfc(middle / 2.0.squareRoot()) > 1 - confidence { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
