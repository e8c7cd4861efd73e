package import RapportAnalytics

/// What a fitted model says of a row: an operation whose operands are the row's orders in numbers.
package struct ModelScore: Hashable, Sendable {
  package enum Quantity: Hashable, Sendable {
    /// P(alive). Operands: order days, first and last of them.
    case alive
    /// Orders in a time of the model's unit. Operands as before.
    case orders(time: Double)
    /// Orders ever, discounted. Operands as before.
    case discountedOrders(DiscountRate)
    /// What an order will be worth. Operands: order days, amount of all of them, amount of the first.
    case orderValue
    /// Chance that a silence is no longer than this one. Operands: days of silence, days of rhythm.
    case overdue(regularity: Double)
  }

  package var quantity: Quantity
  package var model: FittedModel?
  /// The day number of the day of observation.
  package var asOf: Int

  package init(_ quantity: Quantity, model: FittedModel?, asOf: Int) {
    self.quantity = quantity
    self.model = model
    self.asOf = asOf
  }
}

extension ModelScore {
  /// The word of the function in sentences.
  package var name: String {
    switch quantity {
    case .alive: "p_alive"
    case .orders: "expected_orders"
    case .discountedOrders: "dert"
    case .orderValue: "expected_value"
    case .overdue: "overdue_p"
    }
  }

  /// The function from operands to the value; nil for numbers that no customer can have.
  package var evaluation: @Sendable ([Double]) -> Double? {
    switch quantity {
    case .orderValue, .overdue: return { _ in nil }
    case .alive, .orders, .discountedOrders: break
    }
    guard let model, let purchases = model.purchases else { return { _ in nil } }
    let (unit, asOf, quantity) = (model.unit, asOf, quantity)
    return { operands in
      guard let customer = Self.customer(operands, asOf: asOf, unit) else { return nil }
      switch quantity {
      case .alive: return purchases.probabilityAlive(customer)
      case .orders(let time): return purchases.expectedOrders(in: time, customer)
      case .discountedOrders(let rate):
        return (purchases as? ParetoNBD)?.discountedOrders(customer, rate: rate, unit: unit)
      case .orderValue, .overdue: return nil
      }
    }
  }

  /// A customer by order days and the numbers of the first and last.
  private static func customer(
    _ operands: [Double], asOf: Int, _ unit: ModelUnit
  ) -> PurchaseHistory.Cell? {
    guard operands.count == 3, let days = Int(exactly: operands[0]), days > 0,
      let first = Int(exactly: operands[1]), let last = Int(exactly: operands[2]), first <= last
    else { return nil }
    let (age, ageOverflow) = asOf.subtractingReportingOverflow(first)
    let (recency, overflow) = last.subtractingReportingOverflow(first)
    guard !ageOverflow, !overflow, recency <= age else { return nil }
    return PurchaseHistory.Cell(
      frequency: days - 1, recency: unit.time(days: recency), age: unit.time(days: age))
  }
}
