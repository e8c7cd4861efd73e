/// What a unit of load, or of duration, that is too much costs: dearer while too few states keep the rule, cheaper while
/// nearly all do.
///
/// Where hardly any state can keep it, the price would rise until nothing else counted and the search stood still. It
/// begins anew at the first price then, so that dear and cheap times alternate.
struct AdaptivePenalty {
  private(set) var value: Double
  private let first: Double
  private var kept = 0

  private static let step = 1.2
  private static let aim = 0.3...0.6
  /// In parts of the first price.
  private static let highest = 300.0
  private static let lowest = 1e-3
  /// While there are no routes at all that keep every rule, that matters more than what they cost.
  private static let firstStep = 1.6
  private static let firstHighest = 1e5

  init(first: Double) {
    self.first = first
    value = first
  }

  @inline(__always) mutating func count(_ isKept: Bool) { if isKept { kept += 1 } }

  /// Sets the price after so many states.
  ///
  /// - Parameter isFound: there are routes that keep every rule.
  mutating func adapt(after all: Int, isFound: Bool) {
    let share = Double(kept) / Double(max(all, 1))
    kept = 0
    if share < Self.aim.lowerBound {
      let highest = first * (isFound ? Self.highest : Self.firstHighest)
      let dearer = value * (isFound ? Self.step : Self.firstStep)
      value = dearer > highest ? first : dearer
    } else if share > Self.aim.upperBound {
      value = max(value / Self.step, first * Self.lowest)
    }
  }
}
