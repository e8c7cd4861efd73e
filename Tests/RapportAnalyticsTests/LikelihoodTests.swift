import Glibc
import Testing

@testable import RapportAnalytics

/// Likelihoods and gradients that fits climb, against other ways to compute them.
@Suite struct LikelihoodTests {
  private static let places: [SIMD4<Double>] = [
    SIMD4(-1.4, -2, -0.3, 0.9), SIMD4(0.6, 0.3, -1, -0.2), SIMD4(-0.4, 1.2, 0.01, -2.5),
    SIMD4(2.2, -0.8, 1.7, 1.6),
  ]

  private var history: PurchaseHistory {
    var history = PurchaseHistory()
    for (x, recency, age, count) in [
      (0, 0, 30, 7), (1, 12, 31, 3), (2, 31, 31, 1), (5, 20.5, 28, 2), (40, 21, 33.5, 1), (1, 0.25, 39, 4),
      (0, 0, 0, 1),
    ] { history.add(.init(frequency: x, recency: recency, age: age), count: count) }
    return history
  }

  /// Each slope against the central difference of Richardson's two widths.
  private func checkGradient(_ objective: some Objective, _ name: String) {
    for place in Self.places {
      let found = objective.evaluate(place)
      for index in objective.names.indices {
        func difference(_ width: Double) -> Double {
          var (ahead, behind) = (place, place)
          ahead[index] += width
          behind[index] -= width
          return (objective.evaluate(ahead).value - objective.evaluate(behind).value) / (2 * width)
        }
        let slope = (4 * difference(1e-3) - difference(2e-3)) / 3
        let size = max(1, abs(found.value)) * 1e-9
        #expect(
          abs(found.gradient[index] - slope) <= max(size, 1e-7 * abs(slope)),
          "\(name) \(objective.names[index]) at \(place): \(found.gradient[index]), not \(slope)")
      }
    }
  }

  @Test func gradientsOfBetaGeometric() throws {
    let table = try CellTable(history)
    for dropout in [BetaGeometric.Dropout.afterRepeat, .afterEvery] {
      for k in [1, 2, 3, 7] {
        checkGradient(
          BetaGeometric.Likelihood(table: table, dropout: dropout, regularity: k), "\(dropout) \(k)")
      }
    }
  }

  @Test func gradientsOfPareto() throws {
    checkGradient(ParetoNBD.Likelihood(table: try CellTable(history)), "Pareto/NBD")
  }

  @Test func gradientsOfGammaGamma() {
    var spending = SpendHistory()
    for (x, mean) in [(1, 0.3), (2, 1.1), (7, 0.9), (300, 2.5)] { spending.add(frequency: x, mean: mean) }
    checkGradient(GammaGamma.Likelihood(table: spending), "Gamma-Gamma")
  }

  @Test func gradientsOfBGBB() throws {
    let rows = BGBBTests.donations.compactMap { x, last, donors in
      BGBB.Opportunities(.init(frequency: x, recency: Double(last), age: 6 + Double(x % 3)))
        .map { BGBB.Row(customer: $0, weight: Double(donors)) }
    }
    checkGradient(BGBB.Likelihood(rows: rows), "BG/BB")
  }

  /// The likelihood of the table is that of the model, customer by customer.
  @Test func tablesAndModelsAgree() throws {
    let table = try CellTable(history)
    func level(_ model: some PurchaseModel, orders k: Double) -> Double {
      zip(history.cells, history.counts).reduce(0) { $0 + Double($1.1) * (model.logLikelihood($1.0) ?? .nan) }
        + k * table.orders * log(table.unit)
    }
    for place in Self.places {
      let values = place.exponentials
      for (dropout, k) in [
        (BetaGeometric.Dropout.afterRepeat, 1), (.afterEvery, 1), (.afterRepeat, 4), (.afterEvery, 4),
      ] {
        let model = try BetaGeometric(
          dropout, regularity: k, r: values.x, alpha: values.y * table.unit, a: values.z, b: values.w)
        let sum = BetaGeometric.Likelihood(table: table, dropout: dropout, regularity: k).evaluate(place)
          .value
        #expect(isClose(sum, level(model, orders: Double(k)), 1e-11))
      }
      let pareto = try ParetoNBD(
        r: values.x, alpha: values.y * table.unit, s: values.z, beta: values.w * table.unit)
      #expect(
        isClose(ParetoNBD.Likelihood(table: table).evaluate(place).value, level(pareto, orders: 1), 1e-11))
    }
  }

  /// ∫∫ over the rates λ and the chances or rates of stopping, by the trapezoidal rule in ln λ and ln odds.
  private func mean(_ density: (Double) -> Double, of f: (Double) -> Double) -> Double {
    var sum = 0.0
    for step in -1500..<1500 {
      let logarithm = Double(step) / 25
      sum += density(logarithm) * f(logarithm) / 25
    }
    return sum
  }

  /// Of ln λ, for a Gamma distribution.
  private func gamma(_ shape: Double, _ rate: Double) -> (Double) -> Double {
    { exp(shape * ($0 + log(rate)) - rate * exp($0) - Special.logGamma(shape)) }
  }

  /// Of ln(p/(1 − p)), for a Beta distribution.
  private func beta(_ a: Double, _ b: Double) -> (Double) -> Double {
    { exp(-a * Special.softplus(-$0) - b * Special.softplus($0) - Special.logBeta(a, b)) }
  }

  @Test(arguments: [1, 2, 5]) func betaGeometricIsTheIntegral(_ k: Int) throws {
    for (dropout, first) in [(BetaGeometric.Dropout.afterRepeat, 0), (.afterEvery, 1)] {
      let model = try BetaGeometric(dropout, regularity: k, r: 0.7, alpha: 3, a: 0.8, b: 1.9)
      for (x, recency, age) in [(0, 0.0, 9.0), (1, 4, 9), (4, 8.5, 9), (6, 9, 9)] {
        let events = Double(k * x)
        let waits = mean(gamma(0.7, 3)) { logarithm in
          let silence = exp(logarithm) * (age - recency)
          var (term, sum) = (1.0, 1.0)
          for j in 1..<max(k, 1) {
            term *= silence / Double(j)
            sum += term
          }
          return exp(events * logarithm - exp(logarithm) * age) * sum
        }
        let ends = mean(gamma(0.7, 3)) { exp(events * $0 - exp($0) * recency) }
        let chances = Double(x + first)
        let stays = mean(beta(0.8, 1.9)) { exp(-chances * Special.softplus($0)) }
        let stops =
          chances == 0
          ? 0 : mean(beta(0.8, 1.9)) { exp(-(chances - 1) * Special.softplus($0) - Special.softplus(-$0)) }
        let customer = PurchaseHistory.Cell(frequency: x, recency: recency, age: age)
        let whole = waits * stays + ends * stops
        #expect(isClose(model.logLikelihood(customer), log(whole), 1e-10), "\(customer)")
        #expect(isClose(model.probabilityAlive(customer), waits * stays / whole, 1e-10), "\(customer)")
      }
    }
  }

  @Test func paretoIsTheIntegral() throws {
    let model = try ParetoNBD(r: 0.7, alpha: 3, s: 1.4, beta: 11)
    for (x, recency, age) in [(0, 0.0, 9.0), (1, 4, 9), (6, 9, 9)] {
      var (alive, dead) = (0.0, 0.0)
      alive = mean(gamma(0.7, 3)) { lambda in
        mean(gamma(1.4, 11)) { mu in exp(Double(x) * lambda - (exp(lambda) + exp(mu)) * age) }
      }
      dead = mean(gamma(0.7, 3)) { lambda in
        mean(gamma(1.4, 11)) { mu in
          let both = exp(lambda) + exp(mu)
          return exp(Double(x) * lambda + mu - both * recency) * -expm1(-both * (age - recency)) / both
        }
      }
      let customer = PurchaseHistory.Cell(frequency: x, recency: recency, age: age)
      #expect(isClose(model.logLikelihood(customer), log(alive + dead), 1e-10), "\(customer)")
      #expect(isClose(model.probabilityAlive(customer), alive / (alive + dead), 1e-10), "\(customer)")
    }
  }
}
