/// The outcome of a fit in a form that can be kept, compared and asked.
package struct FittedModel: Hashable, Sendable {
  package struct Parameter: Hashable, Sendable {
    package let name: String
    package let value: Double
    /// Nil where the likelihood's curvature gives none, and for `k`, which is a whole number.
    package let standardError: Double?

    package init(name: String, value: Double, standardError: Double?) {
      self.name = name
      self.value = value
      self.standardError = standardError
    }
  }

  package let kind: ModelKind
  /// Of times and of the parameters that are times.
  package let unit: TimeUnit
  package let parameters: [Parameter]
  /// Nil for an estimate that maximises none.
  package let logLikelihood: Double?
  /// Why the estimate is not to be used; empty where the fit has converged.
  package let problems: [String]
  /// Parameters that run towards infinity or 0, in words: predictions are those of a simpler model.
  package let limits: [String]
  package let iterations: Int
  package let starts: Int
  package let startsAgreeing: Int
  /// Customers that entered.
  package let customers: Int
  /// Those of them who came back.
  package let repeaters: Int
  /// Those whom the plain rule calls gone: silent for `HoldOut.silence` days or longer. Nil where silences are unknown.
  package var silent: Int?

  package init(
    kind: ModelKind, unit: TimeUnit, parameters: [Parameter], logLikelihood: Double?, problems: [String],
    limits: [String], iterations: Int, starts: Int, startsAgreeing: Int, customers: Int, repeaters: Int
  ) {
    self.kind = kind
    self.unit = unit
    self.parameters = parameters
    self.logLikelihood = logLikelihood
    self.problems = problems
    self.limits = limits
    self.iterations = iterations
    self.starts = starts
    self.startsAgreeing = startsAgreeing
    self.customers = customers
    self.repeaters = repeaters
  }

  init<Model>(
    _ kind: ModelKind, _ fit: Fit<Model>, unit: TimeUnit, regularity: Int? = nil, customers: Int, repeaters: Int
  ) {
    var parameters = fit.parameters.map {
      Parameter(name: $0.name, value: $0.value, standardError: $0.standardError)
    }
    if let regularity { parameters.insert(Parameter(name: "k", value: Double(regularity), standardError: nil), at: 0) }
    self.init(
      kind: kind, unit: unit, parameters: parameters, logLikelihood: fit.logLikelihood, problems: fit.problems,
      limits: fit.limits, iterations: fit.iterations, starts: fit.starts, startsAgreeing: fit.startsAgreeing, customers: customers,
      repeaters: repeaters)
  }

  package var isConverged: Bool { problems.isEmpty }

  /// Whether to believe the fit, in words.
  package var verdict: String {
    if starts == 0 { return "computed, not fitted" }
    return (problems + limits + ["\(startsAgreeing) of \(starts) starts agree"]).joined(separator: "; ")
  }

  package func value(_ name: String) -> Double? { parameters.first { $0.name == name }?.value }

  /// A time that the model reads, of days or of periods.
  package func time(_ number: Int) -> Double { kind.countsPeriods ? Double(number) : unit.time(days: number) }

  /// The model with these parameters; nil for one of other things than purchases.
  package var purchases: (any PurchaseModel)? {
    if kind == .bgBB {
      guard let alpha = value("alpha"), let beta = value("beta"), let gamma = value("gamma"), let delta = value("delta")
      else { return nil }
      return try? BGBB(alpha: alpha, beta: beta, gamma: gamma, delta: delta)
    }
    guard let r = value("r"), let alpha = value("alpha") else { return nil }
    if kind == .paretoNBD {
      guard let s = value("s"), let beta = value("beta") else { return nil }
      return try? ParetoNBD(r: r, alpha: alpha, s: s, beta: beta)
    }
    guard let a = value("a"), let b = value("b") else { return nil }
    let regularity = value("k").flatMap { Int(exactly: $0) } ?? 1
    return try? BetaGeometric(kind.dropout, regularity: regularity, r: r, alpha: alpha, a: a, b: b)
  }

  /// The model of spending with these parameters; nil for one of other things.
  package var spending: GammaGamma? {
    guard kind == .gammaGamma, let p = value("p"), let q = value("q"), let v = value("v") else { return nil }
    return try? GammaGamma(p: p, q: q, v: v)
  }

  /// Fits a model of spending; `unit` has no meaning for it.
  package static func spending(
    _ history: SpendHistory, unit: TimeUnit, stop: @escaping Stop = { false }
  ) throws(ModelError) -> FittedModel {
    let all = history.customers + history.withoutRepeat + history.withoutValue
    return FittedModel(
      .gammaGamma, try GammaGamma.fit(history, stop: stop), unit: unit, customers: all, repeaters: history.customers)
  }

  /// The regularity of customers with at least three order days.
  ///
  /// - Parameters:
  ///   - regularity: V of these customers.
  ///   - all: Customers with or without a V.
  package static func regularity(_ regularity: Regularity, all: Int, unit: TimeUnit) throws(ModelError) -> FittedModel {
    guard regularity.customers >= Regularity.fewestCustomers, let shape = regularity.shape else {
      throw .tooFewRhythms(have: regularity.customers, needed: Regularity.fewestCustomers)
    }
    var error: Double?
    if case .shape(_, let known) = regularity.estimate { error = known }
    return FittedModel(
      kind: .regularity, unit: unit, parameters: [Parameter(name: "k", value: shape, standardError: error)],
      logLikelihood: nil, problems: [], limits: [], iterations: 0, starts: 0, startsAgreeing: 0, customers: all,
      repeaters: regularity.customers)
  }

  /// Fits a model of purchases.
  ///
  /// - Parameter logGaps: Σ ln of the times between neighbouring order days, in the history's unit; what tells one
  ///   regularity from another. Needed for the models with a k.
  package static func purchases(
    _ kind: ModelKind, _ history: PurchaseHistory, unit: TimeUnit, logGaps: Double,
    stop: @escaping Stop = { false }
  ) throws(ModelError) -> FittedModel {
    var fitted = try fit(kind, history, unit: unit, logGaps: logGaps, stop: stop)
    if !kind.countsPeriods { fitted.silent = history.silent(for: unit.time(days: HoldOut.silence)) }
    return fitted
  }

  private static func fit(
    _ kind: ModelKind, _ history: PurchaseHistory, unit: TimeUnit, logGaps: Double, stop: @escaping Stop
  ) throws(ModelError) -> FittedModel {
    let (customers, repeaters) = (history.customers, history.repeaters)
    switch kind {
    case .paretoNBD:
      return FittedModel(
        kind, try ParetoNBD.fit(history, stop: stop), unit: unit, customers: customers, repeaters: repeaters)
    case .bgBB:
      return FittedModel(kind, try BGBB.fit(history, stop: stop), unit: unit, customers: customers, repeaters: repeaters)
    case .bgNBD, .mbgNBD, .gammaGamma, .regularity:
      return FittedModel(
        kind, try BetaGeometric.fit(history, kind.dropout, stop: stop), unit: unit, customers: customers,
        repeaters: repeaters)
    case .bgCNBD, .mbgCNBD:
      let fit = try BetaGeometric.fitRegularity(history, kind.dropout, logGaps: logGaps, stop: stop)
      return FittedModel(
        kind, fit, unit: unit, regularity: fit.model.regularity, customers: customers, repeaters: repeaters)
    }
  }
}
