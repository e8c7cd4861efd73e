import Glibc

extension ParetoNBD {
  /// Fits the model to customers by maximum likelihood.
  package static func fit(
    _ history: PurchaseHistory, stop: @escaping Stop = { false }
  ) throws(ModelError) -> Fit<ParetoNBD> {
    let table = try CellTable(history)
    let whole = Likelihood(table: table)
    let search = Search.run(whole, sample: table.sample.map(Likelihood.init), starts: starts(table), stop: stop)
    let values = search.maximum.place.exponentials
    let model = try ParetoNBD(
      r: values.x, alpha: values.y * table.unit, s: values.z, beta: values.w * table.unit)
    return Fit(
      model: model, search: search, names: whole.names, values: [model.r, model.alpha, model.s, model.beta],
      logLikelihood: search.maximum.evaluation.value - table.orders * log(table.unit))
  }

  private static func starts(_ table: CellTable) -> [SIMD4<Double>] {
    let shapes: [(r: Double, faster: Double, s: Double, beta: Double)] = [
      (1, 2, 0.5, 0.3), (0.4, 3, 1, 1), (3, 1, 0.3, 0.5), (0.6, 1, 2, 3),
    ]
    return shapes.map { SIMD4(log($0.r), log($0.r / (table.rate * $0.faster)), log($0.s), log($0.beta)) }
  }

  /// The log-likelihood of r, α, s, β over weighted cells.
  struct Likelihood: Objective {
    let names = ["r", "alpha", "s", "beta"]
    let table: CellTable

    var weight: Double { table.weight }

    func evaluate(_ logarithms: SIMD4<Double>) -> Evaluation {
      let values = logarithms.exponentials
      let point = Point(table, values)
      return summed(table.count, at: values) { point.cell($0) }
    }
  }

  /// The likelihood at one place, with what all cells share.
  private struct Point: Sendable {
    let table: CellTable
    let r: Double
    let alpha: Double
    let s: Double
    let beta: Double
    let alphaIsLarger: Bool
    let buying: RisingTable
    let steps: SeriesSteps

    init(_ table: CellTable, _ values: SIMD4<Double>) {
      self.table = table
      (r, alpha, s, beta) = (values.x, values.y, values.z, values.w)
      alphaIsLarger = alpha >= beta
      buying = RisingTable(r, upTo: table.mostOrders)
      steps = SeriesSteps(r: r, s: s, alphaIsLarger: alphaIsLarger, mostOrders: table.mostOrders)
    }

    @inline(__always)
    func cell(_ row: Int) -> Evaluation {
      let x = table.frequencies[row]
      let recency = table.recencies[row]
      let age = table.ages[row]
      let (firstEnd, secondEnd) = (alpha + age, beta + age)
      let drift = log(firstEnd / alpha)
      let fading = log(secondEnd / beta)
      var value = buying.log(x) - r * drift - Double(x) * log(firstEnd) - s * fading
      var gradient = SIMD4(
        buying.derivative(x) - drift, r * age / (alpha * firstEnd) - Double(x) / firstEnd,
        -fading, s * age / (beta * secondEnd))
      if age > recency {
        let stopped = stopped(x, recency, age)
        value += stopped.value
        gradient += stopped.gradient
      }
      return Evaluation(value: table.weights[row] * value, gradient: table.weights[row] * gradient)
    }

