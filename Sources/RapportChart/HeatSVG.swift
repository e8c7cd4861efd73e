import RapportValues

/// A heat map: cells in four shades, with their values where there is room.
struct HeatSVG {
  private static let rowHeight = 24.0

  private let chart: Chart
  private let groups: PlaceGroups
  private let steps: HeatSteps
  private let left: Double
  private let nameColumns: Int
  private let cellWidth: Double

  init(_ chart: Chart) {
    self.chart = chart
    nameColumns = min(DisplayWidth.widest(chart.series.map(\.name) + [chart.seriesName]), 30)
    left = 24 + SVGDrawing.textWidth(nameColumns)
    let room = SVGDrawing.width - 16 - left
    groups = PlaceGroups(chart, most: Int(room / 6))
    steps = HeatSteps(groups.values.lazy.flatMap { $0.lazy.compactMap(\.self) })
    cellWidth = min(90, room / Double(max(1, groups.values.first?.count ?? 1)))
  }

  func draw(on drawing: inout SVGDrawing, from top: Double) -> Double {
    drawing.text(DisplayWidth.cut(chart.seriesName, to: nameColumns), 16, top + 12, color: "#555555")
    drawing.text(chart.x.name, left, top + 12, color: "#555555")
    drawHead(on: &drawing, top + 30)
    var y = top + 38
    for (series, values) in zip(chart.series, groups.values) {
      drawing.text(DisplayWidth.cut(series.name, to: nameColumns), 16, y + Self.rowHeight / 2 + 4)
      for (column, value) in values.enumerated() {
        if let value { draw(value, series, column, on: &drawing, y) }
      }
      y += Self.rowHeight
    }
    drawLegend(on: &drawing, y + 20)
    if let note = groups.note(chart, "a cell") {
      y += 20
      drawing.text(note, 16, y + 24, color: "#555555")
    }
    return y + 32
  }

  private func draw(
    _ value: Double, _ series: Series, _ column: Int, on drawing: inout SVGDrawing, _ y: Double
  ) {
    let step = steps.step(value)
    let text = series.valueText.text(value)
    let x = left + Double(column) * cellWidth
    let place = [series.name, chart.x.labels[column * groups.size], text].filter { !$0.isEmpty }
    drawing.rectangle(
      x, y, cellWidth - 1, Self.rowHeight - 1, fill: Palette.heat[step], title: place.joined(separator: ", "))
    guard DisplayWidth.widest([text]) < SVGDrawing.columns(cellWidth) else { return }
    drawing.text(
      text, x + cellWidth / 2, y + Self.rowHeight / 2 + 4, .middle, color: step < 2 ? "#222222" : "#ffffff")
  }

  private func drawHead(on drawing: inout SVGDrawing, _ y: Double) {
    let count = groups.values.first?.count ?? 0
    let widest = min(DisplayWidth.widest(chart.x.labels), 14)
    let every = max(1, Int((SVGDrawing.textWidth(widest + 1) / cellWidth).rounded(.up)))
    for column in stride(from: 0, to: count, by: every) {
      let label = DisplayWidth.cut(chart.x.labels[column * groups.size], to: 14)
      drawing.text(label, left + Double(column) * cellWidth, y, color: "#555555")
    }
  }

  private func drawLegend(on drawing: inout SVGDrawing, _ y: Double) {
    var x = left
    for (step, low, high) in steps.used {
      let text = HeatSteps.text(low, high, chart.valueText)
      drawing.rectangle(x, y - 10, 12, 12, fill: Palette.heat[step])
      drawing.text(text, x + 18, y, color: "#555555")
      x += 34 + SVGDrawing.textWidth(DisplayWidth.widest([text]))
    }
  }
}
