// Rounding lives in the C library.
import Glibc

/// A point of the Lorenz curve.
package struct LorenzPoint: Equatable, Sendable {
  /// Share of accounts, counted from the smallest.
  package let accounts: Double
  /// Share of the amount these hold.
  package let amount: Double
}

extension Concentration {
  /// The Lorenz curve (Lorenz 1905) from (0, 0) to (1, 1), accounts from the smallest to the largest.
  ///
  /// With more accounts than `limit` − 1, points are of evenly chosen accounts; the points given are exact.
  ///
  /// - Throws: `parameter`, `nothingToShare`.
  package func lorenz(limit: Int = 101) throws(MeasureError) -> [LorenzPoint] {
    guard (2...1_000_000).contains(limit) else {
      throw .parameter(name: "limit", allowed: "2 to 1,000,000 points")
    }
    let total = try divisor()
    let steps = min(count, limit - 1)
    return (0...steps).map { step in
      let smallest = Int((Double(step) / Double(steps) * Double(count)).rounded())
      let above = smallest < count ? cumulative[count - 1 - smallest] : 0
      return LorenzPoint(
        accounts: Double(smallest) / Double(count), amount: (total - above) / total)
    }
  }
}
