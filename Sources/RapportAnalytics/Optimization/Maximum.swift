import Glibc

/// The highest place of a log-likelihood, sought in logarithms of its parameters.
struct Maximum: Sendable {
  /// Logarithms stay within ±14: beyond, a model has turned into a simpler one.
  static let bound = 14.0

  var place: SIMD4<Double>
  var evaluation: Evaluation
  var iterations = 0
  /// Of minus the mean log-likelihood at `place`, as BFGS estimates it.
  var inverseHessian: SymmetricMatrix

  /// Quasi-Newton steps (BFGS; Nocedal, Wright 2006, chapter 6) from a starting point.
  static func climb(
    _ objective: some Objective, from start: SIMD4<Double>, inverseHessian: SymmetricMatrix? = nil,
    tolerance: Double = 1e-9, stop: Stop = { false }
  ) -> Maximum {
    let size = objective.names.count
    var maximum = Maximum(
      place: start, evaluation: objective.evaluate(start),
      inverseHessian: inverseHessian ?? .identity(size))
    while maximum.iterations < 200, !stop() {
      let slope = maximum.freeGradient(objective)
      if slope.absoluteMaximum <= tolerance { break }
      guard maximum.step(objective, slope, stop) else { break }
      maximum.iterations += 1
    }
    return maximum
  }

  /// The gradient of the mean log-likelihood, without directions that lead out of bounds.
  func freeGradient(_ objective: some Objective) -> SIMD4<Double> {
    var gradient = evaluation.gradient / objective.weight
    for index in 0..<4
    where (place[index] >= Self.bound && gradient[index] > 0)
      || (place[index] <= -Self.bound && gradient[index] < 0)
    {
      gradient[index] = 0
    }
    return gradient
  }

  /// One step uphill; false if no step in sight gains anything.
  private mutating func step(_ objective: some Objective, _ slope: SIMD4<Double>, _ stop: Stop) -> Bool {
    var direction = inverseHessian.times(slope)
    for index in 0..<4 where slope[index] == 0 { direction[index] = 0 }
    if (direction * slope).sum() <= 0 {
      inverseHessian = .identity(inverseHessian.size)
      direction = slope
    }
    let longest = direction.absoluteMaximum
    if longest > 2 { direction *= 2 / longest }
    let gain = (direction * slope).sum()
    var length = 1.0
    for _ in 0..<40 where !stop() {
      let next = (place + length * direction).clamped(
        lowerBound: SIMD4(repeating: -Self.bound), upperBound: SIMD4(repeating: Self.bound))
      let found = objective.evaluate(next)
      let rise = (found.value - evaluation.value) / objective.weight
      if found.value.isFinite, rise >= 1e-4 * length * gain {
        learn(from: next - place, gradients: (evaluation.gradient - found.gradient) / objective.weight)
        place = next
        evaluation = found
        return true
      }
      // The parabola through the known slope and the rise found says how far to go.
      let guess = found.value.isFinite ? length * gain / (2 * (length * gain - rise)) : 0.1
      length *= min(0.5, max(0.1, guess.isFinite ? guess : 0.1))
    }
    return false
  }

  private mutating func learn(from s: SIMD4<Double>, gradients y: SIMD4<Double>) {
    let curvature = (s * y).sum()
    guard curvature > 1e-12 * ((s * s).sum() * (y * y).sum()).squareRoot() else { return }
    let hy = inverseHessian.times(y)
    let scale = (1 + (y * hy).sum() / curvature) / curvature
    for i in 0..<inverseHessian.size {
      inverseHessian.rows[i] += scale * s[i] * s - (s[i] * hy + hy[i] * s) / curvature
    }
  }

  /// Minus the second derivatives of the mean log-likelihood, by central differences of the gradient.
  static func hessian(_ objective: some Objective, at place: SIMD4<Double>) -> SymmetricMatrix {
    let size = objective.names.count
    let width = 1e-4
    var rows: [SIMD4<Double>] = []
    for index in 0..<size {
      var ahead = place
      var behind = place
      ahead[index] += width
      behind[index] -= width
      let change = objective.evaluate(behind).gradient - objective.evaluate(ahead).gradient
      rows.append(change / (2 * width * objective.weight))
    }
    var matrix = SymmetricMatrix(size: size, rows: rows)
    for i in 0..<size { for j in 0..<size { matrix.rows[i][j] = (rows[i][j] + rows[j][i]) / 2 } }
    return matrix
  }
}

extension SIMD4<Double> {
  var absoluteMaximum: Double { replacing(with: -self, where: self .< 0).max() }

  /// Exponentials of each place.
  var exponentials: SIMD4<Double> { SIMD4(exp(x), exp(y), exp(z), exp(w)) }
}
