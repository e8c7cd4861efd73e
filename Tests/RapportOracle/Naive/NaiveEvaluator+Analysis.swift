import Glibc
import RapportPlan
import RapportValues

/// Methods over all rows, by their definitions: every number is counted anew from all rows.
extension NaiveEvaluator {
  func analyze(_ rows: [NaiveRow], _ analysis: Analysis) throws -> [NaiveRow] {
    let arguments = try rows.map { row in try analysis.arguments.map { try value($0, row) } }
    let found: [[Value]] =
      switch analysis.method {
      // What is found depends on rounding where rows lie between two groups; tests of its own check it.
      case .clusters: throw NaiveError.unsupported("clusters")
      case .cohorts(let unit, let last): try cohorts(arguments.map { $0[0] }, unit, last)
      case .survival(let observation, let confidence, let interval):
        try survival(arguments, observation, confidence, interval)
      case .logRank(let observation): try logRank(arguments, observation)
      case .obligations: throw NaiveError.unsupported("obligations")
      }
    return try found.map { values in
      var row: NaiveRow = [:]
      for (output, value) in zip(analysis.outputs, values) { row[output.id] = try NaiveValue.conform(value, output.type) }
      return row
    }
  }

  // MARK: - Cohorts

  private func cohorts(_ lists: [Value], _ unit: PeriodUnit, _ last: Day) throws -> [[Value]] {
    let active = try lists.map { list -> Set<Int> in
      guard case .list(let periods) = list else { return [] }
      return Set(try periods.map { try number(of: $0, unit) })
    }
    let end = try number(of: .period(unit, start: last), unit)
    let starts = Dictionary(
      try lists.flatMap { list -> [(Int, Value)] in
        guard case .list(let periods) = list else { return [] }
        return try periods.map { (try number(of: $0, unit), $0) }
      }) { first, _ in first }
    var rows: [[Value]] = []
    for cohort in Set(active.compactMap { $0.min() }).sorted() where cohort <= end {
      let members = active.filter { $0.min() == cohort }
      if end - cohort >= 2_000 { throw NaiveError.unusable }
      for period in cohort...end {
        let again = members.filter { $0.contains(period) }.count
        rows.append([
          starts[cohort] ?? .missing, .integer(Int64(members.count)), .integer(Int64(period - cohort)),
          .integer(Int64(again)), .float(Double(again) / Double(members.count)),
        ])
      }
    }
    return rows
  }

  /// Which period it is, counted through the years.
  private func number(of period: Value, _ unit: PeriodUnit) throws -> Int {
    guard case .period(_, let start) = period else { throw NaiveError.unsupported("\(period) as a period") }
    let date = try NaiveCalendar.date(start)
    return switch unit {
    case .day: Int(start.number)
    case .week: (Int(start.number) + 7_000_000) / 7
    case .month: date.year * 12 + date.month
    case .quarter: date.year * 4 + (date.month + 2) / 3
    case .half: date.year * 2 + (date.month > 6 ? 1 : 0)
    case .year: date.year
    }
  }

  // MARK: - Survival

  private struct Watched {
    var key: [Value]
    var time: Double
    var ended: Bool
  }

  private func survival(
    _ arguments: [[Value]], _ observation: Analysis.Observation, _ confidence: Double, _ interval: Analysis.Interval
  ) throws -> [[Value]] {
    let all = try watched(arguments, observation)
    if all.isEmpty, !arguments.isEmpty { throw NaiveError.unusable }
    let z = quantile((1 + confidence) / 2)
    var rows: [[Value]] = []
    for key in try unique(all.map { .list($0.key) }) {
      let group = try all.filter { try NaiveValue.same(.list($0.key), key) }
      for time in Set(group.map(\.time) + [0]).sorted() {
        let times = Set(group.map(\.time)).sorted().filter { $0 <= time }
        let counts = times.map { moment in
          (ended: Double(group.count { $0.time == moment && $0.ended }), risk: Double(group.count { $0.time >= moment }))
        }
        let share = counts.reduce(1.0) { $0 * (1 - $1.ended / $1.risk) }
        let variance = counts.reduce(0.0) { $0 + $1.ended / ($1.risk * ($1.risk - $1.ended)) }
        let width = z * variance.squareRoot()
        var bounds: [Value] = [.float(share * exp(-width)), .float(min(1, share * exp(width)))]
        if interval == .logLog, share < 1, share > 0 {
          let stretch = exp(width / -log(share))
          bounds = [.float(pow(share, stretch)), .float(pow(share, 1 / stretch))]
        }
        let isOver = counts.contains { $0.ended == $0.risk }
        guard case .list(let keys) = key else { continue }
        rows.append(
          keys + [
            .float(time), .integer(Int64(group.count { $0.time >= time })),
            .integer(Int64(group.count { $0.time == time && $0.ended })),
            .integer(Int64(group.count { $0.time == time && !$0.ended })), .float(isOver ? 0 : share),
          ] + (isOver ? [.missing, .missing, .missing] : [.float(share * variance.squareRoot())] + bounds))
      }
    }
    return rows
  }

