import Glibc
import RapportAnalytics

/// Random numbers that are the same in every run.
typealias SplitMix = SeededRandom

extension SplitMix {
  init(_ seed: UInt64) { self.init(seed: seed) }

  mutating func exponential() -> Double { -log(1 - unit()) }

  mutating func normal() -> Double {
    let radius = (2 * exponential()).squareRoot()
    return radius * cos(2 * Double.pi * unit())
  }

  /// Of scale 1: Marsaglia, Tsang (2000).
  mutating func gamma(_ shape: Double) -> Double {
    if shape < 1 { return gamma(shape + 1) * pow(1 - unit(), 1 / shape) }
    let d = shape - 1.0 / 3
    while true {
      let z = normal()
      let v = pow(1 + z / (9 * d).squareRoot(), 3)
      if v > 0, log(1 - unit()) < z * z / 2 + d - d * v + d * log(v) { return d * v }
    }
  }

  mutating func beta(_ a: Double, _ b: Double) -> Double {
    let x = gamma(a)
    return x / (x + gamma(b))
  }
}
