/// Why the naive evaluator gives no rows.
package enum NaiveError: Error, Hashable, Sendable {
  /// An integer or decimal left its range.
  case overflow
  /// Amounts of different currencies were combined, or one had no currency, day or rate.
  case currencies
  /// A stored value is none of its column's type.
  case damaged(table: String, column: String)
  /// The relation or file is not among the loaded ones, or the case has no meaning on loaded rows.
  case unsupported(String)
  /// A method over all rows cannot use them.
  case unusable
  /// The result would be far larger than any test needs.
  case tooLarge
}
