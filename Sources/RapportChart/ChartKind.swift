/// The kinds of chart.
package enum ChartKind: String, CaseIterable, Sendable {
  /// A bar per row, or per label and series.
  case bar
  /// A line per series over a measured axis.
  case line
  /// A small line per series, one below the other.
  case spark
  /// A cell per pair of labels, darker for larger values.
  case heat
  /// A dot per row.
  case scatter

  /// Series that one picture tells apart; kinds with a line of their own for each take more.
  var mostSeries: Int {
    switch self {
    case .bar, .line, .scatter: Palette.colors.count
    case .spark, .heat: 200
    }
  }

  /// Whether each pair of label and series has one place.
  var hasOnePlacePerPair: Bool { self == .spark || self == .heat }
}
