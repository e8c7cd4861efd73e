import RapportValues

/// Bars from left to right, one below the other, with their values.
struct BarSVG {
  private let chart: Chart
  private let scale: NiceScale
  private let left: Double
  private let right: Double
  private let labelColumns: Int

  init(_ chart: Chart) {
    self.chart = chart
    let range = chart.valueRange ?? 0...0
    scale = NiceScale(
      min(0, range.lowerBound)...max(0, range.upperBound), steps: 6, isWhole: chart.valueText.isWhole)
    labelColumns = min(DisplayWidth.widest(chart.x.labels), 36)
    let text =
      SVGDrawing.textWidth(
        DisplayWidth.widest(
          chart.series.lazy.flatMap { series in
            series.texts.lazy.map { Self.text($0, series) }
          })) + 8
    left = 24 + SVGDrawing.textWidth(labelColumns) + (range.lowerBound < 0 ? text : 0)
    right = SVGDrawing.width - 16 - text
  }

  func draw(on drawing: inout SVGDrawing, from top: Double) -> Double {
    let rows = chart.barsByLabel
    let thickness = chart.series.count > 1 ? 14.0 : 18.0
    var height = 0.0
    for row in rows { height += Double(max(1, row.count)) * thickness + 6 }
    drawGrid(on: &drawing, top, top + height)
    var y = top + 3
    for (label, row) in zip(chart.x.labels, rows) {
      let rowHeight = Double(max(1, row.count)) * thickness
      drawing.text(DisplayWidth.cut(label, to: labelColumns), 16, y + rowHeight / 2 + 4)
      for bar in row {
        draw(bar, label, on: &drawing, y, thickness)
        y += thickness
      }
      if row.isEmpty { y += thickness }
      y += 6
    }
    drawing.line(place(0), top, place(0), top + height, color: "#444444")
    return top + height + 20
  }

  private func draw(
    _ bar: (series: Int, point: Int), _ label: String, on drawing: inout SVGDrawing, _ y: Double,
    _ thickness: Double
  ) {
    let series = chart.series[bar.series]
    let (value, text) = (series.points[bar.point].y, series.texts[bar.point])
    guard value.isFinite else { return }
    let (zero, end) = (place(0), place(value))
    let title = [label, series.name, text].filter { !$0.isEmpty }.joined(separator: ", ")
    drawing.rectangle(
      min(zero, end), y + 1, max((end - zero).magnitude, 0.5), thickness - 2,
      fill: SeriesMark(bar.series).color,
      title: title)
    drawing.text(
      Self.text(text, series), value < 0 ? end - 5 : end + 5, y + thickness / 2 + 4, value < 0 ? .end : .start
    )
  }

  /// The value and the series it belongs to, which no colour is needed to tell.
  private static func text(_ value: String, _ series: Series) -> String {
    series.name.isEmpty ? value : value + " " + DisplayWidth.cut(series.name, to: 20)
  }

  private func drawGrid(on drawing: inout SVGDrawing, _ top: Double, _ bottom: Double) {
    for (mark, label) in zip(scale.marks, NumberLabel.marks(scale.marks, step: scale.step)) {
      drawing.line(place(mark), top, place(mark), bottom, color: "#dddddd")
      drawing.text(label, place(mark), bottom + 16, .middle, color: "#555555")
    }
  }

  private func place(_ value: Double) -> Double { left + scale.share(value) * (right - left) }
}
