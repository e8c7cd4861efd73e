import RapportAnalytics
import RapportPlan
import RapportValues

/// Kaplan–Meier curves, one below the other.
struct SurvivalRows: AnalysisRows {
  private var watched: WatchedRows
  private let confidence: Double
  private let interval: KaplanMeier.IntervalKind

  init(_ watched: WatchedRows, confidence: Double, interval: Analysis.Interval) {
    self.watched = watched
    self.confidence = confidence
    self.interval = interval == .log ? .log : .logLog
  }

  mutating func add(_ arguments: [Column], count: Int) throws {
    try watched.add(arguments, count: count, takesUnknown: true)
  }

  func finish() throws -> Batch {
    try watched.requireSome()
    var groups: [Int] = []
    var table = CurveColumns()
    for (group, rows) in watched.byGroup().enumerated() where !rows.times.isEmpty {
      try watched.check()
      let curve = try measured { try KaplanMeier(times: rows.times, ended: rows.ended, confidence: confidence) }
      let before = table.count
      table.append(curve, interval)
      groups += [Int](repeating: group, count: table.count - before)
    }
    return Batch(
      columns: try watched.keys().map { $0.gather(groups) } + table.columns, count: groups.count)
  }
}

/// The columns of curves.
private struct CurveColumns {
  private var times: [Double] = []
  private var (atRisk, ended, censored) = ([Int64](), [Int64](), [Int64]())
  private var survival: [Double] = []
  private var (errors, lower, upper) = ([Double?](), [Double?](), [Double?]())

  var count: Int { times.count }

  /// A curve begins with all rows at time 0, whether any left or not.
  mutating func append(_ curve: KaplanMeier, _ interval: KaplanMeier.IntervalKind) {
    if curve.steps.first?.time != 0 {
      append(time: 0, (curve.rows, 0, 0), 1, error: 0, KaplanMeier.Interval.certain)
    }
    for step in curve.steps {
      append(
        time: step.time, (step.atRisk, step.events, step.censored), step.survival, error: step.standardError,
        step.interval(interval))
    }
  }

  private mutating func append(
    time: Double, _ rows: (atRisk: Int, ended: Int, censored: Int), _ share: Double, error: Double?,
    _ interval: KaplanMeier.Interval?
  ) {
    times.append(time)
    atRisk.append(Int64(rows.atRisk))
    ended.append(Int64(rows.ended))
    censored.append(Int64(rows.censored))
    survival.append(share)
    errors.append(error)
    lower.append(interval?.lower)
    upper.append(interval?.upper)
  }

  var columns: [Column] {
    [.numbers(times), .counts(atRisk), .counts(ended), .counts(censored), .numbers(survival)]
      + [errors, lower, upper].map { Column.numbers($0) }
  }
}

extension KaplanMeier.Interval {
  /// Of a curve that has not fallen yet.
  fileprivate static var certain: KaplanMeier.Interval { KaplanMeier.Interval(lower: 1, upper: 1) }
}
