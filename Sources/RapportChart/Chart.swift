import RapportValues

/// Rows made ready to be drawn; texts are safe for a terminal.
package struct Chart: Sendable {
  package let kind: ChartKind
  package var title: String
  let x: Axis
  /// What tells series apart; empty where nothing does.
  var seriesName = ""
  /// What is measured.
  let valueName: String
  /// How values of any series are written.
  let valueText: ValueText
  let series: [Series]
  /// What the picture does not show, a sentence each.
  let notes: [String]

  /// Whether series need names beside them.
  var namesSeries: Bool { series.count > 1 || series.contains { !$0.name.isEmpty } }

  /// Smallest and largest value, intervals included; nil without any.
  var valueRange: ClosedRange<Double>? {
    let ends = [\Point.y, \Point.low, \Point.high].flatMap { part -> [Double] in
      let range = Self.range(series.lazy.flatMap { $0.points.lazy.map { $0[keyPath: part] } })
      return range.map { [$0.lowerBound, $0.upperBound] } ?? []
    }
    return Self.range(ends)
  }

  /// Smallest and largest place along the axis; nil without any.
  var placeRange: ClosedRange<Double>? {
    if case .categories(let labels) = x.scale { return labels.isEmpty ? nil : 0...Double(labels.count - 1) }
    return Self.range(series.lazy.flatMap { $0.points.lazy.map(\.x) })
  }

  var pointCount: Int { series.reduce(0) { $0 + $1.count } }

  /// A sentence where there are more points than room for them.
  func crowdNote(columns: Int) -> String? {
    guard series.contains(where: { $0.count > columns * 4 }) else { return nil }
    let fate =
      kind.isLine
      ? "of each column the first, lowest, highest and last are drawn" : "those in one place are one dot"
    return "\(pointCount) points; \(fate)"
  }

  /// The values that stand at each label.
  var barsByLabel: [[(series: Int, point: Int)]] {
    var bars = [[(series: Int, point: Int)]](repeating: [], count: x.labels.count)
    for (number, series) in series.enumerated() {
      for (index, point) in series.points.enumerated() { bars[Int(point.x)].append((number, index)) }
    }
    return bars
  }

  private static func range(_ values: some Sequence<Double>) -> ClosedRange<Double>? {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : nil
  }
}

/// The axis along which values stand.
struct Axis: Sendable {
  enum Scale: Sendable, Equatable {
    /// Places are positions in the list.
    case categories([String])
    case number
    /// Places are days since 1970-01-01, with fractions where there is a time of day.
    case time(hasClock: Bool)
  }

  var name: String
  var scale: Scale

  var labels: [String] {
    if case .categories(let labels) = scale { labels } else { [] }
  }

  /// Columns that the labels of marks take.
  var labelWidth: Int {
    switch scale {
    case .categories(let labels): min(DisplayWidth.widest(labels), Axis.widestLabel)
    case .number: 6
    // Of months; those of days stand further apart if they have to.
    case .time: 8
    }
  }

  /// Wider labels of marks are cut.
  static let widestLabel = 20
}

/// Values that belong together.
struct Series: Sendable {
  /// Empty where there is only one.
  var name: String
  /// How its values are written.
  var valueText: ValueText
  var points: [Point] = []
  /// Points that others stand for.
  var dropped = 0
  /// Points in all.
  var count: Int { points.count + dropped }
  /// The values as a table shows them; only of charts that write them.
  var texts: [String] = []
}

/// One value; one that is missing is not a number.
struct Point: Sendable {
  var x: Double
  var y: Double
  /// The interval around the value; not numbers where there is none.
  var low = Double.nan
  var high = Double.nan
}
