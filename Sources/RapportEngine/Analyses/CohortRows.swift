import RapportAnalytics
import RapportValues

/// Cohorts by the first of the periods in which a row was active.
struct CohortRows: AnalysisRows {
  private let unit: PeriodUnit
  private let last: Day
  private var tally: CohortTally

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
      var (starts, previous) = (days[lists.range(of: row)].sorted(), Int64?.none)
      starts.removeAll { start in
        defer { previous = start }
        return start == previous
      }
      try measured { try tally.add(starts.map { unit.number(of: Day(clamping: $0)) }) }
    }
  }

  func finish() throws -> Batch {
    var (cohorts, sizes, ages, active) = ([Int64](), [Int64](), [Int64](), [Int64]())
    var shares: [Double] = []
    for cohort in tally.cohorts {
      let start = unit.start(of: cohort.period, like: last)
      for (age, count) in cohort.active.enumerated() {
        cohorts.append(Int64(start.number))
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

  /// The first day of a period by its number; weeks begin on the weekday of another week.
  fileprivate func start(of number: Int, like other: Day) -> Day {
    func first(perYear: Int) -> Day {
      Day(year: number / perYear, month: number % perYear * (12 / perYear) + 1, day: 1) ?? other
    }
    return switch self {
    case .day: Day(clamping: Int64(number))
    case .week: other.adding(days: (number - self.number(of: other)) * 7) ?? other
    case .month: first(perYear: 12)
    case .quarter: first(perYear: 4)
    case .half: first(perYear: 2)
    case .year: first(perYear: 1)
    }
  }
}
