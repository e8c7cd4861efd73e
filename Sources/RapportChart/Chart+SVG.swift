import RapportFormat
import RapportValues

extension Chart {
  /// The chart as an SVG document that needs nothing else: its title and a sentence about it for those who
  /// cannot see it, fonts by name, and the same bytes for the same rows.
  package var svg: String {
    var drawing = SVGDrawing()
    drawing.text(title, 16, 28, size: 16, isBold: true)
    var bottom = 44.0
    if pointCount == 0 {
      drawing.text("no rows", 16, bottom + 16)
      bottom += 32
    } else {
      if namesSeries, kind.isLine || kind == .scatter { bottom = drawLegend(&drawing, bottom) }
      bottom = draw(on: &drawing, from: bottom)
    }
    for note in notes {
      bottom += 18
      drawing.text(note, 16, bottom, color: "#555555")
    }
    return document(drawing.body, height: bottom + 16)
  }

  /// A page of its own around the picture.
  package var page: String {
    let title = MarkupText.escape(self.title)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(title)</title>
      <style>body { margin: 1rem } svg { max-width: 100%; height: auto }</style>
      </head>
      <body>
      \(svg)</body>
      </html>

      """
  }

  private func document(_ body: String, height: Double) -> String {
    let (width, height) = (SVGDrawing.number(SVGDrawing.width), SVGDrawing.number(height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="title description" \
      font-family="DejaVu Sans, Noto Sans, Noto Sans CJK SC, Arial, sans-serif" font-size="12">
      <title id="title">\(MarkupText.escape(title))</title>
      <desc id="description">\(MarkupText.escape(sentence))</desc>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      \(body)</svg>

      """
  }

  /// What the picture shows, in words.
  private var sentence: String {
    var text = "A \(kind.rawValue) chart of \(pointCount) \(pointCount == 1 ? "value" : "values")"
    if series.count > 1 { text += " in \(series.count) series" }
    if let range = valueRange {
      text += ", from \(valueText.text(range.lowerBound)) to \(valueText.text(range.upperBound))"
    }
    return ([text + "."] + notes.map { $0 + "." }).joined(separator: " ")
  }

  /// Draws everything below a height and gives the height below it.
  private func draw(on drawing: inout SVGDrawing, from top: Double) -> Double {
    switch kind {
    case .bar: BarSVG(self).draw(on: &drawing, from: top)
    case .line, .step, .lorenz, .scatter: PlotSVG(self).draw(on: &drawing, from: top)
    case .spark: SparkSVG(self).draw(on: &drawing, from: top)
    case .heat: HeatSVG(self).draw(on: &drawing, from: top)
    }
  }

  private func drawLegend(_ drawing: inout SVGDrawing, _ top: Double) -> Double {
    var (x, y) = (16.0, top)
    for (number, series) in series.enumerated() {
      let name = DisplayWidth.cut(series.name, to: 40)
      let width = 34 + SVGDrawing.textWidth(DisplayWidth.widest([name]))
      if x > 16, x + width > SVGDrawing.width - 16 { (x, y) = (16, y + 20) }
      SeriesMark(number).drawSample(of: kind, on: &drawing, x, y + 4)
      drawing.text(name, x + 26, y + 8)
      x += width
    }
    return y + 24
  }
}
