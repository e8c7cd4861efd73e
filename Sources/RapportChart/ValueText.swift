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

  /// For values that were counted and measured in several ways: digits enough for each.
  init(widest texts: [ValueText]) {
    let known = texts.compactMap(\.places)
    places = known.count == texts.count ? known.max() ?? 0 : nil
  }

  /// Whether there are whole numbers only.
  var isWhole: Bool { places == 0 }

  /// A value of the column, or a mean of some: four digits that say something where the type fixes none.
  func text(_ value: Double) -> String {
    if let places { return NumberLabel.text(value, places: places) }
    if NumberLabel.isTiny(value) { return NumberLabel.scientific(value, places: 3) }
    return NumberLabel.text(value, places: max(0, 3 - NumberLabel.exponent(value)), trimmed: true)
  }
}
