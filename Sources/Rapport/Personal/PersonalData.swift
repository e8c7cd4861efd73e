import RapportPlan

/// What becomes of fields that the catalog marks `personal` or `sensitive`.
///
/// A mask protects against showing by accident. Whoever may choose the setting may see the values, so that it is no
/// control of access unless the program that embeds the library chooses it.
public enum PersonalData: Sendable, Hashable {
  /// Values about people are masked wherever a result goes; conditions, orders and groups may still use them.
  case masked
  /// They are shown. What leaves the screen is recorded in the audit before the first row does; a result that is only
  /// shown to a person says so by `Rows.isOnlyShown`.
  ///
  /// - Parameter purpose: what for, as the audit records it.
  case revealed(purpose: String? = nil)
  /// They are masked, and no condition, order, group, comparison or change may depend on them, since the answer would
  /// tell what the mask hides (R0270).
  case enforced

  var disclosure: Disclosure {
    switch self {
    case .masked: .masked
    case .revealed: .revealed
    case .enforced: .enforced
    }
  }

  var isRevealed: Bool { disclosure == .revealed }

  var purpose: String? {
    if case .revealed(let purpose) = self { purpose } else { nil }
  }
}
