/// How regularly customers order: the shape k of the Gamma distribution of the time between orders.
///
/// 1 is pure chance, as the Poisson process of most purchase models has it; the higher k, the more alike the gaps; below 1
/// orders come in bursts. Two neighbouring gaps of one customer have a ratio M = first / both that is Beta(k, k)
/// distributed whatever the customer's rate is, so that V = mean (M − ½)² gives k = (1 − 4V) / (8V). Source: Wheat,
/// Morrison (1990), who draw one pair per customer; here all neighbouring pairs count, which needs no chance.
package enum Regularity {
  /// A k above this is called this: gaps differ by less than a day in a month.
  package static let highest = 1000.0

  /// Customers with a V that an estimate needs.
  package static let fewestCustomers = 10

  /// V of one customer: the mean of (M − ½)² over neighbouring pairs of gaps, 0 to ¼; nil with fewer than two gaps.
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
  package static func shape(_ spread: Double) -> Double {
    guard spread > 0 else { return highest }
    return max(0, min(highest, (1 - 4 * spread) / (8 * spread)))
  }

  /// V of a k.
  package static func spread(ofShape shape: Double) -> Double { 1 / (8 * shape + 4) }
}
