/// Class of an account by its place in the amounts added up from the largest.
package enum ABCClass: Int, CaseIterable, Sendable {
  case a, b, c
}

extension Concentration {
  /// ABC classes in the order of the rows, by cumulative share of the amount (Dickie 1951).
  ///
  /// The account that crosses a cut joins the upper class, so the largest is always A, and A holds at
  /// least the first share. Classes are relative to the accounts given and say nothing of growth or profit.
  ///
  /// - Throws: `parameter`, `nothingToShare`.
  package func abc(
    a: Double = 0.80, b: Double = 0.95, ties: TierTies = .inOrder
  ) throws(MeasureError) -> [ABCClass] {
    try tiers([a, b], of: .amount, ties: ties).map { ABCClass(rawValue: $0) ?? .c }
  }
}
