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
    /// k-means++ (Arthur and Vassilvitskii 2007) from a seed, the best of several runs by inertia. Of more than
    /// 50,000 rows, the runs are made over so many drawn by chance, and the best one's centres are where the
    /// run over all rows begins (as Bradley and Fayyad 1998).
    case plusPlus(seed: UInt64, runs: Int)

    package static let standard = Start.plusPlus(seed: 1, runs: 10)
  }

  /// The group of each row, 0 ..< k.
  package let labels: [Int]
  /// The mean of each group, in the units of the features; see `ClusterFeatures.original`.
  package let centers: [[Double]]
  /// Rows of each group. Zero if there are fewer distinct rows than groups.
  package let sizes: [Int]
  /// How far each row lies from its centre, in the units of the features.
  package let distances: [Double]
  /// The sum of squared distances of the rows to their centres.
  package let inertia: Double
  package let iterations: Int
  /// False if the iterations were used up first.
  package let converged: Bool

  /// - Parameters:
  ///   - clusters: k, 1 to 1,000 and at most the number of rows.
  ///   - maxIterations: 1 or more.
  ///   - check: Called every few milliseconds; may end the work by throwing.
  ///   - tolerance: Least squared movement of the centres worth going on for, as a share of the mean
  ///     variance of the features.
  /// - Throws: `parameter`, `tooFew`.
  package init(
    _ features: ClusterFeatures, clusters: Int, start: Start = .standard, maxIterations: Int = 300,
    tolerance: Double = 1e-4, check: () throws -> Void = {}
  ) throws {
    guard (1...1000).contains(clusters) else { throw MeasureError.parameter(name: "k", allowed: "1 to 1,000") }
    guard clusters <= features.count else {
      throw MeasureError.tooFew(needed: clusters, found: features.count)
    }
    guard maxIterations >= 1 else { throw MeasureError.parameter(name: "iterations", allowed: "1 or more") }
    guard tolerance >= 0, tolerance.isFinite else {
      throw MeasureError.parameter(name: "tolerance", allowed: "0 or more")
    }
    let limits = Lloyd.Limits(iterations: maxIterations, shift: tolerance * features.meanVariance)
    let result = try Self.best(features, clusters, start, limits, check)
    let width = features.width
    labels = result.labels
    centers = (0..<clusters).map { Array(result.centers[($0 * width)..<(($0 + 1) * width)]) }
    sizes = result.sizes
    distances = result.distances.map { $0.squareRoot() }
    inertia = result.inertia
    iterations = result.iterations
    converged = result.converged
  }

  /// Rows up to which every start is tried over all of them.
  private static let mostTried = 50_000

  private static func best(
    _ features: ClusterFeatures, _ clusters: Int, _ start: Start, _ limits: Lloyd.Limits, _ check: () throws -> Void
  ) throws -> Lloyd {
    switch start {
    case .firstRows:
      return try Lloyd(
        features, centers: Array(features.values[..<(clusters * features.width)]), limits, check: check)
    case .plusPlus(let seed, let runs):
      guard (1...1000).contains(runs) else {
        throw MeasureError.parameter(name: "runs", allowed: "1 to 1,000")
      }
      var random = SeededRandom(seed: seed)
      guard features.count > Self.mostTried else {
        return try best(of: runs, features, clusters, limits, &random, check)
      }
      let sample = features.sample(max(Self.mostTried, clusters), &random)
      let tried = try best(of: runs, sample, clusters, limits, &random, check)
      return try Lloyd(features, centers: tried.centers, limits, check: check)
    }
  }

  private static func best(
    of runs: Int, _ features: ClusterFeatures, _ clusters: Int, _ limits: Lloyd.Limits, _ random: inout SeededRandom,
    _ check: () throws -> Void
  ) throws -> Lloyd {
    var best: Lloyd?
    for _ in 0..<runs {
      let centers = PlusPlus.centers(features, clusters, &random)
      let run = try Lloyd(features, centers: centers, limits, check: check)
      if run.inertia < best?.inertia ?? .infinity { best = run }
    }
    guard let best else { throw MeasureError.tooLarge }
    return best
  }
}
