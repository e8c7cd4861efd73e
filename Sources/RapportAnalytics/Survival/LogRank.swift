/// Whether groups of customers leave at different rates, over the whole time watched.
///
/// Mantel (1966), Peto and Peto (1972): endings observed less those expected if all groups had one curve, by
/// their hypergeometric covariance. Blind to curves that cross; a p-value is poor with fewer than about five
/// expected endings in a group.
package struct LogRank: Equatable, Sendable {
  package struct Group: Equatable, Sendable {
    package var rows = 0
    package var observed = 0
    package var expected = 0.0
  }

  package let groups: [Group]
  package let chiSquare: Double
  /// Groups that could differ, less one.
  package let degreesOfFreedom: Int
  /// The probability of a statistic at least so great if all groups had one curve.
  package let pValue: Double

  /// - Parameters:
  ///   - times: How long each customer was watched, 0 or more.
  ///   - ended: Whether the customer left at that time.
  ///   - group: The group of each customer, 0 ..< `groupCount`.
  ///   - groupCount: 2 to 100; groups without rows are allowed.
  /// - Throws: `empty`, `unequalLengths`, `notFinite`, `negative`, `outOfRange`, `parameter`; `noEvents` if
  ///   nothing ended while two groups were at risk.
  package init(times: [Double], ended: [Bool], group: [Int], groupCount: Int) throws(MeasureError) {
    guard (2...100).contains(groupCount) else { throw .parameter(name: "groups", allowed: "2 to 100") }
    try Require.notEmpty(times.count)
    try Require.equalLength(times.count, ended.count)
    try Require.equalLength(times.count, group.count)
    try Require.notNegative(times)
    if let row = group.firstIndex(where: { !(0..<groupCount).contains($0) }) {
      throw .outOfRange(row: row, allowed: "the groups")
    }
    var groups = [Group](repeating: Group(), count: groupCount)
    for place in group { groups[place].rows += 1 }
    var covariance = CovarianceMatrix(size: groupCount)
    var atRisk = groups.map(\.rows)
    for moment in EventTimes(times: times, ended: ended) {
      if moment.events > 0 {
        Self.expect(moment, atRisk, &groups, &covariance)
      }
      for row in moment.rows {
        groups[group[row]].observed += ended[row] ? 1 : 0
        atRisk[group[row]] -= 1
      }
    }
    let form = covariance.inverseForm(groups.map { Double($0.observed) - $0.expected })
    guard form.rank > 0 else { throw .noEvents }
    self.groups = groups
    chiSquare = form.value
    degreesOfFreedom = form.rank
    pValue = ChiSquare.upperTail(form.value, degreesOfFreedom: form.rank)
  }

  /// Adds the endings expected in each group at one time, and their covariance.
  private static func expect(
    _ moment: EventTimes.Moment, _ atRisk: [Int], _ groups: inout [Group],
    _ covariance: inout CovarianceMatrix
  ) {
    let (events, all) = (Double(moment.events), Double(moment.atRisk))
    let shares = atRisk.map { Double($0) / all }
    let spread = moment.atRisk > 1 ? events * (all - events) / (all - 1) : 0
    for (row, share) in shares.enumerated() where share > 0 {
      groups[row].expected += events * share
      for column in 0...row {
        covariance[row, column] += spread * share * ((row == column ? 1 : 0) - shares[column])
      }
    }
  }
}
