import RapportAnalytics
import RapportValues

/// Cohorts by the first of the periods in which a row was active.
struct CohortRows: AnalysisRows {
  private let unit: PeriodUnit
  private let last: Day
  private var tally: CohortTally
  /// The first days of periods, by their numbers.
  private var starts: [Int: Int64] = [:]

  init(_ unit: PeriodUnit, last: Day) {
    self.unit = unit
    self.last = last
    tally = CohortTally(last: unit.number(of: last))
  }

  mutating func add(_ arguments: [Column], count: Int) throws {
    guard let column = arguments.first else { throw EvaluationError.mismatch("cohorts without periods") }
    let lists = try column.listValues()
    let days = try lists.elements.int64Values()
    for row in 0..<count where !column.isMissing(row) {
      var periods: [Int] = []
      for place in lists.range(of: row) {
        let number = unit.number(of: Day(clamping: days[place]))
        starts[number] = days[place]
        periods.append(number)
      }
      try measured { try tally.add(periods) }
    }
  }

  func finish() throws -> Batch {
    var (cohorts, sizes, ages, active) = ([Int64](), [Int64](), [Int64](), [Int64]())
    var shares: [Double] = []
    for cohort in tally.cohorts {
      for (age, count) in cohort.active.enumerated() {
        cohorts.append(starts[cohort.period] ?? Int64(last.number))
        sizes.append(Int64(cohort.size))
        ages.append(Int64(age))
        active.append(Int64(count))
        shares.append(Double(count) / Double(max(1, cohort.size)))
      }
    }
    return Batch(
      columns: [
        Column(type: .period(unit), storage: .int64(cohorts)), Column(type: .integer, storage: .int64(sizes)),
        Column(type: .integer, storage: .int64(ages)), Column(type: .integer, storage: .int64(active)),
        Column(type: .float(currency: nil), storage: .float(shares)),
      ], count: cohorts.count)
  }
}

extension PeriodUnit {
  /// Counts periods through the years; neighbouring ones differ by one.
  fileprivate func number(of start: Day) -> Int {
    let (year, month, _) = start.components
    return switch self {
    case .day: Int(start.number)
    // Whatever day weeks begin on, all begin on the same.
    case .week: Int((Double(start.number) / 7).rounded(.down))
    case .month: year * 12 + month - 1
    case .quarter: year * 4 + (month - 1) / 3
    case .half: year * 2 + (month - 1) / 6
    case .year: year
    }
  }
}
