import RapportValues

/// Lines and dots over both axes.
struct PlotSVG {
  private static let height = 360.0
  /// Dots of a series beyond which those that nearly cover each other are drawn once.
  private static let mostDots = 5_000
  private static let grain = 4.0

  private let chart: Chart
  private let scale: NiceScale
  private let axis: AxisLayout
  private let marks: [String]
  private let left: Double
  private let right = SVGDrawing.width - 32

  init(_ chart: Chart) {
    self.chart = chart
    scale = NiceScale(chart.valueRange ?? 0...1, steps: 6, isWhole: chart.valueText.isWhole)
    marks = NumberLabel.marks(scale.marks, step: scale.step)
    left = 28 + SVGDrawing.textWidth(DisplayWidth.widest(marks))
    axis = AxisLayout(chart, most: max(2, SVGDrawing.columns(right - left) / (chart.x.labelWidth + 3)))
  }

  func draw(on drawing: inout SVGDrawing, from top: Double) -> Double {
    let top = top + 20
    let bottom = top + Self.height
    drawAxes(on: &drawing, top, bottom)
    for (number, series) in chart.series.enumerated() {
      if chart.kind.isLine {
        drawLine(series, SeriesMark(number), on: &drawing, top)
      } else {
        drawDots(series, SeriesMark(number), on: &drawing, top)
      }
    }
    drawing.text(chart.valueName, 16, top - 10, color: "#555555")
    drawing.text(chart.x.name, (left + right) / 2, bottom + 36, .middle, color: "#555555")
    let columns = chart.kind.isLine ? Int(right - left) : Self.mostDots / 4
    guard let note = chart.crowdNote(columns: columns) else { return bottom + 44 }
    drawing.text(note, 16, bottom + 56, color: "#555555")
    return bottom + 62
  }

  private func drawAxes(on drawing: inout SVGDrawing, _ top: Double, _ bottom: Double) {
    for (mark, label) in zip(scale.marks, marks) {
      let y = height(mark, top)
      drawing.line(left, y, right, y, color: mark == 0 ? "#444444" : "#dddddd")
      drawing.text(label, left - 6, y + 4, .end, color: "#555555")
    }
    for mark in axis.marks {
      drawing.line(place(mark.position), bottom, place(mark.position), bottom + 5, color: "#444444")
      drawing.text(
        DisplayWidth.cut(mark.label, to: Axis.widestLabel), place(mark.position), bottom + 18, .middle,
        color: "#555555")
    }
    drawing.line(left, bottom, right, bottom, color: "#444444")
  }

  /// A line with gaps where values are missing; a value alone between gaps is a dot.
  private func drawLine(_ series: Series, _ mark: SeriesMark, on drawing: inout SVGDrawing, _ top: Double) {
    let reduced = LineReduction.reduce(series.points, columns: Int(right - left)) { axis.share($0) }
    let points = chart.kind == .step ? reduced.withSteps : reduced
    for run in points.withIntervals {
      let upper = run.map { (x: place($0.x), y: height($0.high, top)) }
      let lower = run.reversed().map { (x: place($0.x), y: height($0.low, top)) }
      drawing.area(upper + lower, color: mark.color)
    }
    for run in points.split(whereSeparator: { !$0.y.isFinite }) {
      let places = run.map { (x: place($0.x), y: height($0.y, top)) }
      if places.count > 1 { drawing.polyline(places, color: mark.color, dashes: mark.dashes) }
      guard places.count == 1 || chart.kind == .line && points.count <= 60 else { continue }
      for dot in places { mark.drawDot(on: &drawing, dot.x, dot.y) }
    }
  }

  private func drawDots(_ series: Series, _ mark: SeriesMark, on drawing: inout SVGDrawing, _ top: Double) {
    var taken: Set<[Int]> = []
    let isDense = series.points.count > Self.mostDots
    for point in series.points where point.y.isFinite {
      var (x, y) = (place(point.x), height(point.y, top))
      if isDense {
        let cell = [Int(x / Self.grain), Int(y / Self.grain)]
        guard taken.insert(cell).inserted else { continue }
        (x, y) = ((Double(cell[0]) + 0.5) * Self.grain, (Double(cell[1]) + 0.5) * Self.grain)
      }
      mark.drawDot(on: &drawing, x, y)
    }
  }

  private func place(_ position: Double) -> Double { left + axis.share(position) * (right - left) }

  private func height(_ value: Double, _ top: Double) -> Double {
    top + (1 - scale.share(value)) * Self.height
  }
}
