extension Concentration {
  /// The share of the total of each account, in the order of the rows; together 1.
  package func shares() throws(MeasureError) -> [Double] {
    let total = try divisor()
    return byRow(amounts.map { $0 / total })
  }

  /// For each account the share of itself and all larger ones, in the order of the rows; the smallest has 1.
  package func cumulativeShares() throws(MeasureError) -> [Double] {
    let total = try divisor()
    return byRow(cumulative.map { $0 / total })
  }
}
