import Glibc

extension BetaGeometric {
  /// Fits the model to customers by maximum likelihood.
  ///
  /// - Parameter logGaps: for k > 1, the sum over all orders of ln(time since the order before); with it likelihoods of
  ///   different k compare. The estimates do not depend on it.
  package static func fit(
    _ history: PurchaseHistory, _ dropout: Dropout, regularity: Int = 1, logGaps: Double? = nil,
    stop: @escaping Stop = { false }
  ) throws(ModelError) -> Fit<BetaGeometric> {
    guard regularity >= 1, regularity <= 1000 else {
      throw .impossibleParameter(name: "k", value: Double(regularity))
    }
    let table = try CellTable(history)
    let whole = Likelihood(table: table, dropout: dropout, regularity: regularity)
    let sample = table.sample.map { Likelihood(table: $0, dropout: dropout, regularity: regularity) }
    let search = Search.run(whole, sample: sample, starts: starts(table, regularity), stop: stop)
    let values = search.maximum.place.exponentials
    let model = try BetaGeometric(
      dropout, regularity: regularity, r: values.x, alpha: values.y * table.unit, a: values.z, b: values.w)
    let k = Double(regularity)
    var level = search.maximum.evaluation.value - k * table.orders * log(table.unit)
    if let logGaps, regularity > 1 {
      level += (k - 1) * logGaps - table.orders * Special.logGamma(k)
    }
    return Fit(
      model: model, search: search, names: whole.names, values: [model.r, model.alpha, model.a, model.b],
      logLikelihood: level)
  }

  /// Fits every k up to a highest one and gives the most likely.
  package static func fitRegularity(
    _ history: PurchaseHistory, _ dropout: Dropout, upTo highest: Int = 12, logGaps: Double,
    stop: @escaping Stop = { false }
  ) throws(ModelError) -> Fit<BetaGeometric> {
    var best = try fit(history, dropout, regularity: 1, logGaps: logGaps, stop: stop)
    for k in stride(from: 2, through: highest, by: 1) where !stop() {
      let next = try fit(history, dropout, regularity: k, logGaps: logGaps, stop: stop)
      // The likelihood has one peak in k.
      guard next.logLikelihood > best.logLikelihood else { break }
      best = next
    }
    return best
  }

  private static func starts(_ table: CellTable, _ regularity: Int) -> [SIMD4<Double>] {
    let rate = table.rate * Double(regularity)
    let shapes: [(r: Double, faster: Double, a: Double, b: Double)] = [
      (1, 2, 0.5, 2), (0.3, 4, 1, 3), (3, 1, 0.3, 5), (0.5, 8, 2, 1),
    ]
    return shapes.map { SIMD4(log($0.r), log($0.r / (rate * $0.faster)), log($0.a), log($0.b)) }
  }

  /// The log-likelihood of r, α, a, b over weighted cells.
  struct Likelihood: Objective {
    let names = ["r", "alpha", "a", "b"]
    let table: CellTable
    let dropout: Dropout
    let regularity: Int

    var weight: Double { table.weight }

    func evaluate(_ logarithms: SIMD4<Double>) -> Evaluation {
      let values = logarithms.exponentials
      let point = Point(self, values)
      return summed(table.count, at: values) { point.cell($0) }
    }
  }

  /// The likelihood at one place, with what all cells share.
  private struct Point: Sendable {
    let table: CellTable
    let first: Int
    let regularity: Int
    let r: Double
    let alpha: Double
    let a: Double
    let b: Double
    let buying: RisingTable
    let stay: RisingTable
    let chance: RisingTable
    let logAlpha: Double
    let logA: Double

    init(_ likelihood: Likelihood, _ values: SIMD4<Double>) {
      table = likelihood.table
      first = likelihood.dropout.first
      regularity = likelihood.regularity
      (r, alpha, a, b) = (values.x, values.y, values.z, values.w)
      (logAlpha, logA) = (log(alpha), log(a))
      let most = likelihood.table.mostOrders
      buying = RisingTable(r, upTo: most * regularity)
      stay = RisingTable(b, upTo: most + first)
      chance = RisingTable(a + b, upTo: most + first)
    }

    @inline(__always)
    func cell(_ row: Int) -> Evaluation {
      let x = table.frequencies[row]
      let recency = table.recencies[row]
      let age = table.ages[row]
      let orders = x * regularity
      let chances = x + first
      let end = alpha + age
      let exponent = r + Double(orders)
      let drift = log1p(age / alpha)
      var value =
        buying.log(orders) + stay.log(chances) - chance.log(chances)
        - r * drift - Double(orders) * (drift + logAlpha)
      let loss = chance.derivative(chances)
      var gradient = SIMD4(
        buying.derivative(orders) - drift, r * age / (alpha * end) - Double(orders) / end,
        -loss, stay.derivative(chances) - loss)
      var odds = -Double.infinity
      var slope = SIMD4<Double>.zero
      if chances > 0 {
        let gap = log1p((age - recency) / (alpha + recency))
        odds = logA - (stay.log(chances) - stay.log(chances - 1)) + exponent * gap
        slope = SIMD4(gap, exponent * (1 / end - 1 / (alpha + recency)), 1 / a, -1 / (b + Double(chances - 1)))
      }
      if regularity > 1 {
        let wait = waiting(exponent, (age - recency) / end)
        value += wait.log
        gradient.x += wait.byExponent
        gradient.y -= wait.steps / end
        odds -= wait.log
        slope.x -= wait.byExponent
        slope.y += wait.steps / end
      }
      if chances > 0 {
        let lesser = exp(-abs(odds))
        value += max(odds, 0) + log1p(lesser)
        gradient += (odds > 0 ? 1 : lesser) / (1 + lesser) * slope
      }
      return Evaluation(value: table.weights[row] * value, gradient: table.weights[row] * gradient)
    }

    /// ln Σ (R)ⱼ/j! qʲ for j < k, its derivative by R and the mean of j.
    private func waiting(_ exponent: Double, _ q: Double) -> (log: Double, byExponent: Double, steps: Double) {
      var term = 1.0
      var sum = 1.0
      var byExponent = 0.0
      var steps = 0.0
      var rise = 0.0
      var scale = 0.0
      for j in 1..<regularity {
        let base = exponent + Double(j - 1)
        rise += 1 / base
        term *= base / Double(j) * q
        sum += term
        byExponent += term * rise
        steps += term * Double(j)
        if sum > 1e200 {
          (term, sum, byExponent, steps) = (term * 1e-200, sum * 1e-200, byExponent * 1e-200, steps * 1e-200)
          scale += 200 * 2.302585092994046
        }
      }
      return (scale + log(sum), byExponent / sum, steps / sum)
    }
  }
}
