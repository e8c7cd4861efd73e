import Glibc
import RapportAnalytics
import Testing

@Suite struct BetaGeometricTests {
  /// Published for CDNOW: Fader, Hardie, Lee (2005).
  static func cdnowBG() throws -> BetaGeometric {
    try BetaGeometric(.afterRepeat, r: 0.2425945, alpha: 4.4136018, a: 0.7929221, b: 2.4259068)
  }

  @Test func neverNotANumber() throws {
    let sizes = [1e-100, 1e-9, 1e-3, 0.5, 1, 2, 1e3, 1e9, 1e100]
    for r in sizes {
      for alpha in sizes {
        for (a, b) in [(1e-100, 1e-100), (1e-9, 1e9), (1, 1), (1e9, 1e-9), (2, 3), (1e100, 1e100)] {
          for (dropout, k) in [(BetaGeometric.Dropout.afterRepeat, 1), (.afterEvery, 1), (.afterEvery, 4)] {
            let model = try BetaGeometric(dropout, regularity: k, r: r, alpha: alpha, a: a, b: b)
            for (x, recency, age) in [(0, 0, 0), (0, 0, 39), (1, 39, 39), (1_000_000, 1e-6, 1e6), (3, 0, 1e100)] {
              let cell = PurchaseHistory.Cell(frequency: x, recency: recency, age: age)
              let alive = model.probabilityAlive(cell)
              #expect((alive ?? -1) >= 0 && (alive ?? 2) <= 1)
              #expect(model.logLikelihood(cell)?.isFinite == true, "\(model) \(cell)")
              let orders = model.expectedOrders(in: 52, cell)
              #expect(orders?.isFinite == true && (orders ?? -1) >= 0, "\(model) \(cell)")
            }
          }
        }
      }
    }
    let model = try Self.cdnowBG()
    for cell in [
      PurchaseHistory.Cell(frequency: -1, recency: 0, age: 1), .init(frequency: 1, recency: .nan, age: 1),
      .init(frequency: 1, recency: 2, age: 1), .init(frequency: 1, recency: 1, age: .infinity),
    ] {
      #expect(model.probabilityAlive(cell) == nil && model.logLikelihood(cell) == nil && cell.problem != nil)
    }
    #expect(throws: ModelError.self) { try BetaGeometric(.afterEvery, r: .nan, alpha: 1, a: 1, b: 1) }
  }

  @Test func monotoneWhereTheorySaysSo() throws {
    for model in [
      try Self.cdnowBG(), try BetaGeometric(.afterEvery, r: 0.525, alpha: 6.183, a: 0.891, b: 1.614),
      try BetaGeometric(.afterEvery, regularity: 3, r: 0.525, alpha: 2, a: 0.891, b: 1.614),
    ] {
      for x in [1, 3, 10, 50] {
        var last = -1.0
        for recency in stride(from: 1.0, through: 39, by: 1) {
          let alive = model.probabilityAlive(.init(frequency: x, recency: recency, age: 39)) ?? -2
          #expect(alive >= last)
          last = alive
        }
        last = 2
        for age in stride(from: 20.0, through: 80, by: 2) {
          let alive = model.probabilityAlive(.init(frequency: x, recency: 20, age: age)) ?? 3
          #expect(alive <= last)
          last = alive
        }
        last = 0
        for time in [0.0, 1, 2, 5, 10, 50, 100, 1000, 1e4, 1e6] {
          let orders = model.expectedOrders(in: time, .init(frequency: x, recency: 30, age: 39)) ?? -1
          #expect(orders >= last * (1 - 1e-12))
          last = orders
        }
      }
    }
  }

  @Test func aOfOneIsTheLimitFromBothSides() throws {
    let customer = PurchaseHistory.Cell(frequency: 4, recency: 20, age: 30)
    let values = try [1 - 1e-9, 1, 1 + 1e-9].map {
      try BetaGeometric(.afterEvery, r: 0.5, alpha: 6, a: $0, b: 1.6).expectedOrders(in: 52, customer) ?? 0
    }
    #expect(isClose(values[0], values[1], 1e-8) && isClose(values[2], values[1], 1e-8))
  }

  @Test func regularityOfOneIsThePoissonModel() throws {
    let plain = try BetaGeometric(.afterEvery, regularity: 1, r: 0.5, alpha: 6, a: 0.9, b: 1.6)
    // With a phase per order and everybody certain to stay, expected orders are a third of the events.
    let regular = try BetaGeometric(.afterEvery, regularity: 3, r: 5, alpha: 6, a: 1e-12, b: 1.6)
    #expect(isClose(regular.expectedOrdersOfNewCustomer(in: 600), (5.0 / 6 * 600 - 1) / 3, 1e-3))
    #expect(plain.regularity == 1)
  }

  @Test func unusableHistoriesAreNamed() throws {
    var history = PurchaseHistory()
    history.add(.init(frequency: 0, recency: 0, age: 5), count: 3)
    #expect(throws: ModelError.tooFewCustomers(have: 3, needed: 10)) {
      try BetaGeometric.fit(history, .afterEvery)
    }
    history.add(.init(frequency: 0, recency: 0, age: 6), count: 30)
    #expect(throws: ModelError.noRepeatBuyers) { try BetaGeometric.fit(history, .afterEvery) }
    var alike = PurchaseHistory()
    alike.add(.init(frequency: 2, recency: 3, age: 6), count: 30)
    #expect(throws: ModelError.allAlike) { try BetaGeometric.fit(alike, .afterEvery) }
    history.add(.init(frequency: 2, recency: .nan, age: 6))
    #expect(throws: ModelError.impossibleCustomer("a time is not a number")) {
      try BetaGeometric.fit(history, .afterEvery)
    }
  }
}
