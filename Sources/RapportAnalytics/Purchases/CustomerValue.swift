import Glibc

/// What a customer's orders of a coming time are worth today.
///
/// Expected orders of each month times the expected value of one, discounted from the middle of the month; of times
/// beyond ten years in 120 equal parts. With monthly steps the discount is right to some millionths.
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
    let months = (horizon * unit.days / TimeUnit.month.days).rounded(.up)
    let steps = rate.annual == 0 ? 1 : Int(min(120, max(1, months)))
    let step = horizon / Double(steps)
    var (sum, before) = (0.0, 0.0)
    for index in 1...steps {
      guard let orders = purchases.expectedOrders(in: Double(index) * step, customer) else { return nil }
      sum += max(0, orders - before) * rate.factor(after: (Double(index) - 0.5) * step, unit)
      before = orders
    }
    return sum * orderValue * margin
  }
}
