import RapportAnalytics
import RapportPlan
import RapportValues

/// k-means over the rows that have all measures.
struct Clusters {
  private let how: Analysis.Clustering
  private let check: Check

  init(_ how: Analysis.Clustering, check: @escaping Check) {
    self.how = how
    self.check = check
  }

  /// The rows with their group, numbered from 1, and their distance from its centre.
  func added(to rows: Batch, _ measures: [Column]) throws -> Batch {
    let known = try knownRows(measures, rows.count)
    var clusters = [Int64](repeating: 0, count: rows.count)
    var distances = [Double](repeating: 0, count: rows.count)
    var missing = [Bool](repeating: true, count: rows.count)
    if rows.count > 0 {
      let result = try clustered(measures, known)
      let numbers = Self.numbers(of: result.centers)
      for (place, row) in known.enumerated() {
        clusters[row] = numbers[result.labels[place]]
        distances[row] = result.distances[place]
        missing[row] = false
      }
    }
    var all = rows
    all.columns.append(Column(type: .integer, storage: .int64(clusters), missing: normalized(missing)))
    all.columns.append(
      Column(type: .float(currency: nil), storage: .float(distances), missing: normalized(missing)))
    return all
  }

  /// Rows with all measures, in an order that only their values decide, so that the order of the input does not.
  private func knownRows(_ measures: [Column], _ count: Int) throws -> [Int] {
    let order = try RowOrder.sorted(
      measures.map { RowOrder.Key(column: $0, descending: true) }, count: count, check: check)
    let missing = measures.compactMap(\.missing)
    return missing.isEmpty ? order : order.filter { row in !missing.contains { $0[row] } }
  }

  private func clustered(_ measures: [Column], _ rows: [Int]) throws -> KMeans {
    guard rows.count >= how.count else {
      throw EvaluationError(
        code: "R0523",
        message: "\(how.count) groups need as many rows with all measures, and there are \(rows.count)",
        help: ["ask for fewer groups, take more rows, or measure what is known of them"])
    }
    let columns = try measures.map { try $0.asNumbers().picked(rows, check) }
    let lowest = columns.lazy.compactMap { $0.min() }.min() ?? 0
    if how.logarithms, lowest < 0 {
      throw EvaluationError(
        code: "R0522", message: "a measure goes down to \(lowest), and below 0 there is no logarithm",
        help: ["`log: false` compares the measures as they are", "or leave such rows out with `where`"])
    }
    return try measured {
      try KMeans(
        ClusterFeatures(columns, logarithms: how.logarithms), clusters: how.count,
        start: .plusPlus(seed: how.seed, runs: how.runs), check: check)
    }
  }

  /// The number of each group: by its centre, the largest first; by the next measure where the first is equal.
  private static func numbers(of centers: [[Double]]) -> [Int64] {
    let order = centers.indices.sorted { left, right in
      for (a, b) in zip(centers[left], centers[right]) where a != b { return a > b }
      return left < right
    }
    var numbers = [Int64](repeating: 0, count: centers.count)
    for (place, cluster) in order.enumerated() { numbers[cluster] = Int64(place) + 1 }
    return numbers
  }
}

extension [Double] {
  fileprivate func picked(_ rows: [Int], _ check: Check) rethrows -> [Double] {
    try mapped(rows.count, check) { self[rows[$0]] }
  }
}
