/// How many customers, orders and how much money a segment holds.
package struct SegmentSummary: Equatable, Sendable {
  package let segment: String
  package var customers = 0
  package var orders = 0.0
  package var amount = 0.0

  /// Money per order; nil without an order.
  package var averageOrder: Double? { orders > 0 ? amount / orders : nil }

  /// One row for each segment of the rules, in their order; segments without customers too.
  ///
  /// - Throws: what `SegmentRuleSet.assign` throws, `unequalLengths` and `notFinite`.
  package static func rows(
    _ scores: RFMScores, rules: SegmentRuleSet, orders: [Double], amounts: [Double]
  ) throws(MeasureError) -> [SegmentSummary] {
    for column in [orders, amounts] {
      try Require.equalLength(scores.count, column.count)
      try Require.finite(column)
    }
    var rows = rules.segments.map { SegmentSummary(segment: $0) }
    for (row, segment) in try rules.assign(scores).enumerated() {
      rows[segment].customers += 1
      rows[segment].orders += orders[row]
      rows[segment].amount += amounts[row]
    }
    guard rows.allSatisfy({ $0.orders.isFinite && $0.amount.isFinite }) else { throw .tooLarge }
    return rows
  }
}
