/// Customers in k groups, each around the mean of its members.
///
/// Lloyd's algorithm (1957, 1982) with the stopping rule of scikit-learn: until no label changes, the centres
/// move by less than the tolerance, or the iterations are used up. It always finds k groups, whether there
/// are any or not, and takes them to be round and alike in size; compare several k before giving groups
/// names.
package struct KMeans: Equatable, Sendable {
  /// How the first centres are chosen.
  package enum Start: Equatable, Sendable {
    /// The first k rows.
    case firstRows
    /// k-means++ (Arthur and Vassilvitskii 2007) from a seed, the best of several runs by inertia.
    case plusPlus(seed: UInt64, runs: Int)

    package static let standard = Start.plusPlus(seed: 1, runs: 10)
  }

  /// The group of each row, 0 ..< k.
  package let labels: [Int]
  /// The mean of each group, in the units of the features; see `ClusterFeatures.original`.
  package let centers: [[Double]]
  /// Rows of each group. Zero if there are fewer distinct rows than groups.
  package let sizes: [Int]
  /// The sum of squared distances of the rows to their centres.
  package let inertia: Double
  package let iterations: Int
  /// False if the iterations were used up first.
  package let converged: Bool

  /// - Parameters:
  ///   - clusters: k, 1 to 1,000 and at most the number of rows.
  ///   - maxIterations: 1 or more.
  ///   - tolerance: Least squared movement of the centres worth going on for, as a share of the mean
  ///     variance of the features.
  /// - Throws: `parameter`, `tooFew`.
  package init(
    _ features: ClusterFeatures, clusters: Int, start: Start = .standard, maxIterations: Int = 300,
    tolerance: Double = 1e-4
  ) throws(MeasureError) {
    guard (1...1000).contains(clusters) else { throw .parameter(name: "k", allowed: "1 to 1,000") }
    guard clusters <= features.count else { throw .tooFew(needed: clusters, found: features.count) }
    guard maxIterations >= 1 else { throw .parameter(name: "iterations", allowed: "1 or more") }
    guard tolerance >= 0, tolerance.isFinite else {
      throw .parameter(name: "tolerance", allowed: "0 or more")
    }
    let limits = Lloyd.Limits(iterations: maxIterations, shift: tolerance * features.meanVariance)
    let result = try Self.best(features, clusters, start, limits)
    let width = features.width
    labels = result.labels
    centers = (0..<clusters).map { Array(result.centers[($0 * width)..<(($0 + 1) * width)]) }
    sizes = result.sizes
    inertia = result.inertia
    iterations = result.iterations
    converged = result.converged
  }

  private static func best(
    _ features: ClusterFeatures, _ clusters: Int, _ start: Start, _ limits: Lloyd.Limits
  ) throws(MeasureError) -> Lloyd {
    switch start {
    case .firstRows:
      return Lloyd(features, centers: Array(features.values[..<(clusters * features.width)]), limits)
    case .plusPlus(let seed, let runs):
      guard (1...1000).contains(runs) else { throw .parameter(name: "runs", allowed: "1 to 1,000") }
      var random = SeededRandom(seed: seed)
      var best: Lloyd?
      for _ in 0..<runs {
        let centers = PlusPlus.centers(features, clusters, &random)
        let run = Lloyd(features, centers: centers, limits)
        if run.inertia < best?.inertia ?? .infinity { best = run }
      }
      guard let best else { throw .tooLarge }
      return best
    }
  }
}
