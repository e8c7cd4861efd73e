import RapportValues

/// How the numbers of a column are written beside a chart.
struct ValueText: Sendable {
  /// Digits behind the point; nil for as many as say something.
  private let places: Int?

  init(_ type: ValueType) {
    places =
      switch type {
      case .decimal(let scale, let currency): currency?.minorDigits ?? scale
      case .float(let currency?): currency.minorDigits
      case .float(nil): nil
      default: 0
      }
  }

  /// Whether there are whole numbers only.
  var isWhole: Bool { places == 0 }

  /// A value of the column, or a mean of some: four digits that say something where the type fixes none.
  func text(_ value: Double) -> String {
    if let places { return NumberLabel.text(value, places: places) }
    return NumberLabel.text(value, places: max(0, 3 - NumberLabel.exponent(value)), trimmed: true)
  }
}
