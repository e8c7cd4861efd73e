/// How many customers of each cohort are active again, by periods since their first.
///
/// A cohort are the customers whose first order falls into the same period, such as a month. Recent cohorts
/// have been watched for fewer periods: their rows are shorter, which is not the same as zero. The last
/// period may be incomplete.
package struct CohortTriangle: Equatable, Sendable {
  package struct Cohort: Equatable, Sendable {
    /// The period of the first orders.
    package let period: Int
    /// Customers with an order 0, 1, 2, … periods after the first, up to the last period watched.
    package var active: [Int]
    /// Customers of the cohort.
    package var size: Int { active.first ?? 0 }
    /// `active` as shares of the cohort; the first is 1.
    package var shares: [Double] { active.map { Double($0) / Double(max(1, size)) } }
  }

  /// In order of time; periods without a new customer are left out.
  package let cohorts: [Cohort]
  /// Orders after the last period, which are not counted.
  package let laterOrders: Int

  /// - Parameters:
  ///   - customer: The customer of each order, 0 ..< `customerCount`.
  ///   - period: The number of the period of each order, such as months counted through the years.
  ///   - last: The last period watched.
  /// - Throws: `unequalLengths`, `outOfRange`; `empty` if no order is left; `parameter` if there are more
  ///   than 2,000 periods, or more customers than fit beside them.
  package init(customer: [Int], period: [Int], customerCount: Int, last: Int) throws(MeasureError) {
    try Require.equalLength(customer.count, period.count)
    let known = 0..<max(0, customerCount)
    if let row = customer.firstIndex(where: { !known.contains($0) }) {
      throw .outOfRange(row: row, allowed: "the customers")
    }
    guard let first = period.lazy.filter({ $0 <= last }).min() else { throw .empty }
    let (span, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, span < 2000, PeriodSet.fits(customers: known.count, periods: span + 1) else {
      throw .parameter(name: "period", allowed: "long enough that there are at most 2,000 of them")
    }
    var seen = PeriodSet(customers: known.count, periods: span + 1)
    var later = 0
    for (row, who) in customer.enumerated() {
      if period[row] > last { later += 1 } else { seen.insert(who, period[row] - first) }
    }
    laterOrders = later
    cohorts = seen.triangle(first: first).filter { $0.size > 0 }
  }

  /// For each number of periods since the first: customers active, of those watched so long, as a share.
  package var retention: [Double] {
    let length = cohorts.map(\.active.count).max() ?? 0
    return (0..<length).map { age in
      let watched = cohorts.filter { $0.active.count > age }
      let sizes = watched.reduce(0) { $0 + $1.size }
      return Double(watched.reduce(0) { $0 + $1.active[age] }) / Double(max(1, sizes))
    }
  }
}

/// In which periods each customer was active, one bit for each.
private struct PeriodSet {
  private let periods: Int
  private let words: Int
  private var bits: [UInt64]

  init(customers: Int, periods: Int) {
    self.periods = periods
    words = (periods + 63) / 64
    bits = [UInt64](repeating: 0, count: customers * words)
  }

  /// Whether the bits fit into one gigabyte.
  static func fits(customers: Int, periods: Int) -> Bool {
    customers <= (1 << 27) / ((periods + 63) / 64)
  }

  mutating func insert(_ customer: Int, _ period: Int) {
    bits[customer * words + period / 64] |= 1 << UInt64(period % 64)
  }

  func triangle(first: Int) -> [CohortTriangle.Cohort] {
    var cohorts = (0..<periods).map {
      CohortTriangle.Cohort(period: first + $0, active: [Int](repeating: 0, count: periods - $0))
    }
    for customer in 0..<(bits.count / words) {
      var start: Int?
      for word in 0..<words {
        var left = bits[customer * words + word]
        while left != 0 {
          let period = word * 64 + left.trailingZeroBitCount
          let cohort = start ?? period
          start = cohort
          cohorts[cohort].active[period - cohort] += 1
          left &= left - 1
        }
      }
    }
    return cohorts
  }
}
