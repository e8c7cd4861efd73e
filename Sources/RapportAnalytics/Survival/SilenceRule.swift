/// When a customer who says nothing counts as lost.
///
/// A rule and no prediction: customers on no contract do not announce that they leave. Print the rule beside
/// every rate that was made with it.
package enum SilenceRule: Equatable, Sendable {
  /// No order for more than a number of days.
  case window(days: Double)
  /// No order for more than so many times the customer's own rhythm, but for the floor in days at least; the
  /// floor alone for customers without a rhythm.
  case ownRhythm(times: Double, floorDays: Double)

  /// Whether a customer is lost.
  ///
  /// - Parameters:
  ///   - daysSinceLast: Days from the last order to the as-of date.
  ///   - rhythm: The median gap between the customer's order days; nil without one.
  /// - Throws: `parameter` if a number of the rule or of the customer is not a finite number of 0 or more.
  package func isLost(daysSinceLast: Double, rhythm: Double?) throws(MeasureError) -> Bool {
    for (name, value) in [("days since the last order", daysSinceLast), ("rhythm", rhythm ?? 0)] + numbers {
      guard value >= 0, value.isFinite else { throw .parameter(name: name, allowed: "0 or more") }
    }
    return switch self {
    case .window(let days): daysSinceLast > days
    case .ownRhythm(let times, let floor): daysSinceLast > max(floor, times * (rhythm ?? 0))
    }
  }

  private var numbers: [(String, Double)] {
    switch self {
    case .window(let days): [("window", days)]
    case .ownRhythm(let times, let floor): [("times", times), ("floor", floor)]
    }
  }
}
