import Glibc

/// Gamma-Gamma: what the orders of a customer are worth, from what they have been worth so far.
///
/// The value of an order is Gamma distributed about the customer's own mean (shape p), the means among customers so that
/// their inverse scales are Gamma distributed (shape q, scale v in units of money). Source: Fader, Hardie (2013), after
/// Colombo, Jiang (1999). It assumes that how much a customer spends tells nothing of how often; check that before adding both.
package struct GammaGamma: Equatable, Sendable {
  package let p: Double
  package let q: Double
  /// In units of money.
  package let v: Double

  package init(p: Double, q: Double, v: Double) throws(ModelError) {
    try checkParameters(["p": p, "q": q, "v": v])
    self.p = p
    self.q = q
    self.v = v
  }

  /// The mean over all customers, p·v / (q − 1); nil for q ≤ 1, where it is infinite.
  package var mean: Double? { q > 1 ? p * v / (q - 1) : nil }

  /// What a further order is expected to be worth: p (v + x·m) / (p·x + q − 1).
  ///
  /// - Parameters:
  ///   - frequency: Repeat orders x, 0 or more; with 0 it is the mean over all customers.
  ///   - mean: Their mean value m, above 0; not read for x = 0.
  package func expectedValue(frequency: Int, mean: Double) -> Double? {
    guard frequency > 0 else { return frequency == 0 ? self.mean : nil }
    let x = Double(frequency)
    guard mean > 0, mean <= 1e100, p * x + q > 1 else { return nil }
    return p * (v + x * mean) / (p * x + q - 1)
  }

  /// The log-density of a customer's mean value.
  package func logLikelihood(frequency: Int, mean: Double) -> Double? {
    guard frequency > 0, mean > 0, mean <= 1e100 else { return nil }
    let (x, total) = (Double(frequency), Double(frequency) * mean)
    return Special.logRising(p * x, q) - Special.logGamma(q) - p * x * log1p(v / total) - q * log1p(total / v) - log(mean)
  }
}
