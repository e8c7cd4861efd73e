/// The kinds of chart.
package enum ChartKind: String, CaseIterable, Sendable {
  /// A bar per row, or per label and series.
  case bar
  /// A line per series over a measured axis.
  case line
  /// As a line, but each value holds until the next: what falls or rises at moments, such as a survival curve.
  case step
  /// What the smallest rows, up to each share of them, hold of a sum (Lorenz 1905).
  case lorenz
  /// A small line per series, one below the other.
  case spark
  /// A cell per pair of labels, darker for larger values.
  case heat
  /// A dot per row.
  case scatter

  /// Series that one picture tells apart; kinds with a line of their own for each take more.
  var mostSeries: Int {
    switch self {
    case .bar, .line, .step, .scatter: Palette.colors.count
    // One is the line of equal amounts.
    case .lorenz: Palette.colors.count - 1
    case .spark, .heat: 200
    }
  }

  /// Whether its points are joined.
  var isLine: Bool { self == .line || self == .step || self == .lorenz }

  /// Whether each pair of label and series has one place.
  var hasOnePlacePerPair: Bool { self == .spark || self == .heat }
}
