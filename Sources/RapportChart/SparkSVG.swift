import RapportValues

/// A small line per series with its lowest, highest and last value.
struct SparkSVG {
  private static let rowHeight = 30.0
  private static let valueWidth = 96.0

  private let chart: Chart

  init(_ chart: Chart) { self.chart = chart }

  func draw(on drawing: inout SVGDrawing, from top: Double) -> Double {
    let columns = min(DisplayWidth.widest(chart.series.map(\.name)), 30)
    let left = 24 + SVGDrawing.textWidth(columns)
    let right = SVGDrawing.width - 24 - 3 * Self.valueWidth
    if let first = chart.x.labels.first, let last = chart.x.labels.last {
      let span = first == last ? first : "\(first) .. \(last)"
      drawing.text(
        DisplayWidth.cut(span, to: SVGDrawing.columns(right - left)), left, top + 12, color: "#555555")
    }
    for (number, title) in ["lowest", "highest", "last"].enumerated() {
      drawing.text(title, valueEnd(number), top + 12, .end, color: "#555555")
    }
    var y = top + 20
    for (number, series) in chart.series.enumerated() {
      drawing.text(DisplayWidth.cut(series.name, to: columns), 16, y + Self.rowHeight / 2 + 4)
      drawLine(series, SeriesMark(number), on: &drawing, left, right, y)
      let known = series.points.lazy.map(\.y).filter(\.isFinite)
      for (number, value) in [known.min(), known.max(), known.last].enumerated() {
        drawing.text(
          value.map { series.valueText.text($0) } ?? "", valueEnd(number), y + Self.rowHeight / 2 + 4, .end)
      }
      y += Self.rowHeight
    }
    return y + 4
  }

  private func valueEnd(_ number: Int) -> Double {
    SVGDrawing.width - 16 - Double(2 - number) * Self.valueWidth
  }

  private func drawLine(
    _ series: Series, _ mark: SeriesMark, on drawing: inout SVGDrawing, _ left: Double, _ right: Double,
    _ top: Double
  ) {
    let known = series.points.lazy.map(\.y).filter(\.isFinite)
    guard let low = known.min(), let high = known.max() else { return }
    let last = Double(max(1, chart.x.labels.count - 1))
    let points = LineReduction.reduce(series.points, columns: Int(right - left)) { $0 / last }
    for run in points.split(whereSeparator: { !$0.y.isFinite }) {
      let places = run.map { point in
        (
          x: left + Share.of(point.x, from: 0, to: last) * (right - left),
          y: top + 4 + (1 - Share.of(point.y, from: low, to: high)) * (Self.rowHeight - 8)
        )
      }
      if places.count == 1 { mark.drawDot(on: &drawing, places[0].x, places[0].y) }
      if places.count > 1 { drawing.polyline(places, color: mark.color) }
    }
  }
}
