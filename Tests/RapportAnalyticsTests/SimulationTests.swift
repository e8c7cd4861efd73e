import Glibc
import Testing

@testable import RapportAnalytics

/// Customers made by chance from a model's own story, with the times in days as logs have them left out:
/// exact times.
private struct Simulation {
  struct Customer {
    var cell: PurchaseHistory.Cell
    var later: Int
    var isAlive: Bool
  }

  var customers: [Customer] = []
  var logGaps = 0.0

  /// - Parameter story: The gap to the next order and whether the customer has stopped after the last one.
  init(
    _ count: Int, seed: UInt64, watched: Double, _ story: (inout SplitMix) -> (times: [Double], end: Double)
  ) {
    var random = SplitMix(seed)
    for index in 0..<count {
      let age = 20 + Double(index % 20)
      let (times, end) = story(&random)
      let known = times.filter { $0 <= age }
      for (time, before) in zip(known, [0] + known) { logGaps += log(time - before) }
      customers.append(
        Customer(
          cell: .init(frequency: known.count, recency: known.last ?? 0, age: age),
          later: times.filter { $0 > age && $0 <= age + watched }.count, isAlive: end > age))
    }
  }

  var history: PurchaseHistory {
    var history = PurchaseHistory()
    for customer in customers { history.add(customer.cell) }
    return history
  }

  static func betaGeometric(_ model: BetaGeometric, _ count: Int, seed: UInt64) -> Simulation {
    Simulation(count, seed: seed, watched: 39) { random in
      let (rate, p) = (random.gamma(model.r) / model.alpha, random.beta(model.a, model.b))
      var (times, time): ([Double], Double) = ([], 0)
      if model.dropout == .afterEvery, random.unit() < p { return ([], 0) }
      while true {
        for _ in 0..<model.regularity { time += random.exponential() / rate }
        // An order beyond all that is watched: still a customer until then.
        guard time < 100 else { return (times, 100) }
        times.append(time)
        if random.unit() < p { return (times, time) }
      }
    }
  }

  static func pareto(_ model: ParetoNBD, _ count: Int, seed: UInt64) -> Simulation {
    Simulation(count, seed: seed, watched: 39) { random in
      let (rate, mu) = (random.gamma(model.r) / model.alpha, random.gamma(model.s) / model.beta)
      let end = random.exponential() / mu
      var (times, time): ([Double], Double) = ([], 0)
      while true {
        time += random.exponential() / rate
        guard time < min(end, 100) else { return (times, end) }
        times.append(time)
      }
    }
  }

  /// P(alive) and expected orders have the means of what came, which holds for right conditional means only.
  func check(_ model: some PurchaseModel) {
    let count = Double(customers.count)
    let groups: [(String, (Customer) -> Bool)] = [
      ("all", { _ in true }), ("without a repeat", { $0.cell.frequency == 0 }),
      ("often", { $0.cell.frequency > 4 }),
      ("lately silent", { $0.cell.age - $0.cell.recency > 12 }),
      ("lately ordered", { $0.cell.age - $0.cell.recency < 3 }),
    ]
    for (name, belongs) in groups {
      var (orders, alive, squares) = (0.0, 0.0, 0.0)
      for customer in customers where belongs(customer) {
        let error = Double(customer.later) - (model.expectedOrders(in: 39, customer.cell) ?? .nan)
        orders += error
        squares += error * error
        alive += (customer.isAlive ? 1 : 0) - (model.probabilityAlive(customer.cell) ?? .nan)
      }
      #expect(abs(orders) < 3.5 * squares.squareRoot(), "\(name): \(orders / count)")
      #expect(abs(alive) < 3.5 * 0.5 * count.squareRoot(), "\(name): \(alive / count)")
    }
  }

  func check<Model>(_ fit: Fit<Model>, _ truth: [Double]) {
    #expect(fit.isConverged, "\(fit.problems)")
    for (parameter, value) in zip(fit.parameters, truth) {
      #expect(
        abs(log(parameter.value / value)) < 3.5 * (parameter.standardError ?? 0) / parameter.value,
        "\(parameter) \(value)")
    }
  }
}

@Suite struct SimulationTests {
  @Test(arguments: [
    (BetaGeometric.Dropout.afterRepeat, 1), (.afterEvery, 1), (.afterRepeat, 3), (.afterEvery, 2),
  ])
  func betaGeometricFindsItself(_ dropout: BetaGeometric.Dropout, _ k: Int) throws {
    let truth = try BetaGeometric(dropout, regularity: k, r: 1.3, alpha: 4.0 / Double(k), a: 0.8, b: 3.1)
    let made = Simulation.betaGeometric(truth, 4000, seed: UInt64(k))
    made.check(truth)
    let fit = try BetaGeometric.fitRegularity(made.history, dropout, upTo: k + 1, logGaps: made.logGaps)
    #expect(fit.model.regularity == k)
    made.check(fit, [truth.r, truth.alpha, truth.a, truth.b])
  }

  @Test func paretoFindsItself() throws {
    let truth = try ParetoNBD(r: 1.3, alpha: 4, s: 0.9, beta: 14)
    let made = Simulation.pareto(truth, 2500, seed: 8)
    made.check(truth)
    made.check(try ParetoNBD.fit(made.history), [truth.r, truth.alpha, truth.s, truth.beta])
  }

  /// More cells than a search starts from at once: the way by a sample ends where the way by all does.
  @Test func largeTablesStartFromASample() throws {
    let truth = try BetaGeometric(.afterEvery, r: 1.3, alpha: 4, a: 0.8, b: 3.1)
    let made = Simulation.betaGeometric(truth, 75_000, seed: 3)
    let history = made.history
    #expect(history.cells.count > 40_000)
    let table = try CellTable(history)
    #expect(table.sample?.count == 20_000)
    let fit = try BetaGeometric.fit(history, .afterEvery)
    made.check(fit, [truth.r, truth.alpha, truth.a, truth.b])
    let whole = BetaGeometric.Likelihood(table: table, dropout: .afterEvery, regularity: 1)
    let place = SIMD4(log(truth.r), log(truth.alpha / table.unit), log(truth.a), log(truth.b))
    let values = Maximum.climb(whole, from: place).place.exponentials
    for (found, expected) in zip(
      [fit.model.r, fit.model.alpha, fit.model.a, fit.model.b],
      [values.x, values.y * table.unit, values.z, values.w])
    {
      #expect(isClose(found, expected, 1e-6))
    }
  }
}
