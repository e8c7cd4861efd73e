/// First centres spread over the rows: each next one a row drawn with a chance in proportion to its squared
/// distance to the nearest centre so far (Arthur and Vassilvitskii 2007).
enum PlusPlus {
  static func centers(
    _ features: ClusterFeatures, _ clusters: Int, _ random: inout SeededRandom
  ) -> [Double] {
    var row = random.below(features.count)
    var centers = Array(features.row(row))
    var nearest = [Double](repeating: .infinity, count: features.count)
    for _ in 1..<max(1, clusters) {
      let center = features.row(row)
      for other in nearest.indices {
        nearest[other] = min(nearest[other], squaredDistance(features.row(other), center))
      }
      row = draw(nearest, &random)
      centers += features.row(row)
    }
    return centers
  }

  /// A row by weight; if all weights are zero, any row.
  private static func draw(_ weights: [Double], _ random: inout SeededRandom) -> Int {
    let total = weights.reduce(0, +)
    guard total > 0 else { return random.below(weights.count) }
    var left = random.unit() * total
    for (row, weight) in weights.enumerated() where weight > 0 {
      left -= weight
      if left < 0 { return row }
    }
    // Rounding used up the weights: the last row that has any.
    return weights.lastIndex { $0 > 0 } ?? 0
  }

  private static func squaredDistance(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}

extension ClusterFeatures {
  func row(_ row: Int) -> ArraySlice<Double> { values[(row * width)..<((row + 1) * width)] }

  /// The mean over the features of their variances.
  var meanVariance: Double {
    let rows = Double(count)
    var sum = 0.0
    for column in 0..<width {
      let cells = stride(from: column, to: values.count, by: width).lazy.map { values[$0] }
      let mean = cells.reduce(0) { $0 + $1 / rows }
      sum += cells.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / rows }
    }
    return sum / Double(width)
  }
}
