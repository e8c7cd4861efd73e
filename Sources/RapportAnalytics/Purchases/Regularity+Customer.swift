extension Regularity {
  /// Customers with a V that an estimate over all needs.
  package static let fewestCustomers = 10

  /// V of one customer: the mean of (M − ½)² over all neighbouring pairs of gaps, 0 to ¼; nil with fewer than two gaps.
  /// Wheat and Morrison draw one pair; the mean of all has the same expectation and needs no chance.
  package static func spread(of gaps: some Collection<Int32>) -> Double? {
    var (sum, count) = (0.0, 0)
    var before: Double?
    for gap in gaps {
      let gap = Double(gap)
      if let before, before + gap > 0 {
        let deviation = before / (before + gap) - 0.5
        sum += deviation * deviation
        count += 1
      }
      before = gap
    }
    return count > 0 ? sum / Double(count) : nil
  }

  /// k of a V; `highest` at most, 0 at least.
  package static func shape(of spread: Double) -> Double { shape(spread: spread).map { min(highest, $0) } ?? highest }
}
