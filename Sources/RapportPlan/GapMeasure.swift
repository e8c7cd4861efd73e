/// What can be told from the days between neighbouring different days.
package enum GapMeasure: String, CaseIterable, Hashable, Sendable {
  /// Their median; missing below three days.
  case median = "rhythm"
  /// How alike neighbouring gaps are: `Regularity.shape`; missing below three days.
  case regularity
  /// The mean of their natural logarithms; missing below two days.
  case logarithm = "log_gap"
}
