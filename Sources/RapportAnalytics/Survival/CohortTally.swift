/// Counts a triangle of cohorts customer by customer, so that nothing of a customer is kept.
package struct CohortTally: Sendable {
  /// Periods that a triangle may span.
  package static let mostPeriods = 2_000

  private let last: Int
  /// Customers of a cohort with an order so many periods later, by the cohort's period.
  private var active: [Int: [Int]] = [:]

  /// - Parameter last: The number of the last period watched.
  package init(last: Int) { self.last = last }

  /// Adds a customer by the numbers of the periods with an order, each once, in any order; later ones than the
  /// last do not count.
  ///
  /// - Throws: `parameter` if there are more than 2,000 periods.
  package mutating func add(_ periods: [Int]) throws(MeasureError) {
    guard let first = periods.min(), first <= last else { return }
    let (span, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, span < Self.mostPeriods else {
      throw .parameter(name: "period", allowed: "long enough that there are at most 2,000 of them")
    }
    active[first, default: [Int](repeating: 0, count: span + 1)].count(periods, from: first, to: last)
  }

  /// In order of time.
  package var cohorts: [CohortTriangle.Cohort] {
    active.sorted { $0.key < $1.key }.map { CohortTriangle.Cohort(period: $0.key, active: $0.value) }
  }
}

extension [Int] {
  fileprivate mutating func count(_ periods: [Int], from first: Int, to last: Int) {
    for period in periods where period <= last { self[period - first] += 1 }
  }
}
