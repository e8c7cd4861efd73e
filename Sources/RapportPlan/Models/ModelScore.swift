package import RapportAnalytics

/// What fitted models say of a row: an operation whose operands are the row's orders in numbers.
package struct ModelScore: Hashable, Sendable {
  package enum Quantity: Hashable, Sendable {
    /// P(alive). Operands: order days, first and last of them; of a model of periods the same in periods.
    case alive
    /// Orders in a time of the model's unit. Operands as before.
    case orders(time: Double)
    /// Orders ever, discounted. Operands as before.
    case discountedOrders(DiscountRate)
    /// What an order will be worth. Operands: order days, amount of all of them, amount of the first.
    case orderValue
    /// What the orders of a coming time are worth. Operands: those of `alive`, then the amounts of `orderValue`.
    case customerValue(CustomerValue)
    /// The chance that a silence of a customer who still buys would be over by now. Operands: days of silence, days of
    /// rhythm.
    case overdue(regularity: Double)
  }

  package var quantity: Quantity
  package var purchases: FittedModel?
  package var spending: FittedModel?
  /// The number of the day of observation, or of its period.
  package var asOf: Int

  package init(_ quantity: Quantity, purchases: FittedModel? = nil, spending: FittedModel? = nil, asOf: Int) {
    self.quantity = quantity
    self.purchases = purchases
    self.spending = spending
    self.asOf = asOf
  }

  /// The word of the function in sentences.
  package var name: String {
    switch quantity {
    case .alive: "p_alive"
    case .orders: "expected_orders"
    case .discountedOrders: "dert"
    case .orderValue: "expected_value"
    case .customerValue: "clv"
    case .overdue: "overdue_p"
    }
  }
}

extension ModelScore {
  /// The function from operands to the value; nil for numbers that no customer can have.
  package var evaluation: @Sendable ([Double]) -> Double? {
    let (asOf, model) = (asOf, purchases)
    let (purchases, spending) = (purchases?.purchases, spending?.spending)
    func ofCustomer(
      _ value: @escaping @Sendable (PurchaseHistory.Cell, [Double]) -> Double?
    ) -> @Sendable ([Double]) -> Double? {
      { operands in model.flatMap { Self.customer(operands, asOf: asOf, $0) }.flatMap { value($0, operands) } }
    }
    switch quantity {
    case .alive: return ofCustomer { customer, _ in purchases?.probabilityAlive(customer) }
    case .orders(let time): return ofCustomer { customer, _ in purchases?.expectedOrders(in: time, customer) }
    case .discountedOrders(let rate):
      return ofCustomer { customer, _ in
        model.flatMap { (purchases as? ParetoNBD)?.discountedOrders(customer, rate: rate, unit: $0.unit) }
      }
    case .orderValue:
      return { operands in
        operands.count == 3 ? Self.orderValue(operands[0], operands[1], operands[2], spending) : nil
      }
    case .customerValue(let horizon):
      return ofCustomer { customer, operands in
        guard operands.count == 5, let purchases,
          let value = Self.orderValue(operands[0], operands[3], operands[4], spending)
        else { return nil }
        return horizon.value(of: customer, purchases, orderValue: value)
      }
    case .overdue(let regularity):
      return { operands in
        guard operands.count == 2 else { return nil }
        return Overdue.probability(silence: operands[0], rhythm: operands[1], regularity: regularity)
      }
    }
  }

  private static func orderValue(_ days: Double, _ total: Double, _ initial: Double, _ model: GammaGamma?) -> Double? {
    guard let count = Int(exactly: days), count > 0 else { return nil }
    let repeats = count - 1
    return model?.expectedValue(frequency: repeats, mean: repeats > 0 ? (total - initial) / Double(repeats) : 0)
  }

  /// A customer by order days or periods and the numbers of the first and last.
  private static func customer(
    _ operands: [Double], asOf: Int, _ model: FittedModel
  ) -> PurchaseHistory.Cell? {
    guard operands.count >= 3, let days = Int(exactly: operands[0]), days > 0,
      let first = Int(exactly: operands[1]), let last = Int(exactly: operands[2]), first <= last
    else { return nil }
    let (age, ageOverflow) = asOf.subtractingReportingOverflow(first)
    let (recency, overflow) = last.subtractingReportingOverflow(first)
    guard !ageOverflow, !overflow, recency <= age else { return nil }
    return PurchaseHistory.Cell(
      frequency: days - 1, recency: model.time(recency), age: model.time(age))
  }
}
