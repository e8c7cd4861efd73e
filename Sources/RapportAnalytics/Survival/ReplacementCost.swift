/// What it costs to win new customers in place of those lost.
///
/// A new customer is said to cost four to five times what it costs to keep one. The factor is a rule of
/// thumb; use your own where you know it.
package struct ReplacementCost: Equatable, Sendable {
  /// In the currency of the cost of keeping a customer.
  package let low: Double
  package let high: Double

  package static let usualFactor = 4.0...5.0

  /// - Parameters:
  ///   - lost: Customers lost.
  ///   - keepingOne: What it costs to keep one customer over the same period.
  /// - Throws: `parameter`, `tooLarge`.
  package init(
    lost: Int, keepingOne: Double, factor: ClosedRange<Double> = usualFactor
  ) throws(MeasureError) {
    guard lost >= 0 else { throw .parameter(name: "lost", allowed: "0 or more") }
    guard keepingOne >= 0, keepingOne.isFinite else {
      throw .parameter(name: "cost of keeping a customer", allowed: "0 or more")
    }
    guard factor.lowerBound >= 0, factor.upperBound.isFinite else {
      throw .parameter(name: "factor", allowed: "0 or more")
    }
    low = Double(lost) * keepingOne * factor.lowerBound
    high = Double(lost) * keepingOne * factor.upperBound
    guard high.isFinite else { throw .tooLarge }
  }
}
