/// What scoring does with customers who have equal values.
package enum TieRule: String, CaseIterable, Sendable {
  /// Equal values get equal scores: the cuts are type-7 quantiles plus one unit, the intervals closed below
  /// and open above. The rule of the R package rfm. One unit is a day, an order or one of the currency:
  /// amounts should be counted in units of which customers spend many.
  case sameBin = "same_bin"
  /// Bins as equal in size as possible, the first ones larger, as SQL's `NTILE`. Customers with equal values
  /// may get different scores, by the order of their rows.
  case ntile
}

/// Scores from 1 to the number of bins.
package enum Bins {
  /// Scores that are high for high values, or for low ones: with equal bins the cuts are of the values, and the score
  /// counts down; tiles are made over descending values.
  ///
  /// - Throws: `empty`, `notFinite`, `parameter`.
  package static func scores(
    _ values: [Double], bins: Int, ties: TieRule, smallIsBest: Bool
  ) throws(MeasureError) -> [UInt8] {
    guard RFMScores.allowedBins.contains(bins) else { throw .parameter(name: "bins", allowed: "2 to 9") }
    try Require.notEmpty(values.count)
    try Require.finite(values)
    guard smallIsBest else { return scores(values, bins: bins, ties: ties) }
    return switch ties {
    case .sameBin: scores(values, bins: bins, ties: ties).map { UInt8(bins + 1) - $0 }
    case .ntile: ntile(StableOrder.descending(values), bins: bins)
    }
  }

  static func scores(_ values: [Double], bins: Int, ties: TieRule) -> [UInt8] {
    switch ties {
    case .sameBin:
      var sorted = values
      Selection.place(&sorted, ranks: (1..<bins).flatMap { Quantile.ranks(values.count, part: $0, of: bins) })
      return sameBin(values, cuts: cuts(sorted, bins: bins))
    case .ntile: return ntile(StableOrder.ascending(values), bins: bins)
    }
  }

  /// The lower bounds of all bins but the first, of values that stand at their ranks where quantiles look.
  static func cuts(_ sorted: [Double], bins: Int) -> [Double] {
    (1..<bins).map { Quantile.type7(sorted, part: $0, of: bins) + 1 }
  }

  private static func sameBin(_ values: [Double], cuts: [Double]) -> [UInt8] {
    values.map { value in
      var score: UInt8 = 1
      for cut in cuts where value >= cut { score += 1 }
      return score
    }
  }

  /// The bin of each row, 1 for the rows that come first in `order`.
  static func ntile(_ order: [Int], bins: Int) -> [UInt8] {
    var result = [UInt8](repeating: 1, count: order.count)
    let (size, larger) = order.count.quotientAndRemainder(dividingBy: bins)
    var next = 0
    for bin in 0..<bins {
      let end = next + size + (bin < larger ? 1 : 0)
      for row in order[next..<end] { result[row] = UInt8(bin + 1) }
      next = end
    }
    return result
  }
}
