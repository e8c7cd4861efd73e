/// How a measure, such as a year's orders in one currency, is spread over accounts.
///
/// Built once by one sort; classes, shares and coefficients are read from it. Accounts with equal amounts
/// stand in the order of their rows. All shares are fractions, 0 to 1.
package struct Concentration: Sendable {
  /// What happens to accounts whose amount is below zero, such as net returns.
  package enum Negatives: String, CaseIterable, Sendable {
    /// They are an error: shares of a whole with negative parts have no meaning.
    case refuse
    /// They count as accounts with an amount of zero.
    case asZero = "as_zero"
  }

  /// Rows from the largest amount to the smallest.
  package let order: [Int]
  /// Amounts from the largest to the smallest.
  package let amounts: [Double]
  /// The sum of the first, the first two, … all amounts.
  package let cumulative: [Double]
  /// Accounts below zero that were counted as zero.
  package let negatives: Int

  /// - Parameter amounts: One amount for each account.
  /// - Throws: `empty`, `notFinite`, `negative` unless they count as zero, `tooLarge`.
  package init(_ amounts: [Double], negatives: Negatives = .refuse) throws(MeasureError) {
    try Require.notEmpty(amounts.count)
    try negatives == .refuse ? Require.notNegative(amounts) : Require.finite(amounts)
    let raised = amounts.map { max(0, $0) }
    let order = StableOrder.descending(raised)
    self.order = order
    self.amounts = order.map { raised[$0] }
    cumulative = RunningSum.all(self.amounts)
    self.negatives = amounts.count { $0 < 0 }
    guard cumulative.last?.isFinite == true else { throw .tooLarge }
  }

  /// Accounts.
  package var count: Int { order.count }
  /// The sum of all amounts.
  package var total: Double { cumulative.last ?? 0 }

  /// The sum that shares are of; throws `nothingToShare` where it is zero.
  func divisor() throws(MeasureError) -> Double {
    guard total > 0 else { throw .nothingToShare }
    return total
  }

  /// Values that stand in descending order of amounts, back in the order of the rows.
  func byRow<Value>(_ values: [Value]) -> [Value] {
    var result = values
    for (place, row) in order.enumerated() { result[row] = values[place] }
    return result
  }
}

/// Sums with the rounding errors carried along (Neumaier 1974), so that many small amounts do not drift.
enum RunningSum {
  static func all(_ values: [Double]) -> [Double] {
    var (sum, carry, before) = (0.0, 0.0, 0.0)
    return values.map { value in
      add(value, &sum, &carry)
      // Rounding must not let a sum of amounts that are not negative fall.
      before = sum.isFinite ? max(before, sum + carry) : sum
      return before
    }
  }

  static func total(_ values: some Sequence<Double>) -> Double {
    var (sum, carry) = (0.0, 0.0)
    for value in values { add(value, &sum, &carry) }
    return sum.isFinite ? sum + carry : sum
  }

  private static func add(_ value: Double, _ sum: inout Double, _ carry: inout Double) {
    let next = sum + value
    carry += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }
}
