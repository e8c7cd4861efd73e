import Glibc

extension Special {
  /// Q(k, x) = Γ(k, x) / Γ(k), the share of a Gamma distribution of shape k and scale 1 that lies above x.
  ///
  /// A series below the mean and Legendre's continued fraction above it (Abramowitz, Stegun 6.5.29, 6.5.31);
  /// shapes above a million by the cube-root normal approximation of Wilson and Hilferty. In 0 … 1 for every
  /// input; nil where k or x is not a number or k ≤ 0.
  package static func gammaUpper(shape: Double, _ x: Double) -> Double? {
    guard shape > 0, !x.isNaN, shape < .infinity else { return nil }
    guard x > 0 else { return 1 }
    guard x < .infinity else { return 0 }
    if shape > 1e6 { return wilsonHilferty(shape, x) }
    let logFactor = shape * log(x) - x - logGamma(shape)
    if x < shape + 1 {
      let lower = exp(logFactor) * lowerSeries(shape, x)
      return min(1, max(0, 1 - lower))
    }
    return min(1, max(0, exp(logFactor) * upperFraction(shape, x)))
  }

  /// Γ-free part of the lower function: Σ xⁿ / (k (k + 1) … (k + n)).
  private static func lowerSeries(_ shape: Double, _ x: Double) -> Double {
    var term = 1 / shape
    var sum = term
    var n = 1.0
    while n < 100_000 {
      term *= x / (shape + n)
      sum += term
      if term < sum * 1e-17 { break }
      n += 1
    }
    return sum
  }

  /// Γ(k, x) eˣ x⁻ᵏ by its continued fraction (modified Lentz).
  static func upperFraction(_ shape: Double, _ x: Double) -> Double {
    var b = x + 1 - shape
    var c = 1e300
    var d = 1 / (abs(b) < 1e-300 ? 1e-300 : b)
    var value = d
    var n = 1.0
    while n < 100_000 {
      let a = -n * (n - shape)
      b += 2
      d = a * d + b
      if abs(d) < 1e-300 { d = 1e-300 }
      c = b + a / c
      if abs(c) < 1e-300 { c = 1e-300 }
      d = 1 / d
      let factor = d * c
      value *= factor
      if abs(factor - 1) < 1e-16 { break }
      n += 1
    }
    return value
  }

  private static func wilsonHilferty(_ shape: Double, _ x: Double) -> Double {
    let spread = 1 / (9 * shape)
    let z = (cbrt(x / shape) - (1 - spread)) / spread.squareRoot()
    return erfc(z / 2.0.squareRoot()) / 2
  }

  /// The median of a Gamma distribution of shape k and scale 1, by bisection on `gammaUpper`; nil for k ≤ 0.
  package static func gammaMedian(shape: Double) -> Double? {
    guard shape > 0, shape < .infinity else { return nil }
    // The median lies between k − 1/3 and k; below shape 1/3 it falls like 2^(−1/k).
    var low = max(0, shape - 1.0 / 3)
    var high = shape
    for _ in 0..<200 {
      let middle = low > 0 ? (low + high) / 2 : high / 2
      guard middle > low, middle < high, let upper = gammaUpper(shape: shape, middle) else { break }
      if upper > 0.5 { low = middle } else { high = middle }
      if low == 0, high < 1e-300 { return 0 }
    }
    return (low + high) / 2
  }

  /// eᶻ E_s(z) = ∫₁^∞ e^(−z(w−1)) w^(−s) dw for s > 0 and z > 0: the generalised exponential integral.
  ///
  /// Legendre's continued fraction for z ≥ 1. Below, the integral up to w = 1/z is summed term by term with each
  /// power integrated by `expm1Ratio`, so whole-numbered s are no special case.
  package static func scaledExponentialIntegral(_ s: Double, _ z: Double) -> Double {
    if z >= 1 { return upperFraction(1 - s, z) }
    let length = -log(z)
    var sum = 0.0
    var factor = 1.0
    var n = 0.0
    while n < 60 {
      let kappa = n + 1 - s
      // (−z)ⁿ/n! ∫₁^{1/z} wⁿ⁻ˢ dw; large powers are taken together with zⁿ to stay in range.
      let term =
        kappa * length > 500
        ? exp(n * log(z) + kappa * length) / kappa * (n.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1)
          * inverseFactorial(n)
        : factor * expm1Ratio(kappa, length)
      sum += term
      if n > 20, abs(term) < abs(sum) * 1e-18 { break }
      n += 1
      factor *= -z / n
    }
    let tail = exp((1 - s) * length - 1) * upperFraction(1 - s, 1)
    return exp(z) * (sum + tail)
  }

  private static func inverseFactorial(_ n: Double) -> Double { exp(-logGamma(n + 1)) }
}
