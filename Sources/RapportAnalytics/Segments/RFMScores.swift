/// Recency, frequency and money of each customer as scores from 1 (worst) to the number of bins (best).
///
/// Hughes, "Strategic Database Marketing" (1994). Scores are relative to the customers given: add customers
/// and others' scores change. A score says nothing of the time to come; in a small base, or one where most
/// have ordered once, a bin may be empty.
package struct RFMScores: Equatable, Sendable {
  /// One number for each customer, in the order of the rows given.
  package let recency: [UInt8]
  package let frequency: [UInt8]
  package let money: [UInt8]
  /// The highest score.
  package let bins: Int
  package let ties: TieRule

  /// The bins for which three scores stay one digit each.
  package static let allowedBins = 2...9

  /// Scores of customers.
  ///
  /// - Parameters:
  ///   - daysSinceLast: Days from the last order to the as-of date; few days score high.
  ///   - orders: Number of orders.
  ///   - amounts: Sum of orders in one currency. Sums below zero (returns) are ranked like others.
  ///   - bins: 2 to 9.
  /// - Throws: `empty`, `unequalLengths`, `notFinite`, `parameter`.
  package init(
    daysSinceLast: [Double], orders: [Double], amounts: [Double], bins: Int = 5, ties: TieRule = .sameBin
  ) throws(MeasureError) {
    guard Self.allowedBins.contains(bins) else { throw .parameter(name: "bins", allowed: "2 to 9") }
    try Require.notEmpty(daysSinceLast.count)
    for column in [orders, amounts] { try Require.equalLength(daysSinceLast.count, column.count) }
    for column in [daysSinceLast, orders, amounts] { try Require.finite(column) }
    self.bins = bins
    self.ties = ties
    recency = try Bins.scores(daysSinceLast, bins: bins, ties: ties, smallIsBest: true)
    frequency = Bins.scores(orders, bins: bins, ties: ties)
    money = Bins.scores(amounts, bins: bins, ties: ties)
  }

  /// Customers.
  package var count: Int { recency.count }

  /// The score of a customer in one number: 100·R + 10·F + M; `row` must be one of the rows.
  package func code(_ row: Int) -> Int {
    100 * Int(recency[row]) + 10 * Int(frequency[row]) + Int(money[row])
  }

  /// The scores of all customers, 100·R + 10·F + M.
  package var codes: [Int] { recency.indices.map(code) }

  /// How many customers have each pair of scores; rows are recency 1…bins, columns frequency 1…bins.
  package var recencyFrequencyGrid: [[Int]] {
    var grid = [[Int]](repeating: [Int](repeating: 0, count: bins), count: bins)
    for row in recency.indices { grid[Int(recency[row]) - 1][Int(frequency[row]) - 1] += 1 }
    return grid
  }
}
