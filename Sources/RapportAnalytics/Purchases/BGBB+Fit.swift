import Glibc

extension BGBB {
  /// Fits the model by maximum likelihood to customers whose times are whole numbers of periods.
  package static func fit(
    _ history: PurchaseHistory, stop: @escaping Stop = { false }
  ) throws(ModelError) -> Fit<BGBB> {
    try history.checkFit()
    let whole = Likelihood(rows: try rows(history))
    let search = Search.run(whole, starts: starts, stop: stop)
    let values = search.maximum.place.exponentials
    let model = try BGBB(alpha: values.x, beta: values.y, gamma: values.z, delta: values.w)
    return Fit(
      model: model, search: search, names: whole.names,
      values: [model.alpha, model.beta, model.gamma, model.delta],
      logLikelihood: search.maximum.evaluation.value)
  }

  private static let starts: [SIMD4<Double>] = [
    (1, 1, 0.5, 3), (0.5, 2, 1, 10), (3, 3, 0.3, 1), (0.3, 0.3, 2, 8),
  ].map {
    (alpha: Double, beta: Double, gamma: Double, delta: Double) in
    SIMD4(log(alpha), log(beta), log(gamma), log(delta))
  }

  struct Row: Sendable {
    let customer: Opportunities
    let weight: Double
  }

  private static func rows(_ history: PurchaseHistory) throws(ModelError) -> [Row] {
    var rows: [Row] = []
    for (cell, count) in zip(history.cells, history.counts) where count > 0 {
      guard let customer = Opportunities(cell) else {
        throw .impossibleCustomer(
          "times of BG/BB are whole numbers of periods, with at most one order in each")
      }
      rows.append(Row(customer: customer, weight: Double(count)))
    }
    return rows
  }

  /// The log-likelihood of α, β, γ, δ over weighted cells.
  struct Likelihood: Objective {
    let names = ["alpha", "beta", "gamma", "delta"]
    let rows: [Row]
    let weight: Double
    private let most: Int

    init(rows: [Row]) {
      self.rows = rows
      weight = rows.reduce(0) { $0 + $1.weight }
      most = rows.reduce(0) { max($0, $1.customer.periods) }
    }

    func evaluate(_ logarithms: SIMD4<Double>) -> Evaluation {
      let values = logarithms.exponentials
      let point = Point(values, most)
      let rows = rows
      return summed(rows.count, at: values) { row in
        let found = point.likelihood(rows[row].customer)
        return Evaluation(value: rows[row].weight * found.value, gradient: rows[row].weight * found.gradient)
      }
    }
  }

  /// Rising factorials at one place, which all cells share.
  private struct Point: Sendable {
    let gamma: Double
    let ordering: RisingTable
    let skipping: RisingTable
    let either: RisingTable
    let staying: RisingTable
    let ending: RisingTable

    init(_ values: SIMD4<Double>, _ most: Int) {
      gamma = values.z
      ordering = RisingTable(values.x, upTo: most)
      skipping = RisingTable(values.y, upTo: most)
      either = RisingTable(values.x + values.y, upTo: most)
      staying = RisingTable(values.w, upTo: most)
      ending = RisingTable(values.z + values.w, upTo: most + 1)
    }

    func likelihood(_ customer: Opportunities) -> Evaluation {
      let x = customer.orders
      var sum = alive(x, customer.periods)
      for end in stride(from: customer.periods - 1, through: customer.last, by: -1) {
        sum.logAdd(stopped(x, after: end))
      }
      sum.value += ordering.log(x)
      sum.gradient.x += ordering.derivative(x)
      return sum
    }

    /// ln of the chance of these orders and no stop.
    private func alive(_ x: Int, _ n: Int) -> Evaluation {
      let (both, end) = (either.derivative(n), ending.derivative(n))
      return Evaluation(
        value: skipping.log(n - x) - either.log(n) + staying.log(n) - ending.log(n),
        gradient: SIMD4(-both, skipping.derivative(n - x) - both, -end, staying.derivative(n) - end))
    }

    /// ln of the chance of these orders and a stop after n periods.
    private func stopped(_ x: Int, after n: Int) -> Evaluation {
      let (both, end) = (either.derivative(n), ending.derivative(n + 1))
      return Evaluation(
        value: skipping.log(n - x) - either.log(n) + log(gamma) + staying.log(n) - ending.log(n + 1),
        gradient: SIMD4(
          -both, skipping.derivative(n - x) - both, 1 / gamma - end, staying.derivative(n) - end))
    }
  }
}

extension Evaluation {
  /// The logarithm of the sum of two numbers that are given by theirs.
  fileprivate mutating func logAdd(_ other: Evaluation) {
    let share = Special.logistic(other.value - value)
    gradient += share * (other.gradient - gradient)
    value = Special.logSumExp(value, other.value)
  }
}