  private func watched(_ arguments: [[Value]], _ observation: Analysis.Observation) throws -> [Watched] {
    try arguments.compactMap { values in
      let key = Array(values.dropLast(observation.width))
      let observed = Array(values.suffix(observation.width))
      switch observation {
      case .time:
        guard let time = NaiveValue.number(observed[0])?.double else { return nil }
        if time < 0 { throw NaiveError.unusable }
        return Watched(key: key, time: time, ended: observed[1] == .bool(true))
      case .span(let asOf, let unit):
        guard case .day(let start) = observed[0], start <= asOf else { return nil }
        var (last, ended) = (asOf, false)
        if case .day(let end) = observed[1], end <= asOf { (last, ended) = (end, true) }
        if last < start { throw NaiveError.unusable }
        return Watched(key: key, time: Double(last.number - start.number) / unit, ended: ended)
      case .activity(let asOf, let silence, let unit):
        guard case .list(let elements) = observed[0] else { return nil }
        let days = elements.compactMap { value -> Int? in
          if case .day(let day) = value, day <= asOf { Int(day.number) } else { nil }
        }
        guard let first = days.min() else { return nil }
        // The first day on which the last order lies further back than the window.
        for day in first...Int(asOf.number) {
          let last = days.filter { $0 <= day }.max() ?? first
          if day - last > silence { return Watched(key: key, time: Double(day - first) / unit, ended: true) }
        }
        return Watched(key: key, time: Double(Int(asOf.number) - first) / unit, ended: false)
      }
    }
  }

  /// Of the standard normal distribution, by halving.
  private func quantile(_ p: Double) -> Double {
    var (low, high) = (-40.0, 40.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if erfc(-middle / 2.0.squareRoot()) / 2 < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  // MARK: - Comparing groups

  private func logRank(_ arguments: [[Value]], _ observation: Analysis.Observation) throws -> [[Value]] {
    let all = try watched(arguments, observation).filter { !$0.key.contains(.missing) }
    if arguments.isEmpty { return [] }
    let keys = try unique(all.map { .list($0.key) })
    guard (2...100).contains(keys.count) else { throw NaiveError.unusable }
    let groups = try keys.map { key in try all.filter { try NaiveValue.same(.list($0.key), key) } }
    var expected = groups.map { _ in 0.0 }
    var covariance = groups.map { _ in groups.map { _ in 0.0 } }
    for time in Set(all.filter(\.ended).map(\.time)) {
      let ended = Double(all.count { $0.ended && $0.time == time })
      let risk = Double(all.count { $0.time >= time })
      let shares = groups.map { Double($0.count { $0.time >= time }) / risk }
      for (row, share) in shares.enumerated() {
        expected[row] += ended * share
        guard risk > 1 else { continue }
        for (column, other) in shares.enumerated() {
          covariance[row][column] +=
            ended * (risk - ended) / (risk - 1) * share * ((row == column ? 1 : 0) - other)
        }
      }
    }
    let observed = groups.map { Double($0.count { $0.ended }) }
    let (chi, rank) = form(zip(observed, expected).map { $0 - $1 }, covariance)
    if rank == 0 { throw NaiveError.unusable }
    return keys.indices.compactMap { index in
      guard case .list(let key) = keys[index] else { return nil }
      return key + [
        .integer(Int64(groups[index].count)), .integer(Int64(observed[index])), .float(expected[index]), .float(chi),
        .integer(Int64(rank)), .float(upperTail(chi, rank)),
      ]
    }
  }

  /// dᵀ V⁻ d by elimination with the largest pivot left, and the rank of V.
  private func form(_ difference: [Double], _ covariance: [[Double]]) -> (value: Double, rank: Int) {
    var (matrix, right) = (covariance, difference)
    let largest = covariance.indices.map { covariance[$0][$0] }.max() ?? 0
    var open = Set(matrix.indices)
    var (value, rank) = (0.0, 0)
    while let pivot = open.max(by: { matrix[$0][$0] < matrix[$1][$1] }), matrix[pivot][pivot] > 1e-9 * largest {
      open.remove(pivot)
      rank += 1
      value += right[pivot] * right[pivot] / matrix[pivot][pivot]
      for row in open {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        right[row] -= factor * right[pivot]
        for column in open { matrix[row][column] -= factor * matrix[pivot][column] }
      }
    }
    return (value, rank)
  }

  /// Of chi-square, by the recurrence over its degrees.
  private func upperTail(_ x: Double, _ degrees: Int) -> Double {
    if degrees == 1 { return erfc((x / 2).squareRoot()) }
    if degrees == 2 { return exp(-x / 2) }
    let half = Double(degrees) / 2
    return upperTail(x, degrees - 2) + pow(x / 2, half - 1) * exp(-x / 2) / tgamma(half)
  }
}
