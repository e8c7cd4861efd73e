import Glibc

extension GammaGamma {
  /// Fits the model by maximum likelihood to customers with a repeat order of some value.
  package static func fit(
    _ history: SpendHistory, stop: @escaping Stop = { false }
  ) throws(ModelError) -> Fit<GammaGamma> {
    let count = history.customers
    guard count >= fewest else {
      if count == 0 { throw .noRepeatBuyers }
      throw .tooFewCustomers(have: count, needed: fewest)
    }
    let first = history.means[0]
    guard history.means.contains(where: { $0 != first }) else { throw .allAlike }
    let unit = exp(history.means.reduce(0) { $0 + log($1) } / Double(count))
    let table = history.scaled(by: unit)
    let whole = Likelihood(table: table)
    let search = Search.run(whole, sample: table.sample.map(Likelihood.init), starts: starts, stop: stop)
    let values = search.maximum.place.exponentials
    let model = try GammaGamma(p: values.x, q: values.y, v: values.z * unit)
    var fit = Fit(
      model: model, search: search, names: whole.names, values: [model.p, model.q, model.v],
      logLikelihood: search.maximum.evaluation.value - Double(count) * log(unit))
    if model.q <= 1 { fit.add(problem: "q is 1 or less, so the mean value of an order is infinite") }
    return fit
  }

  private static let fewest = 10

  private static let starts: [SIMD4<Double>] = [(1, 2, 1), (6, 4, 0.5), (0.5, 3, 4), (20, 8, 0.35)].map {
    (p: Double, q: Double, v: Double) in SIMD4(log(p), log(q), log(v), 0)
  }

  /// The log-likelihood of p, q, v.
  struct Likelihood: Objective {
    let names = ["p", "q", "v"]
    let table: SpendHistory

    var weight: Double { Double(table.customers) }

    func evaluate(_ logarithms: SIMD4<Double>) -> Evaluation {
      let (p, q, v) = (exp(logarithms.x), exp(logarithms.y), exp(logarithms.z))
      let (frequencies, means) = (table.frequencies, table.means)
      let logGammaOfQ = Special.logGamma(q)
      return summed(means.count, at: SIMD4(p, q, v, 0)) { row in
        let (x, mean) = (frequencies[row], means[row])
        let (shape, total) = (p * x, x * mean)
        let (lessOfTotal, lessOfScale) = (log1p(v / total), log1p(total / v))
        let value = Special.logRising(shape, q) - logGammaOfQ - shape * lessOfTotal - q * lessOfScale - log(mean)
        let gradient = SIMD4(
          x * (Special.digammaRising(shape, q) - lessOfTotal), Special.digammaRising(q, shape) - lessOfScale,
          q / v - (shape + q) / (v + total), 0)
        return Evaluation(value: value, gradient: gradient)
      }
    }
  }
}
