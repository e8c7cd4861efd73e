/// Where a value lies between two others.
enum Share {
  /// From 0 at `low` to 1 at `high`; the middle where these are equal.
  static func of(_ value: Double, from low: Double, to high: Double) -> Double {
    guard high > low else { return 0.5 }
    return min(max((value - low) / (high - low), 0), 1)
  }
}