    /// ln(1 + odds of having stopped) with its gradient by r, α, s, β.
    @inline(__always)
    private func stopped(_ x: Int, _ recency: Double, _ age: Double) -> Evaluation {
      let exponent = r + Double(x)
      let larger = alphaIsLarger ? alpha : beta
      let distance = abs(alpha - beta)
      let places = SIMD2(recency, age) + larger
      let z = SIMD2(repeating: distance) / places
      guard z[0] < TwoPowerTail.quickest, steps.covers(x) else { return stoppedByIntegral(exponent, recency, age) }
      let sums = steps.sum(x, z)
      // Of the tail beyond the last order and beyond the day of observation.
      let ratio = s / (exponent + s)
      let (first, second) = (log((alpha + age) / (alpha + recency)), log((beta + age) / (beta + recency)))
      let shift = alphaIsLarger ? 1 : (alpha + recency) / (beta + recency)
      let shiftEnd = alphaIsLarger ? 1 : (alpha + age) / (beta + age)
      let level = exponent * first + s * second
      let high = max(0, level)
      let whole = exp(level - high) * ratio * shift * sums.value[0]
      let end = exp(-high) * ratio * shiftEnd * sums.value[1]
      let total = exp(-high) + max(0, whole - end)
      let (byR, byS, byZ) = (sums.byR / sums.value, sums.byS / sums.value, sums.byZ / sums.value)
      // z = (larger − smaller) / (larger + y).
      let byLarger = byZ * (1 - z) / places
      let bySmaller = -byZ / places
      var start = SIMD4(
        first - 1 / (exponent + s) + byR[0],
        exponent * (1 / (alpha + age) - 1 / (alpha + recency)) + (alphaIsLarger ? byLarger[0] : bySmaller[0]),
        second + 1 / s - 1 / (exponent + s) + byS[0],
        s * (1 / (beta + age) - 1 / (beta + recency)) + (alphaIsLarger ? bySmaller[0] : byLarger[0]))
      var finish = SIMD4(
        byR[1] - 1 / (exponent + s), alphaIsLarger ? byLarger[1] : bySmaller[1],
        1 / s - 1 / (exponent + s) + byS[1], alphaIsLarger ? bySmaller[1] : byLarger[1])
      if !alphaIsLarger {
        start += SIMD4(0, 1 / (alpha + recency), 0, -1 / (beta + recency))
        finish += SIMD4(0, 1 / (alpha + age), 0, -1 / (beta + age))
      }
      return Evaluation(value: high + log(total), gradient: (whole / total) * start - (end / total) * finish)
    }

    @inline(never)
    private func stoppedByIntegral(_ exponent: Double, _ recency: Double, _ age: Double) -> Evaluation {
      let found = TwoPowerTail(exponent, alpha, s, beta).integral(from: recency, to: age)
      let slope = SIMD4(found.gradient.x, found.gradient.z, found.gradient.y, found.gradient.w)
      return Evaluation(
        value: Special.softplus(found.log), gradient: Special.logistic(found.log) * slope)
    }
  }

  /// Factors of the terms of ₂F₁(1, b; r + s + 1 + x; z) for all x, and their logarithmic derivatives.
  struct SeriesSteps: Sendable {
    private static let longest = 2200
    private let factors: [Double]
    private let byR: [Double]
    private let byS: [Double]
    /// s + 1 + n for the form whose numerators do not depend on x.
    private let numerators: [Double]
    private let numeratorsByS: [Double]
    private let most: Int

    init(r: Double, s: Double, alphaIsLarger: Bool, mostOrders: Int) {
      most = min(mostOrders, RisingTable.limit)
      let size = most + Self.longest + 1
      let bottoms = (0..<size).map { 1 / (r + s + 1 + Double($0)) }
      byS = bottoms.map { -$0 }
      if alphaIsLarger {
        factors = (0..<size).map { (r + Double($0)) * bottoms[$0] }
        byR = (0..<size).map { 1 / (r + Double($0)) - bottoms[$0] }
        numerators = [Double](repeating: 1, count: Self.longest + 1)
        numeratorsByS = [Double](repeating: 0, count: Self.longest + 1)
      } else {
        factors = bottoms
        byR = byS
        numerators = (0...Self.longest).map { s + 1 + Double($0) }
        numeratorsByS = numerators.map { 1 / $0 }
      }
    }

    func covers(_ x: Int) -> Bool { x <= most }

    struct Sums {
      var value = SIMD2<Double>(repeating: 1)
      var byR = SIMD2<Double>.zero
      var byS = SIMD2<Double>.zero
      var byZ = SIMD2<Double>.zero
    }

    /// The series at two places with its derivatives.
    @inline(__always)
    func sum(_ x: Int, _ z: SIMD2<Double>) -> Sums {
      var sums = Sums()
      var term = SIMD2<Double>(repeating: 1)
      var (riseR, riseS) = (0.0, 0.0)
      let enough = 1e-15 * (1 - z[0])
      factors.withUnsafeBufferPointer { factors in
        byR.withUnsafeBufferPointer { byR in
          byS.withUnsafeBufferPointer { byS in
            numerators.withUnsafeBufferPointer { numerators in
              numeratorsByS.withUnsafeBufferPointer { numeratorsByS in
                var n = 0
                while n < Self.longest {
                  let factor = factors[x &+ n] * numerators[n]
                  sums.byZ += (Double(n + 1) * factor) * term
                  term *= factor * z
                  riseR += byR[x &+ n]
                  riseS += byS[x &+ n] + numeratorsByS[n]
                  sums.value += term
                  sums.byR += riseR * term
                  sums.byS += riseS * term
                  n &+= 1
                  if term[0] * Double(n) <= sums.value[0] * enough { break }
                }
              }
            }
          }
        }
      }
      return sums
    }
  }
}
