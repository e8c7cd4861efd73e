import RapportValues

/// What the smallest rows hold of a sum together, for each share of the rows.
struct LorenzCurve {
  /// From nothing to everything; without points where the sum is 0.
  let points: [Point]
  /// How far the curve lies below that of equal amounts, 0 to 1; nil where the sum is 0.
  let gini: String?

  /// Finer than any picture that is drawn.
  private static let mostPoints = 2_000

  /// Shares are plain numbers.
  static let valueText = ValueText(.float(currency: nil))

  static var equal: Series {
    Series(
      name: "all equal", valueText: valueText, points: [Point(x: 0, y: 0), Point(x: 0.5, y: 0.5), Point(x: 1, y: 1)])
  }

  /// - Parameter values: those below 0 count as 0, those that are not numbers are left out.
  init(_ values: [Double]) {
    let amounts = values.lazy.filter(\.isFinite).map { max(0, $0) }.sorted()
    // Scaled by the largest, so that no sum is too large.
    let largest = amounts.last ?? 0
    let total = amounts.reduce(0) { $0 + $1 / largest }
    guard largest > 0, total.isFinite else {
      (points, gini) = ([], nil)
      return
    }
    let count = Double(amounts.count)
    let every = max(1, amounts.count / Self.mostPoints)
    var (points, sum, below) = ([Point(x: 0, y: 0)], 0.0, 0.0)
    for (index, amount) in amounts.enumerated() {
      let before = sum
      sum += amount / largest / total
      below += (before + sum) / count
      let isLast = index == amounts.count - 1
      if isLast || (index + 1) % every == 0 {
        points.append(Point(x: Double(index + 1) / count, y: isLast ? 1 : sum))
      }
    }
    self.points = points
    gini = NumberLabel.text(max(0, 1 - below), places: 3, trimmed: true)
  }
}
