import RapportChart
import RapportFormat

/// A drawing in the page around it.
struct Picture {
  var width: Double
  var height: Double
  /// For those who cannot see it.
  var title: String

  func svg(_ drawing: SVGDrawing) -> String {
    let size = "\(SVGDrawing.number(width)) \(SVGDrawing.number(height))"
    return """
      <svg viewBox="0 0 \(size)" width="\(SVGDrawing.number(width))" height="\(SVGDrawing.number(height))" \
      role="img" aria-label="\(MarkupText.escape(title))" font-size="12">
      \(drawing.body)</svg>

      """
  }
}
