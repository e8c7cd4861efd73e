/// How unusual a customer's silence is, against the customer's own rhythm.
package enum Overdue {
  /// The chance that a customer who still orders would have ordered again by now: the share of gaps that are no longer
  /// than the silence.
  ///
  /// Gaps are Gamma distributed with shape k and with the customer's usual gap as their median, so that at one rhythm of
  /// silence it is one half whatever k is. The more regular the orders, the sooner it nears 1.
  ///
  /// - Parameters:
  ///   - silence: Days since the last order, 0 or more.
  ///   - rhythm: The median gap between order days in days, above 0.
  ///   - regularity: k of all customers: `Regularity`.
  /// - Returns: 0 to 1; nil for impossible numbers.
  package static func probability(silence: Double, rhythm: Double, regularity: Double) -> Double? {
    guard silence >= 0, silence.isFinite, rhythm > 0, rhythm.isFinite,
      let median = Special.gammaMedian(shape: regularity),
      let longer = Special.gammaUpper(shape: regularity, silence / rhythm * median)
    else { return nil }
    return 1 - longer
  }
}
