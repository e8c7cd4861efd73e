import Glibc
import RapportAnalytics
import Testing

@Suite struct CustomerValueTests {
  private let customers = [
    PurchaseHistory.Cell(frequency: 2, recency: 30.43, age: 38.86),
    .init(frequency: 7, recency: 29.43, age: 38.86),
    .init(frequency: 1, recency: 5, age: 31),
  ]
  private let orderValues = [35.0, 20, 60]

  private func models() throws -> [any PurchaseModel] {
    [
      try BetaGeometric(.afterRepeat, r: 0.243, alpha: 4.414, a: 0.793, b: 2.426),
      try ParetoNBD(r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669),
    ]
  }

  /// `customer_lifetime_value` of lifetimes 0.11.3 over 12 months of 4.345 weeks, at 1 % a month and at none.
  /// It discounts the orders of a month from its end, which is half a month more; within a month that is
  /// right to some hundred-thousandths.
  @Test func equalToLifetimesButForHalfAMonth() throws {
    let expected = [
      [
        [51.497612808499575, 79.34352369576207, 30.38253636807745],
        [54.67539810324542, 84.15344070324795, 32.256291553753805],
      ],
      [
        [61.14841951861255, 89.14249845879327, 28.890506254882443],
        [64.92211526262822, 94.64381263327456, 30.657567189834452],
      ],
    ]
    for (model, values) in zip(try models(), expected) {
      for (monthly, row) in zip([0.01, 0], values) {
        let rate = try #require(DiscountRate(annual: pow(1 + monthly, 52 / 4.345) - 1))
        let value = CustomerValue(horizon: 12 * 4.345, unit: .week, rate: rate)
        for (customer, (worth, theirs)) in zip(customers, zip(orderValues, row)) {
          let ours = value.value(of: customer, model, orderValue: worth)
          #expect(isClose(ours, theirs * (1 + monthly).squareRoot(), monthly == 0 ? 1e-10 : 1e-4))
        }
      }
    }
  }

  /// Without end, Pareto/NBD has a closed form: DERT.
  @Test func nearsDERTForALongTime() throws {
    let model = try ParetoNBD(r: 0.553, alpha: 10.578, s: 2.5, beta: 60)
    let rate = try #require(DiscountRate(annual: 0.15))
    for customer in customers {
      let endless = try #require(model.discountedOrders(customer, rate: rate, unit: .week)) * 7
      var last = 0.0
      for years in [1.0, 3, 10, 30, 60] {
        let value = CustomerValue(horizon: 52 * years, unit: .week, rate: rate).value(
          of: customer, model, orderValue: 7)
        #expect((value ?? 0) > last)
        last = value ?? 0
      }
      #expect(isClose(last, endless, 1e-5), "\(last) \(endless)")
    }
  }

  /// Against 4,000 small steps, of a customer a day old whose expected orders bend most, and of an old
  /// one; the steps themselves are wrong by some millionths.
  @Test func isTheSumOfSmallSteps() throws {
    let young = PurchaseHistory.Cell(frequency: 0, recency: 0, age: 1.0 / 7)
    for model in try models() {
      for customer in [young, customers[1]] {
        for (horizon, annual) in [(52.0, 0.15), (520, 0.15), (520, 3)] {
          let rate = try #require(DiscountRate(annual: annual))
          var (sum, before) = (0.0, 0.0)
          for index in 1...4000 {
            let step = horizon / 4000
            let orders = model.expectedOrders(in: Double(index) * step, customer) ?? .nan
            sum += (orders - before) * rate.factor(after: (Double(index) - 0.5) * step, .week)
            before = orders
          }
          let value = CustomerValue(horizon: horizon, unit: .week, rate: rate).value(
            of: customer, model, orderValue: 1)
          #expect(isClose(value, sum, 5e-6), "\(value ?? 0) \(sum)")
        }
      }
    }
  }

  @Test func fallsWithTheRateAndRisesWithTimeAndMargin() throws {
    for model in try models() {
      for customer in customers {
        var last = Double.infinity
        for annual in [0, 0.01, 0.05, 0.15, 0.5, 2, 100] {
          let rate = try #require(DiscountRate(annual: annual))
          let value =
            CustomerValue(horizon: 104, unit: .week, rate: rate).value(of: customer, model, orderValue: 10)
            ?? -1
          #expect(value < last && value > 0)
          last = value
          let half = CustomerValue(horizon: 104, unit: .week, rate: rate, margin: 0.5)
          #expect(isClose(half.value(of: customer, model, orderValue: 10), value / 2, 1e-14))
          let longer = CustomerValue(horizon: 110, unit: .week, rate: rate)
          #expect((longer.value(of: customer, model, orderValue: 10) ?? -1) > value)
        }
      }
    }
    #expect(
      DiscountRate(annual: -0.1) == nil && DiscountRate(annual: .nan) == nil
        && DiscountRate(annual: .infinity) == nil)
    let rate = try #require(DiscountRate(annual: 0.1))
    for horizon in [-1, 0, Double.nan, .infinity] {
      let value = CustomerValue(horizon: horizon, unit: .week, rate: rate)
      #expect(value.value(of: customers[0], try models()[0], orderValue: 10) == nil)
    }
  }
}
