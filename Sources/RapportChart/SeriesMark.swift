/// How a series looks in a picture: a colour, and a shape or a dash pattern for those who do not see colours.
struct SeriesMark {
  let color: String
  let dashes: String
  let isFilled: Bool
  private let shape: String

  private static let shapes = [
    "M-3 0A3 3 0 1 0 3 0A3 3 0 1 0 -3 0Z", "M-3 -3H3V3H-3Z", "M0 -4L4 3H-4Z", "M0 -4L4 0L0 4L-4 0Z",
  ]
  private static let patterns = ["", "7 3", "2 3", "9 3 2 3", "4 2", "12 4", "1 2", "9 2 1 2 1 2"]

  init(_ series: Int) {
    color = Palette.colors[series % Palette.colors.count]
    dashes = Self.patterns[series % Self.patterns.count]
    shape = Self.shapes[series % Self.shapes.count]
    isFilled = series / Self.shapes.count % 2 == 0
  }

  func drawDot(on drawing: inout SVGDrawing, _ x: Double, _ y: Double) {
    drawing.path(shape, at: x, y, color: color, isFilled: isFilled)
  }

  /// The entry of a legend, 20 wide.
  func drawSample(of kind: ChartKind, on drawing: inout SVGDrawing, _ x: Double, _ y: Double) {
    if kind.isLine { return drawing.polyline([(x, y), (x + 20, y)], color: color, dashes: dashes) }
    drawDot(on: &drawing, x + 10, y)
  }
}
