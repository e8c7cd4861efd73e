import Glibc

extension Special {
  /// ln Γ(x) for x > 0.
  package static func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }

  /// ln Γ(a + n) − ln Γ(a) for a > 0 and n ≥ 0: the logarithm of the rising factorial.
  ///
  /// Differences of `logGamma` lose every digit where a is huge beside n; here a sum of logarithms (few integer
  /// steps) or the difference of two Stirling series is taken instead (Abramowitz, Stegun 6.1.40).
  package static func logRising(_ a: Double, _ n: Double) -> Double {
    if n <= 32, n == n.rounded() {
      var sum = 0.0
      var step = 0.0
      while step < n {
        sum += log(a + step)
        step += 1
      }
      return sum
    }
    var base = a
    var shifted = 0.0
    while base < 16 {
      shifted -= log(base + n) - log(base)
      base += 1
    }
    let ratio = n / base
    let stirling = n * log(base + n) + base * log1pMinus(ratio) - log1p(ratio) / 2
    return shifted + stirling + (stirlingCorrection(base + n) - stirlingCorrection(base))
  }

  /// ψ(a + n) − ψ(a) for a > 0 and n ≥ 0, the derivative of `logRising` by a.
  package static func digammaRising(_ a: Double, _ n: Double) -> Double {
    if n <= 32, n == n.rounded() {
      var sum = 0.0
      var step = 0.0
      while step < n {
        sum += 1 / (a + step)
        step += 1
      }
      return sum
    }
    var base = a
    var shifted = 0.0
    while base < 16 {
      shifted += n / base / (base + n)
      base += 1
    }
    return shifted + log1p(n / base) + (digammaCorrection(base + n) - digammaCorrection(base))
  }

  /// ψ(x), the derivative of ln Γ, for x > 0.
  package static func digamma(_ x: Double) -> Double {
    var base = x
    var shifted = 0.0
    while base < 16 {
      shifted -= 1 / base
      base += 1
    }
    return shifted + log(base) + digammaCorrection(base)
  }

  /// ln B(a, b) for a, b > 0.
  package static func logBeta(_ a: Double, _ b: Double) -> Double {
    let small = min(a, b)
    return logGamma(small) - logRising(max(a, b), small)
  }

  /// What ln Γ(x) has beyond (x − ½) ln x − x + ½ ln 2π.
  static func stirlingCorrection(_ x: Double) -> Double {
    let inverse = 1 / x
    let s = inverse * inverse
    let tail = 1.0 / 1188 * s - 691.0 / 360_360 * s * s + 1.0 / 156 * s * s * s
    return inverse * (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - tail))))
  }

  /// What ψ(x) has beyond ln x.
  private static func digammaCorrection(_ x: Double) -> Double {
    let inverse = 1 / x
    let s = inverse * inverse
    let tail = s * (1.0 / 132 - s * (691.0 / 32760 - s / 12))
    return -inverse / 2 - s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240 - tail))))
  }
}
