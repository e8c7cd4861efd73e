/// One run of Lloyd's algorithm from given centres.
struct Lloyd {
  struct Limits {
    var iterations: Int
    /// Sum of squared movements of the centres below which a run ends.
    var shift: Double
  }

  private(set) var labels: [Int]
  /// Centres one after the other.
  private(set) var centers: [Double]
  private(set) var sizes: [Int]
  private(set) var iterations = 0
  private(set) var converged = false
  /// The squared distance of each row to its centre.
  private(set) var distances: [Double]
  private let clusters: Int

  /// - Parameter check: Called before each iteration; may end the run by throwing.
  init(_ features: ClusterFeatures, centers: [Double], _ limits: Limits, check: () throws -> Void) rethrows {
    self.centers = centers
    clusters = centers.count / features.width
    labels = [Int](repeating: -1, count: features.count)
    distances = [Double](repeating: 0, count: features.count)
    sizes = [Int](repeating: 0, count: clusters)
    var settled = false
    while iterations < limits.iterations, !converged {
      try check()
      iterations += 1
      let changed = assign(features)
      recount()
      let filled = fillEmptyClusters()
      let shift = move(features)
      settled = !changed && !filled
      converged = settled || shift <= limits.shift
    }
    // Labels belong to the centres that are reported.
    if !settled { _ = assign(features) }
    recount()
  }

  var inertia: Double { RunningSum.total(distances) }

  /// Gives every row its nearest centre, the first of equally near ones; tells whether any label changed.
  private mutating func assign(_ features: ClusterFeatures) -> Bool {
    let (width, clusters) = (features.width, clusters)
    var changed = false
    features.values.withUnsafeBufferPointer { values in
      centers.withUnsafeBufferPointer { centers in
        labels.withUnsafeMutableBufferPointer { labels in
          distances.withUnsafeMutableBufferPointer { distances in
            for row in labels.indices {
              let start = row &* width
              var (best, least) = (0, Double.infinity)
              for cluster in 0..<clusters {
                let center = cluster &* width
                var distance = 0.0
                for column in 0..<width {
                  let difference = values[start &+ column] - centers[center &+ column]
                  distance += difference * difference
                }
                if distance < least { (best, least) = (cluster, distance) }
              }
              if labels[row] != best { changed = true }
              labels[row] = best
              distances[row] = least
            }
          }
        }
      }
    }
    return changed
  }

  /// Moves every centre to the mean of its rows; returns the sum of squared movements.
  private mutating func move(_ features: ClusterFeatures) -> Double {
    let width = features.width
    var means = [Double](repeating: 0, count: centers.count)
    means.withUnsafeMutableBufferPointer { means in
      features.values.withUnsafeBufferPointer { values in
        labels.withUnsafeBufferPointer { labels in
          for row in labels.indices {
            let (from, to) = (row &* width, labels[row] &* width)
            for column in 0..<width { means[to &+ column] += values[from &+ column] }
          }
        }
      }
    }
    var shift = 0.0
    for cluster in 0..<clusters where sizes[cluster] > 0 {
      for cell in (cluster * width)..<((cluster + 1) * width) {
        let mean = means[cell] / Double(sizes[cluster])
        shift += (mean - centers[cell]) * (mean - centers[cell])
        centers[cell] = mean
      }
    }
    return shift
  }

  private mutating func recount() {
    var counts = [Int](repeating: 0, count: clusters)
    for label in labels { counts[label] += 1 }
    sizes = counts
  }

  /// A cluster without rows takes the row farthest from its centre, unless every row sits on its own: then
  /// there are fewer distinct rows than clusters, and the cluster stays empty. Tells whether a row moved.
  private mutating func fillEmptyClusters() -> Bool {
    var filled = false
    for cluster in 0..<clusters where sizes[cluster] == 0 {
      var (farthest, most): (Int?, Double) = (nil, 0)
      for row in labels.indices where distances[row] > most && sizes[labels[row]] > 1 {
        (farthest, most) = (row, distances[row])
      }
      guard let farthest else { break }
      sizes[labels[farthest]] -= 1
      labels[farthest] = cluster
      sizes[cluster] = 1
      distances[farthest] = 0
      filled = true
    }
    return filled
  }
}
