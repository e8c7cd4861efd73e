import Glibc

/// What became, by the end of a period, of the customers there were at its start.
///
/// The cohort is fixed at the start: customers who join later count nowhere, so growth cannot hide losses.
/// Amounts are of equal lengths of time, such as revenue of a month or a year, in one currency.
package struct Retention: Equatable, Sendable {
  /// Customers with an amount above zero at the start.
  package private(set) var customers = 0
  /// Those whose amount at the end is zero or below.
  package private(set) var lost = 0
  /// Customers with nothing at the start and something at the end; not counted.
  package private(set) var joined = 0
  /// Customers below zero at the start, such as net returns; not counted.
  package private(set) var negativeAtStart = 0
  /// Revenue of the cohort at the start.
  package private(set) var start = 0.0
  /// Revenue at the start of the customers lost.
  package private(set) var churned = 0.0
  /// What customers who stayed spend less.
  package private(set) var contraction = 0.0
  /// What customers who stayed spend more.
  package private(set) var expansion = 0.0

  /// - Parameters:
  ///   - start: The amount of each customer at the start.
  ///   - end: The amount of the same customer at the end; below zero counts as zero.
  /// - Throws: `unequalLengths`, `notFinite`, `tooLarge`; `empty` if there was no customer at the start.
  package init(start: [Double], end: [Double]) throws(MeasureError) {
    try Require.equalLength(start.count, end.count)
    try Require.finite(start)
    try Require.finite(end)
    for (before, after) in zip(start, end) { add(before, max(0, after)) }
    guard customers > 0 else { throw .empty }
    guard self.start.isFinite, expansion.isFinite else { throw .tooLarge }
  }

  private mutating func add(_ before: Double, _ after: Double) {
    guard before > 0 else {
      negativeAtStart += before < 0 ? 1 : 0
      joined += before == 0 && after > 0 ? 1 : 0
      return
    }
    customers += 1
    start += before
    if after <= 0 {
      lost += 1
      churned += before
    } else {
      contraction += max(0, before - after)
      expansion += max(0, after - before)
    }
  }

  /// Customers lost ÷ customers at the start.
  package var logoChurn: Double { Double(lost) / Double(customers) }
  /// Revenue of those lost ÷ revenue at the start.
  package var revenueChurn: Double { min(1, churned / start) }
  /// (start − contraction − churn) ÷ start; never above 1, because what others spend more does not count.
  package var grossRetention: Double { min(1, max(0, 1 - (contraction / start + churned / start))) }
  /// Gross retention with what those who stayed spend more; above 1 if this is more than all losses. Nil
  /// where the revenue at the start is so small that the ratio has no finite value.
  package var netRetention: Double? {
    let net = 1 - (contraction / start + churned / start) + expansion / start
    return net.isFinite ? max(0, net) : nil
  }
}

/// A yearly loss of customers against what companies lose on average, 10 % to 30 % a year.
///
/// The band is a rule of thumb with neither trade nor base stated: a reason to look, no verdict.
package enum ChurnBand: String, CaseIterable, Sendable {
  case below, within, above

  package static let usual = 0.10...0.30

  /// Compares a yearly rate; both ends of the band are within it.
  package init(yearly rate: Double, band: ClosedRange<Double> = usual) {
    if rate < band.lowerBound {
      self = .below
    } else {
      self = rate > band.upperBound ? .above : .within
    }
  }

  /// The yearly rate of a loss over some days, if it went on alike: 1 − (1 − rate)^(365.25/days).
  ///
  /// - Throws: `parameter` if the rate is not a share or there is not at least one day.
  package static func yearly(_ rate: Double, days: Double) throws(MeasureError) -> Double {
    guard (0...1).contains(rate) else { throw .parameter(name: "rate", allowed: "0 to 1") }
    guard days >= 1, days.isFinite else { throw .parameter(name: "days", allowed: "1 or more") }
    return 1 - pow(1 - rate, 365.25 / days)
  }
}
