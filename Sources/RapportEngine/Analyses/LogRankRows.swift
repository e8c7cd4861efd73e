import RapportAnalytics
import RapportPlan
import RapportValues

/// One test of all groups, repeated in each group's row.
struct LogRankRows: AnalysisRows {
  private var watched: WatchedRows

  init(_ watched: WatchedRows) { self.watched = watched }

  mutating func add(_ arguments: [Column], count: Int) throws {
    try watched.add(arguments, count: count, takesUnknown: false)
  }

  func finish() throws -> Batch {
    try watched.requireSome()
    let count = watched.groupCount
    guard watched.rows == 0 || (2...100).contains(count) else {
      throw EvaluationError(
        code: "R0523", message: "the test compares 2 to 100 groups, and there \(count == 1 ? "is one" : "are \(count)")",
        help: ["still computable: `survival`, a curve for each group"])
    }
    let groups = watched.rows == 0 ? [] : watched.groups.map { Int($0) }
    guard !groups.isEmpty else { return try batch(nil) }
    return try batch(
      try measured("`survival`, a curve for each group") {
        try LogRank(times: watched.times, ended: watched.ended, group: groups, groupCount: count)
      })
  }

  private func batch(_ test: LogRank?) throws -> Batch {
    let groups = test?.groups ?? []
    let all = { (value: Double) in [Double](repeating: value, count: groups.count) }
    return Batch(
      columns: try watched.keys() + [
        .counts(groups.map { Int64($0.rows) }), .counts(groups.map { Int64($0.observed) }),
        .numbers(groups.map(\.expected)), .numbers(all(test?.chiSquare ?? 0)),
        .counts(groups.map { _ in Int64(test?.degreesOfFreedom ?? 0) }), .numbers(all(test?.pValue ?? 1)),
      ], count: groups.count)
  }
}
