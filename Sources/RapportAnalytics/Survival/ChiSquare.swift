import Glibc

/// The chi-square distribution.
enum ChiSquare {
  /// The probability of a value of at least `value`: the upper regularised incomplete gamma function
  /// Q(df/2, value/2), to about 14 digits; 0 where it is less than the smallest number.
  ///
  /// By its series below df/2 + 1 and its continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31).
  static func upperTail(_ value: Double, degreesOfFreedom: Int) -> Double {
    guard value > 0, degreesOfFreedom > 0 else { return 1 }
    guard value.isFinite else { return 0 }
    let (shape, point) = (Double(degreesOfFreedom) / 2, value / 2)
    let front = exp(shape * log(point) - point - logGamma(halves: degreesOfFreedom))
    if point < shape + 1 { return min(1, max(0, 1 - front * series(shape, point))) }
    return min(1, max(0, front * continuedFraction(shape, point)))
  }

  /// Σ xⁿ / (a·(a + 1)⋯(a + n)).
  private static func series(_ shape: Double, _ point: Double) -> Double {
    var (term, sum, next) = (1 / shape, 1 / shape, shape)
    for _ in 0..<1000 where term > sum * 1e-17 {
      next += 1
      term *= point / next
      sum += term
    }
    return sum
  }

  /// Lentz's method as Thompson and Barnett (1986) give it; point is above shape + 1, so no denominator is
  /// zero.
  private static func continuedFraction(_ shape: Double, _ point: Double) -> Double {
    var denominator = point + 1 - shape
    var numerator = Double.greatestFiniteMagnitude
    var inverse = 1 / denominator
    var result = inverse
    for step in 1...1000 {
      let factor = -Double(step) * (Double(step) - shape)
      denominator += 2
      inverse = 1 / (factor * inverse + denominator)
      numerator = denominator + factor / numerator
      let change = inverse * numerator
      result *= change
      if abs(change - 1) < 1e-16 { break }
    }
    return result
  }

  /// ln Γ(n/2) for a whole number n above 0, from Γ(1) = 1 and Γ(½) = √π.
  private static func logGamma(halves: Int) -> Double {
    var at = halves % 2 == 0 ? 1.0 : 0.5
    var sum = halves % 2 == 0 ? 0 : 0.5 * log(Double.pi)
    while at < Double(halves) / 2 {
      sum += log(at)
      at += 1
    }
    return sum
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
