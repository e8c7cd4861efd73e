import Glibc

/// s ∫ (α + y)^−R (β + y)^−(s + 1) dy, beyond a time or between two: what Pareto/NBD adds up over unseen ends.
///
/// Beyond y it is a power times ₂F₁(1, b; R + s + 1; z) with 0 ≤ z < 1, a series of positive terms by which of α and β
/// is the larger; near z = 1 the integral itself is taken.
struct TwoPowerTail {
  /// Where the series needs more terms than the integral has nodes.
  static let quickest = 0.98

  let exponent: Double
  let alpha: Double
  let s: Double
  let beta: Double
  private let alphaIsLarger: Bool

  init(_ exponent: Double, _ alpha: Double, _ s: Double, _ beta: Double) {
    self.exponent = exponent
    self.alpha = alpha
    self.s = s
    self.beta = beta
    alphaIsLarger = alpha >= beta
  }

  /// Where the series stands after a time.
  func argument(_ y: Double) -> Double {
    alphaIsLarger ? (alpha - beta) / (alpha + y) : (beta - alpha) / (beta + y)
  }

  func isQuick(_ y: Double) -> Bool { argument(y) < Self.quickest }

  /// ln of the part beyond y, times (α + T)^R (β + T)^s.
  func log(from y: Double, scaledAt age: Double) -> Double {
    let gap = age - y
    let scale = exponent * log1p(gap / (alpha + y)) + s * log1p(gap / (beta + y))
    let shift = alphaIsLarger ? 0 : Glibc.log((alpha + y) / (beta + y))
    return Glibc.log(s / (exponent + s)) + scale + shift + Glibc.log(series(argument(y)))
  }

  private func series(_ z: Double) -> Double {
    let top = alphaIsLarger ? exponent : s + 1
    let bottom = exponent + s + 1
    var term = 1.0
    var sum = 1.0
    var n = 0.0
    let enough = 1e-17 * (1 - z)
    while n < 4000 {
      term *= (top + n) / (bottom + n) * z
      sum += term
      if term <= sum * enough { break }
      n += 1
    }
    return sum
  }

  /// ln of the part between two times, times (α + T)^R (β + T)^s.
  func logIntegral(from start: Double, to end: Double) -> Double {
    integral(from: start, to: end).log
  }

  /// The same with its derivatives by R, s, α and β.
  func integral(from start: Double, to end: Double) -> (log: Double, gradient: SIMD4<Double>) {
    let length = end - start
    let sums = DoubleExponential.integrate { ahead, _ in
      let gap = length * ahead
      let first = log1p(gap / (alpha + start))
      let second = log1p(gap / (beta + start))
      let value = exp(-exponent * first - (s + 1) * second)
      return SIMD8(
        value, value * first, value * second, value / (alpha + start + gap), value / (beta + start + gap), 0, 0, 0)
    }
    let total = max(sums[0], 1e-300)
    let first = log1p(length / (alpha + start))
    let second = log1p(length / (beta + start))
    let level =
      Glibc.log(s) + exponent * first + s * second - Glibc.log(beta + start) + Glibc.log(length)
      + Glibc.log(total)
    let gradient = SIMD4(
      first - sums[1] / total, 1 / s + second - sums[2] / total,
      exponent * (1 / (alpha + end) - sums[3] / total), s / (beta + end) - (s + 1) * sums[4] / total)
    return (level, gradient)
  }
}
