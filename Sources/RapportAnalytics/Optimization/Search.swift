import Glibc

/// Whether somebody wants a computation to end.
package typealias Stop = @Sendable () -> Bool

/// A maximum with its errors and a verdict, found from several starting points.
struct Search: Sendable {
  let maximum: Maximum
  /// Of the logarithms of the parameters.
  let covariance: SymmetricMatrix?
  let problems: [String]
  /// Parameters that a limit of the model explains the orders best with, in words.
  let limits: [String]
  let iterations: Int
  let starts: Int
  let startsAgreeing: Int

  /// Climbs from every start on `sample`, then from the best of these on the whole.
  ///
  /// The sample only saves time: all that is reported is of the whole.
  ///
  /// - Parameter stop: asked between evaluations; once it is true the search ends where it is, with that as a problem.
  static func run<O: Objective>(
    _ whole: O, sample: O? = nil, starts: [SIMD4<Double>], stop: @escaping Stop = { false }
  ) -> Search {
    let rough = sample ?? whole
    let climbs = starts.map { Maximum.climb(rough, from: $0, tolerance: sample == nil ? 1e-9 : 1e-6, stop: stop) }
    let best = climbs.reduce(climbs[0]) { $1.evaluation.value > $0.evaluation.value ? $1 : $0 }
    let agreeing = climbs.filter { best.evaluation.value - $0.evaluation.value < 0.01 }.count
    var maximum = best
    if sample != nil {
      let start = Maximum.hessian(rough, at: best.place).inverse()
      maximum = Maximum.climb(whole, from: best.place, inverseHessian: start, tolerance: 1e-7, stop: stop)
    }
    if stop() {
      return Search(
        maximum: maximum, covariance: nil, problems: ["the search was stopped"], limits: [], iterations: 0,
        starts: starts.count, startsAgreeing: agreeing)
    }
    let inverse = Maximum.hessian(whole, at: maximum.place).inverse()
    if let inverse { maximum.polish(whole, inverse) }
    var scaled = inverse
    if inverse != nil { for i in whole.names.indices { scaled?.rows[i] /= whole.weight } }
    return Search(
      maximum: maximum, covariance: scaled, problems: problems(whole, maximum, inverse), limits: limits(whole, maximum),
      iterations: climbs.reduce(0) { $0 + $1.iterations } + (sample == nil ? 0 : maximum.iterations),
      starts: starts.count, startsAgreeing: agreeing)
  }

  /// A parameter at the end of its range: the model turns into a simpler one, whose numbers this one approaches.
  private static func limits(_ whole: some Objective, _ maximum: Maximum) -> [String] {
    whole.names.indices.filter { abs(maximum.place[$0]) >= Maximum.bound - 0.5 }.map { index in
      "\(whole.names[index]) runs towards \(maximum.place[index] > 0 ? "infinity" : "0")"
    }
  }

  private static func problems(
    _ whole: some Objective, _ maximum: Maximum, _ inverse: SymmetricMatrix?
  ) -> [String] {
    let isLimit = !limits(whole, maximum).isEmpty
    guard inverse != nil || isLimit else {
      return ["the likelihood is flat: other parameters explain the orders as well"]
    }
    let slope = maximum.freeGradient(whole)
    let missing = (slope * (inverse ?? maximum.inverseHessian).times(slope)).sum() / 2 * whole.weight
    return missing < (isLimit ? 1e-2 : 1e-4) ? [] : ["the search stopped before the highest likelihood was reached"]
  }
}

extension Maximum {
  /// A Newton step where it gains; the gradient is small enough that one is all it takes.
  fileprivate mutating func polish(_ objective: some Objective, _ inverse: SymmetricMatrix) {
    let step = inverse.times(freeGradient(objective))
    guard step.absoluteMaximum < 0.1, step.absoluteMaximum > 1e-10 else { return }
    let found = objective.evaluate(place + step)
    guard found.gradient.absoluteMaximum < evaluation.gradient.absoluteMaximum else { return }
    place += step
    evaluation = found
  }
}
