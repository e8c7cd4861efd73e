/// What is drawn from which columns of a result, by position.
package struct ChartSpec: Hashable, Sendable {
  package var kind: ChartKind
  /// The title, if one was chosen.
  package var title: String?
  /// Labels or places along the axis; nil numbers the rows.
  package var x: Int?
  /// What is measured; each is a series.
  package var values: [Int]
  /// Columns with the ends of an interval around the value.
  package var interval: Interval?
  /// Tells series apart: the lines of a chart, the rows of a heat map.
  package var series: Int?

  package struct Interval: Hashable, Sendable {
    package var low: Int
    package var high: Int
    package init(low: Int, high: Int) {
      self.low = low
      self.high = high
    }
  }

  package init(
    kind: ChartKind, title: String? = nil, x: Int?, values: [Int], interval: Interval? = nil, series: Int? = nil
  ) {
    self.interval = interval
    self.kind = kind
    self.title = title
    self.x = x
    self.values = values
    self.series = series
  }
}
