/// A model of how often customers buy and when they stop for good.
///
/// Times are in the unit of the model, such as weeks. Every function gives a finite number for each customer that can
/// exist (`PurchaseHistory.Cell.problem` is nil) and nil for numbers no customer can have.
package protocol PurchaseModel: Sendable {
  /// The log-likelihood of a customer's orders.
  func logLikelihood(_ customer: PurchaseHistory.Cell) -> Double?
  /// The probability that a customer has not stopped buying, 0 … 1.
  func probabilityAlive(_ customer: PurchaseHistory.Cell) -> Double?
  /// Orders to expect of a customer in the time after the day of observation.
  func expectedOrders(in time: Double, _ customer: PurchaseHistory.Cell) -> Double?
}

extension PurchaseModel {
  /// Orders to expect of a customer who has just placed the first one, without that one.
  package func expectedOrdersOfNewCustomer(in time: Double) -> Double? {
    expectedOrders(in: time, PurchaseHistory.Cell(frequency: 0, recency: 0, age: 0))
  }

  /// P(alive) of every cell, in order, on all cores; NaN never, nil places are given as 0.
  package func probabilitiesAlive(_ cells: [PurchaseHistory.Cell]) -> [Double] {
    ParallelSum.column(cells) { probabilityAlive($0) ?? 0 }
  }

  /// Expected orders of every cell, in order, on all cores; those of impossible customers are 0.
  package func expectedOrders(in time: Double, _ cells: [PurchaseHistory.Cell]) -> [Double] {
    ParallelSum.column(cells) { expectedOrders(in: time, $0) ?? 0 }
  }
}

extension PurchaseHistory.Cell {
  /// Why no customer can have these numbers; nil for those that one can.
  package var problem: String? {
    if frequency < 0 { return "the number of orders is negative" }
    if frequency > 1 << 40 { return "the number of orders is too large" }
    if !recency.isFinite || !age.isFinite || age > 1e100 { return "a time is not a number" }
    if recency < 0 || age < 0 { return "a time is negative" }
    if recency > age { return "the last order is after the day of observation" }
    if frequency == 0, recency > 0 { return "a customer without a repeat order has no time of the last repeat" }
    return nil
  }

  var isPossible: Bool {
    frequency >= 0 && frequency <= 1 << 40 && recency >= 0 && recency <= age && age <= 1e100
      && (frequency > 0 || recency == 0)
  }
}

/// Parameters must be positive and of a size whose products stay numbers.
func checkParameters(_ values: KeyValuePairs<String, Double>) throws(ModelError) {
  for (name, value) in values where !(value >= 1e-100 && value <= 1e100) {
    throw .impossibleParameter(name: name, value: value)
  }
}
