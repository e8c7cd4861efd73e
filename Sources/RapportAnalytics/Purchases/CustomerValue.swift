import Glibc

/// What a customer's orders of a coming time are worth today.
///
/// Every expected order is worth its expected value, discounted from the time it comes: ∫ e^(−δt) dE(t) over
/// the horizon, with E(t) the orders expected up to t. For ever longer times it nears discounted expected
/// residual transactions times the value. Packages that add up months and discount each from its end give
/// half a month's discount less.
package struct CustomerValue: Hashable, Sendable {
  /// The time ahead, in the unit of the model of purchases.
  package let horizon: Double
  package let unit: TimeUnit
  package let rate: DiscountRate
  /// What is left of an order's value, 0 to 1.
  package let margin: Double

  package init(horizon: Double, unit: TimeUnit, rate: DiscountRate, margin: Double = 1) {
    self.horizon = horizon
    self.unit = unit
    self.rate = rate
    self.margin = margin
  }

  /// In units of money; nil for numbers that no customer can have.
  package func value(
    of customer: PurchaseHistory.Cell, _ purchases: any PurchaseModel, orderValue: Double
  ) -> Double? {
    guard horizon > 0, horizon <= 1e100, orderValue.isFinite else { return nil }
    guard let all = purchases.expectedOrders(in: horizon, customer) else { return nil }
    let delta = rate.continuous(per: unit)
    guard delta > 0 else { return all * orderValue * margin }
    // By parts, e^(−δH) E(H) + δ ∫ e^(−δt) E(t); beyond e^(−40) nothing is left. More places near now, where
    // E bends.
    let reach = min(horizon, 40 / delta)
    let early = GaussLegendre.integrate { u in
      let time = reach * u * u
      return purchases.expectedOrders(in: time, customer).map { $0 * exp(-delta * time) * 2 * u * reach }
    }
    guard let early else { return nil }
    return (exp(-delta * horizon) * all + delta * early) * orderValue * margin
  }
}
