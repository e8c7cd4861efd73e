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
      approach(features, Array(features.row(row)), &nearest)
      row = draw(nearest, &random)
      centers += features.row(row)
    }
    return centers
  }

  /// Lowers the squared distance of each row to the nearest centre, now that there is one more.
  private static func approach(_ features: ClusterFeatures, _ center: [Double], _ nearest: inout [Double]) {
    let width = features.width
    features.values.withUnsafeBufferPointer { values in
      nearest.withUnsafeMutableBufferPointer { nearest in
        for row in nearest.indices {
          var distance = 0.0
          for column in 0..<width {
            let difference = values[row &* width &+ column] - center[column]
            distance += difference * difference
          }
          if distance < nearest[row] { nearest[row] = distance }
        }
      }
    }
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
}
