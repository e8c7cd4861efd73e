import Glibc
import RapportAnalytics
import Testing

/// What holds of every model whatever its parameters: numbers stay numbers, and rise and fall as theory says.
@Suite struct ModelPropertyTests {
  /// A size of any order: mostly of every day, sometimes absurd, sometimes a whole number.
  private func size(_ random: inout SplitMix, _ largest: Double) -> Double {
    switch random.below(4) {
    case 0: exp((random.unit() * 2 - 1) * log(largest))
    case 1: Double(1 + random.below(3))
    default: exp(random.normal() * 1.5)
    }
  }

  private func model(_ random: inout SplitMix, _ largest: Double) throws -> any PurchaseModel {
    let n = (0..<4).map { _ in size(&random, largest) }
    switch random.below(4) {
    case 0: return try ParetoNBD(r: n[0], alpha: n[1], s: n[2], beta: n[3])
    case 1: return try BetaGeometric(.afterRepeat, r: n[0], alpha: n[1], a: n[2], b: n[3])
    case 2: return try BetaGeometric(.afterEvery, r: n[0], alpha: n[1], a: n[2], b: n[3])
    default:
      let k = [2, 3, 12, 100][random.below(4)]
      return try BetaGeometric(
        random.below(2) == 0 ? .afterEvery : .afterRepeat, regularity: k, r: n[0], alpha: n[1], a: n[2],
        b: n[3])
    }
  }

  private func customer(_ random: inout SplitMix, _ largest: Double) -> PurchaseHistory.Cell {
    let age = random.below(9) == 0 ? 0 : min(1e100, size(&random, largest) * 30)
    let x = [0, 0, 1, 2, 5, 40, 3000, 1 << 20, 1 << 40][random.below(9)]
    let recency = x == 0 ? 0 : [age, 0, age * random.unit(), age * (1 - 1e-12)][random.below(4)]
    return .init(frequency: x, recency: recency, age: age)
  }

  @Test(arguments: 0..<8) func numbersStayNumbers(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    for _ in 0..<60 {
      let (model, cell) = (try model(&random, 1e100), customer(&random, 1e60))
      let alive = model.probabilityAlive(cell)
      #expect((alive ?? -1) >= 0 && (alive ?? 2) <= 1, "\(model) \(cell) \(alive ?? .nan)")
      #expect(model.logLikelihood(cell)?.isFinite == true, "\(model) \(cell)")
      for time in [0.0, 1e-100, 1, 52, 1e6, 1e100] {
        let orders = model.expectedOrders(in: time, cell)
        #expect(orders?.isFinite == true && (orders ?? -1) >= 0, "\(model) \(cell) \(time)")
      }
      let rate = DiscountRate(annual: [1e-6, 0.15, 1e6][random.below(3)])
      let value = rate.flatMap {
        CustomerValue(horizon: 52, unit: .week, rate: $0).value(of: cell, model, orderValue: 10)
      }
      #expect(value?.isFinite == true && (value ?? -1) >= 0, "\(model) \(cell)")
    }
  }

  @Test(arguments: 0..<6) func silenceMakesLessAliveAndTimeMoreOrders(_ seed: UInt64) throws {
    var random = SplitMix(100 + seed)
    for _ in 0..<30 {
      let model = try model(&random, 50)
      let x = [1, 2, 3, 8, 30, 200][random.below(6)]
      var last = 2.0
      for silence in [0.0, 0.1, 1, 3, 7, 15, 30, 60, 200, 1e4] {
        let alive = model.probabilityAlive(.init(frequency: x, recency: 12, age: 12 + silence)) ?? .nan
        #expect(alive <= last * (1 + 1e-9) + 1e-300, "\(model) \(x) \(silence): \(alive) after \(last)")
        last = alive
      }
      last = -1
      for recency in stride(from: 0.5, through: 40, by: 2.5) {
        let alive = model.probabilityAlive(.init(frequency: x, recency: recency, age: 40)) ?? .nan
        #expect(alive >= last * (1 - 1e-9), "\(model) \(x) \(recency): \(alive) after \(last)")
        last = alive
      }
      last = 0
      let cell = PurchaseHistory.Cell(frequency: x, recency: 35, age: 40)
      for time in [0.0, 0.01, 1, 4, 13, 52, 53, 200, 1000, 1e5] {
        let orders = model.expectedOrders(in: time, cell) ?? .nan
        #expect(orders >= last * (1 - 1e-9), "\(model) \(cell) \(time): \(orders) after \(last)")
        last = orders
      }
    }
  }

  /// At the moment of an order: BG knows a customer may have stopped just then, Pareto/NBD that stopping
  /// takes time.
  @Test func atTheLastOrder() throws {
    let pareto = try ParetoNBD(r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669)
    #expect(pareto.probabilityAlive(.init(frequency: 3, recency: 20, age: 20)) == 1)
    for k in [1, 3] {
      let model = try BetaGeometric(.afterRepeat, regularity: k, r: 0.2, alpha: 4, a: 0.8, b: 2.4)
      #expect(
        isClose(
          model.probabilityAlive(.init(frequency: 3, recency: 20, age: 20)), 1 - 0.8 / (0.8 + 2.4 + 2), 1e-14)
      )
      #expect(model.probabilityAlive(.init(frequency: 0, recency: 0, age: 20)) == 1)
    }
  }
}
