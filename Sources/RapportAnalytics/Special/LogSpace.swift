import Glibc

/// Special functions, in log space where numbers are too large or too small for a `Double`.
package enum Special {}

extension Special {
  /// ln(1 + eˣ), without overflow.
  package static func softplus(_ x: Double) -> Double {
    x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
  }

  /// 1 / (1 + e⁻ˣ), without overflow.
  package static func logistic(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let small = exp(x)
    return small / (1 + small)
  }

  /// ln(eˣ + eʸ).
  package static func logSumExp(_ x: Double, _ y: Double) -> Double {
    let high = max(x, y)
    guard high > -.infinity else { return high }
    return high + log1p(exp(min(x, y) - high))
  }

  /// ln(eˣ − eʸ) for x ≥ y; −∞ where they are equal.
  package static func logDiffExp(_ x: Double, _ y: Double) -> Double {
    guard x > y else { return -.infinity }
    guard y > -.infinity else { return x }
    let gap = y - x
    return x + (gap > -0.6931471805599453 ? log(-expm1(gap)) : log1p(-exp(gap)))
  }

  /// (e^(κL) − 1) / κ, which is L at κ = 0: the integral of a power where the power may be −1.
  package static func expm1Ratio(_ kappa: Double, _ length: Double) -> Double {
    let product = kappa * length
    if abs(product) < 1e-300 { return length }
    return expm1(product) / kappa
  }

  /// ln(1 + u) − u for u > −1, without cancellation near 0.
  package static func log1pMinus(_ u: Double) -> Double {
    guard u > -0.5, u < 1 else { return log1p(u) - u }
    // 2 atanh(w) with w = u / (2 + u), whose first term leaves −u·w.
    let w = u / (2 + u)
    let square = w * w
    var power = w * square
    var sum = 0.0
    var divisor = 3.0
    while divisor < 60 {
      let term = power / divisor
      sum += term
      if abs(term) <= abs(sum) * 1e-17 { break }
      power *= square
      divisor += 2
    }
    return 2 * sum - u * w
  }
}
