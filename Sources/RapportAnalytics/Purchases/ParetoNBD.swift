import Glibc

/// Pareto/NBD: while alive, a customer orders at a steady rate; the customer may stop at any time, unseen.
///
/// Order rates differ by a Gamma distribution (shape r, rate α in time units), rates of stopping by another (s, β in time
/// units). Source: Schmittlein, Morrison, Colombo (1987); forms of Fader, Hardie (2005). Customers who order regularly
/// are noticed as lost far too late, since the model takes long gaps for chance.
package struct ParetoNBD: PurchaseModel, Equatable {
  package let r: Double
  /// In units of time.
  package let alpha: Double
  package let s: Double
  /// In units of time.
  package let beta: Double

  package init(r: Double, alpha: Double, s: Double, beta: Double) throws(ModelError) {
    try checkParameters(["r": r, "alpha": alpha, "s": s, "beta": beta])
    self.r = r
    self.alpha = alpha
    self.s = s
    self.beta = beta
  }

  package func probabilityAlive(_ customer: PurchaseHistory.Cell) -> Double? {
    guard customer.isPossible else { return nil }
    return Special.logistic(-logOddsStopped(customer))
  }

  package func logLikelihood(_ customer: PurchaseHistory.Cell) -> Double? {
    guard customer.isPossible else { return nil }
    let x = Double(customer.frequency)
    return Special.logRising(r, x) - r * log1p(customer.age / alpha) - x * log(alpha + customer.age)
      - s * log1p(customer.age / beta) + Special.softplus(logOddsStopped(customer))
  }

  /// P(alive) · (r + x) / (α + T) · ∫₀ᵗ ((β + T) / (β + T + u))ˢ du, of which s = 1 is no special case.
  package func expectedOrders(in time: Double, _ customer: PurchaseHistory.Cell) -> Double? {
    guard time >= 0, time <= 1e100, let alive = probabilityAlive(customer) else { return nil }
    let lifetime = remaining(customer, log1p(time / (beta + customer.age)))
    return alive * rate(customer) * min(time, lifetime)
  }

  /// Discounted expected residual transactions: all orders to come, each worth less the later it comes.
  ///
  /// P(alive) · (r + x) / (α + T) · ∫₀^∞ e^(−δu) ((β + T) / (β + T + u))ˢ du (Fader, Hardie, Lee 2005b). Nil for a rate
  /// of 0, where the sum may be infinite.
  package func discountedOrders(
    _ customer: PurchaseHistory.Cell, rate discount: DiscountRate, unit: TimeUnit
  ) -> Double? {
    let delta = discount.continuous(per: unit)
    guard delta >= 1e-100, let alive = probabilityAlive(customer) else { return nil }
    let rest = beta + customer.age
    let integral = Special.scaledExponentialIntegral(s, delta * rest)
    let lifetime = rest * integral
    return alive * rate(customer) * (lifetime.isFinite ? min(lifetime, 1 / delta) : 1 / delta)
  }

  private func rate(_ customer: PurchaseHistory.Cell) -> Double {
    (r + Double(customer.frequency)) / (alpha + customer.age)
  }

  /// ∫ of the chance of being still alive up to (β + T)(e^length − 1) from now.
  private func remaining(_ customer: PurchaseHistory.Cell, _ length: Double) -> Double {
    (beta + customer.age) * Special.expm1Ratio(1 - s, length)
  }

  /// ln odds of having stopped: s (α + T)^R (β + T)^s ∫ (α + y)^−R (β + y)^−(s + 1) dy from t_x to T, with R = r + x.
  func logOddsStopped(_ customer: PurchaseHistory.Cell) -> Double {
    let silence = customer.age - customer.recency
    guard silence > 0 else { return -.infinity }
    let exponent = r + Double(customer.frequency)
    let tail = TwoPowerTail(exponent, alpha, s, beta)
    if tail.isQuick(customer.recency) {
      return Special.logDiffExp(
        tail.log(from: customer.recency, scaledAt: customer.age), tail.log(from: customer.age, scaledAt: customer.age))
    }
    return tail.logIntegral(from: customer.recency, to: customer.age)
  }
}
