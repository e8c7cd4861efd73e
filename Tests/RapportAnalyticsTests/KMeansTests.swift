import RapportAnalytics
import Testing

@Suite struct KMeansTests {
  @Test func twoClearGroups() throws {
    let features = try ClusterFeatures([[0, 1, 0, 10, 11, 10], [0, 0, 1, 10, 10, 11]], standardise: false)
    let groups = try KMeans(features, clusters: 2, start: .firstRows)
    #expect(groups.labels == [0, 0, 0, 1, 1, 1])
    #expect(groups.sizes == [3, 3] && groups.converged)
    #expect(abs(groups.inertia - 8.0 / 3) < 1e-12)
    #expect(groups.centers[1].map { ($0 * 3).rounded() } == [31, 31])
    let seeded = try KMeans(features, clusters: 2)
    #expect(abs(seeded.inertia - groups.inertia) < 1e-12)
    #expect(try KMeans(features, clusters: 2) == seeded)
  }

  @Test func featuresAreStandardisedWithDivisorN() throws {
    let features = try ClusterFeatures([[1, 3], [7, 7]])
    #expect(features.means == [2, 7] && features.scales == [1, 1])
    #expect(features.original([-1, 0]) == [1, 7])
    let logs = try ClusterFeatures([[0, 99]], logarithms: true)
    #expect(zip(logs.original([-1]), [0.0]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(abs(logs.original([1])[0] - 99) < 1e-10)
  }

  @Test func equalRowsLeaveGroupsEmpty() throws {
    let features = try ClusterFeatures([[5, 5, 5, 5]])
    for start in [KMeans.Start.firstRows, .standard] {
      let groups = try KMeans(features, clusters: 3, start: start)
      #expect(groups.sizes.reduce(0, +) == 4 && groups.inertia == 0 && groups.converged)
      #expect(groups.sizes.count { $0 == 0 } == 2)
    }
    let one = try KMeans(try ClusterFeatures([[5]]), clusters: 1)
    #expect(one.labels == [0])
  }

  /// The second of two equal first rows has no member, and takes the farthest row.
  @Test func anEmptyGroupTakesTheFarthestRow() throws {
    let features = try ClusterFeatures([[0, 0, 1, 100, 101]], standardise: false)
    let groups = try KMeans(features, clusters: 2, start: .firstRows)
    #expect(groups.sizes == [3, 2] && groups.labels == [0, 0, 0, 1, 1])
  }

  @Test func wrongInputIsRefused() throws {
    #expect(throws: MeasureError.empty) { try ClusterFeatures([]) }
    #expect(throws: MeasureError.empty) { try ClusterFeatures([[]]) }
    #expect(throws: MeasureError.unequalLengths(expected: 1, found: 2)) { try ClusterFeatures([[1], [1, 2]]) }
    #expect(throws: MeasureError.negative(row: 0)) { try ClusterFeatures([[-0.5]], logarithms: true) }
    #expect(throws: MeasureError.notFinite(row: 1)) { try ClusterFeatures([[0, .nan]]) }
    #expect(throws: MeasureError.tooLarge) { try ClusterFeatures([[1e300, 0]], standardise: false) }
    #expect(throws: MeasureError.tooLarge) { try ClusterFeatures([[1.7e308, 1.7e308, -1.7e308]]) }
    let features = try ClusterFeatures([[1, 2]])
    #expect(throws: MeasureError.tooFew(needed: 3, found: 2)) { try KMeans(features, clusters: 3) }
    #expect(throws: MeasureError.self) { try KMeans(features, clusters: 0) }
    #expect(throws: MeasureError.self) { try KMeans(features, clusters: 1, maxIterations: 0) }
    #expect(throws: MeasureError.self) { try KMeans(features, clusters: 1, tolerance: .nan) }
    #expect(throws: MeasureError.self) {
      try KMeans(features, clusters: 1, start: .plusPlus(seed: 1, runs: 0))
    }
  }

  /// UCI wholesale customers: log1p, z-score, first k rows; computed with scikit-learn.
  @Test(arguments: [
    (3, 1553.7258686589917, 8, [84, 215, 141]), (5, 1279.4947047007986, 22, [39, 86, 97, 127, 91]),
  ])
  func wholesaleCustomers(_ clusters: Int, _ inertia: Double, _ iterations: Int, _ sizes: [Int]) throws {
    guard let rows = ReferenceFile.rows("data/segments/wholesale_customers.csv") else { return }
    let columns = try (2..<8).map { column in try rows.map { try #require(Double($0[column])) } }
    let features = try ClusterFeatures(columns, logarithms: true)
    let groups = try KMeans(features, clusters: clusters, start: .firstRows)
    #expect(abs(groups.inertia - inertia) < 1e-9)
    #expect(groups.sizes == sizes && groups.iterations == iterations && groups.converged)
    let published = try publishedCenters(clusters)
    #expect(zip(groups.centers.joined(), published).allSatisfy { abs($0 - $1) < 1e-12 })
    // Another start may stop at another optimum.
    let seeded = try KMeans(features, clusters: clusters)
    #expect(seeded.inertia <= inertia * 1.001)
  }

  /// The centres in the file for a number of clusters, one after the other.
  private func publishedCenters(_ clusters: Int) throws -> [Double] {
    let text = try #require(ReferenceFile.read("reference/kmeans_wholesale_firstk.json"))
    var words = text.split { !"-.0123456789abcdefghijklmnopqrstuvwxyz".contains($0) }[...]
    words = words.drop { $0 != "\(clusters)" }.drop { $0 != "centers" }.dropFirst()
    let numbers = words.prefix(6 * clusters).compactMap { Double($0) }
    #expect(numbers.count == 6 * clusters)
    return numbers
  }

  @Test func moreIterationsNeverFitWorse() throws {
    var random = SplitMix(9)
    let columns = (0..<3).map { _ in (0..<200).map { _ in random.unit() } }
    let features = try ClusterFeatures(columns)
    var before = Double.infinity
    for limit in 1...12 {
      let groups = try KMeans(features, clusters: 6, start: .firstRows, maxIterations: limit, tolerance: 0)
      #expect(groups.inertia <= before + 1e-9)
      #expect(groups.sizes.reduce(0, +) == 200)
      before = groups.inertia
    }
  }
}
