/// What fitting a model found: estimates with their errors, and whether to believe them.
package struct Fit<Model: Sendable>: Sendable {
  package struct Parameter: Sendable {
    package let name: String
    package let value: Double
    /// By the delta method from the Hessian in logarithms of the parameters; nil where the Hessian gives none.
    package let standardError: Double?
  }

  /// The model with the estimated parameters, in the time unit of the history.
  package let model: Model
  package let parameters: [Parameter]
  /// At the estimate, in the time unit of the history.
  package let logLikelihood: Double
  /// Why the estimate is not to be used; empty where the fit has converged.
  package private(set) var problems: [String]
  /// Parameters that run towards infinity or 0: they mean little by themselves, predictions are those of the limit.
  package let limits: [String]
  package let iterations: Int
  /// Starting points tried, and those that led to the same likelihood as the best.
  package let starts: Int
  package let startsAgreeing: Int

  package var isConverged: Bool { problems.isEmpty }

  mutating func add(problem: String) { problems.append(problem) }
}

extension Fit {
  /// The estimate of a search, whose errors are of logarithms.
  init(model: Model, search: Search, names: [String], values: [Double], logLikelihood: Double) {
    let parameters = names.indices.map { index in
      let variance = search.covariance.map { $0.rows[index][index] }
      return Parameter(
        name: names[index], value: values[index],
        standardError: variance.map { values[index] * $0.squareRoot() })
    }
    self.init(
      model: model, parameters: parameters, logLikelihood: logLikelihood, problems: search.problems,
      limits: search.limits,
      iterations: search.iterations, starts: search.starts, startsAgreeing: search.startsAgreeing)
  }
}
