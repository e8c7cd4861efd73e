import Glibc
import RapportAnalytics
import Testing

@Suite struct ParetoNBDTests {
  static func cdnow() throws -> ParetoNBD { try ParetoNBD(r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669) }

  @Test func neverNotANumber() throws {
    let sizes = [1e-100, 1e-3, 1, 1e3, 1e100]
    let rate = try #require(DiscountRate(annual: 0.15))
    for r in sizes {
      for alpha in sizes {
        for s in sizes {
          for beta in [1e-100, 1e-3, 1, 1e9] {
            let model = try ParetoNBD(r: r, alpha: alpha, s: s, beta: beta)
            for (x, recency, age) in [(0, 0, 0), (0, 0, 39), (1, 39, 39), (1_000_000, 1e-6, 1e6), (3, 0, 1e100)] {
              let cell = PurchaseHistory.Cell(frequency: x, recency: recency, age: age)
              let alive = model.probabilityAlive(cell)
              #expect((alive ?? -1) >= 0 && (alive ?? 2) <= 1, "\(model) \(cell)")
              #expect(model.logLikelihood(cell)?.isFinite == true, "\(model) \(cell)")
              let orders = model.expectedOrders(in: 52, cell)
              #expect(orders?.isFinite == true && (orders ?? -1) >= 0, "\(model) \(cell)")
              let discounted = model.discountedOrders(cell, rate: rate, unit: .week)
              #expect(discounted?.isFinite == true && (discounted ?? -1) >= 0, "\(model) \(cell)")
            }
          }
        }
      }
    }
  }

  @Test func monotoneWhereTheorySaysSo() throws {
    for (alpha, beta) in [(10.578, 11.669), (12, 3), (500, 1), (1, 500), (7, 7)] {
      let model = try ParetoNBD(r: 0.553, alpha: alpha, s: 0.606, beta: beta)
      for x in [1, 3, 10, 50] {
        var last = -1.0
        for recency in stride(from: 1.0, through: 39, by: 1) {
          let alive = model.probabilityAlive(.init(frequency: x, recency: recency, age: 39)) ?? -2
          #expect(alive >= last - 1e-14)
          last = alive
        }
        last = 2
        for age in stride(from: 20.0, through: 80, by: 2) {
          let alive = model.probabilityAlive(.init(frequency: x, recency: 20, age: age)) ?? 3
          #expect(alive <= last + 1e-14)
          last = alive
        }
      }
    }
  }

  @Test func sOfOneIsTheLimitFromBothSides() throws {
    let customer = PurchaseHistory.Cell(frequency: 4, recency: 20, age: 30)
    let rate = try #require(DiscountRate(annual: 0.15))
    let models = try [1 - 1e-9, 1, 1 + 1e-9].map { try ParetoNBD(r: 0.5, alpha: 10, s: $0, beta: 11) }
    let orders = models.map { $0.expectedOrders(in: 52, customer) ?? 0 }
    #expect(isClose(orders[0], orders[1], 1e-8) && isClose(orders[2], orders[1], 1e-8))
    let discounted = models.map { $0.discountedOrders(customer, rate: rate, unit: .week) ?? 0 }
    #expect(isClose(discounted[0], discounted[1], 1e-8) && isClose(discounted[2], discounted[1], 1e-8))
  }
}
