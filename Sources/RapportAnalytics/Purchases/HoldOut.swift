import Glibc

/// How well a rule made from the orders up to a day foretells those after it.
///
/// Each rule says of a customer how many orders to expect and whether the customer is still active. The plain rule, by which
/// who has been silent for a while is gone and all others go on as before, is the one a model has to beat: Wübben and
/// Wangenheim (2008) found it as good in three industries.
package struct HoldOut: Sendable {
  /// A quarter: days of silence after which the plain rule calls a customer gone, unless somebody says otherwise.
  package static let silence = 91

  /// Customers with equal numbers.
  package struct Group: Hashable, Sendable {
    package var customer: PurchaseHistory.Cell
    /// Days with an order after the calibration.
    package var later: Int
    package var count: Int

    package init(customer: PurchaseHistory.Cell, later: Int, count: Int) {
      self.customer = customer
      self.later = later
      self.count = count
    }
  }

  /// What a rule says of a customer.
  package struct Prediction: Sendable {
    package var orders: Double
    package var isActive: Bool
  }

  package struct Score: Hashable, Sendable {
    package var customers = 0
    /// Orders foretold and those that came.
    package var predicted = 0.0
    package var actual = 0
    /// Mean of |foretold − came| over customers.
    package var meanError = 0.0
    /// Root of the mean square of the same.
    package var rootError = 0.0
    /// Share of customers of whom it was said rightly whether they would order again.
    package var right = 0.0
    /// Share of those who ordered that had been called active.
    package var activeFound: Double?
    /// Share of those who did not that had been called gone.
    package var goneFound: Double?
  }

  package let groups: [Group]
  /// How long after the calibration was watched, in the unit of the customers' times.
  package let duration: Double

  package init(_ groups: [Group], duration: Double) {
    self.groups = groups
    self.duration = duration
  }

  /// The customers as they were known on the day of calibration.
  package var history: PurchaseHistory {
    var history = PurchaseHistory()
    for group in groups { history.add(group.customer, count: group.count) }
    return history
  }

  /// Expected orders, and active where P(alive) is at least a half.
  package func prediction(_ model: any PurchaseModel) -> (PurchaseHistory.Cell) -> Prediction {
    { customer in
      Prediction(
        orders: model.expectedOrders(in: duration, customer) ?? 0,
        isActive: (model.probabilityAlive(customer) ?? 0) >= 0.5)
    }
  }

  /// Gone after a silence of `window`; all others order at their rate so far.
  package func prediction(silence window: Double) -> (PurchaseHistory.Cell) -> Prediction {
    { customer in
      let isActive = customer.age - customer.recency < window
      let rate = customer.age > 0 ? Double(customer.frequency) / customer.age : 0
      return Prediction(orders: isActive ? rate * duration : 0, isActive: isActive)
    }
  }

  package func score(_ predict: (PurchaseHistory.Cell) -> Prediction) -> Score {
    var score = Score()
    var (errors, squares, right) = (0.0, 0.0, 0)
    var (active, found, gone, missed) = (0, 0, 0, 0)
    for group in groups {
      let prediction = predict(group.customer)
      let (count, error) = (Double(group.count), prediction.orders - Double(group.later))
      score.customers += group.count
      score.predicted += count * prediction.orders
      score.actual += group.count * group.later
      errors += count * abs(error)
      squares += count * error * error
      let returned = group.later > 0
      if prediction.isActive == returned { right += group.count }
      if returned {
        active += group.count
        if prediction.isActive { found += group.count }
      } else {
        gone += group.count
        if !prediction.isActive { missed += group.count }
      }
    }
    guard score.customers > 0 else { return score }
    let all = Double(score.customers)
    score.meanError = errors / all
    score.rootError = (squares / all).squareRoot()
    score.right = Double(right) / all
    if active > 0 { score.activeFound = Double(found) / Double(active) }
    if gone > 0 { score.goneFound = Double(missed) / Double(gone) }
    return score
  }

  /// Mean orders per customer, foretold and come, of those with the same number of repeat orders; the last line holds
  /// all with `upTo` or more.
  package func byFrequency(
    upTo most: Int, _ predict: (PurchaseHistory.Cell) -> Prediction
  ) -> [(frequency: Int, customers: Int, predicted: Double, actual: Double)] {
    var lines = (0...max(0, most)).map { (frequency: $0, customers: 0, predicted: 0.0, actual: 0.0) }
    for group in groups {
      let line = min(max(0, group.customer.frequency), most)
      lines[line].customers += group.count
      lines[line].predicted += Double(group.count) * predict(group.customer).orders
      lines[line].actual += Double(group.count) * Double(group.later)
    }
    for line in lines.indices where lines[line].customers > 0 {
      lines[line].predicted /= Double(lines[line].customers)
      lines[line].actual /= Double(lines[line].customers)
    }
    return lines.filter { $0.customers > 0 }
  }
}
