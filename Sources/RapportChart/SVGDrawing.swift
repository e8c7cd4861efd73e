import RapportFormat

/// Shapes and texts of an SVG picture, in the order in which they are drawn.
package struct SVGDrawing {
  static let width = 800.0
  static let fontSize = 12.0

  package private(set) var body = ""

  package init() {}

  package mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, title: String = ""
  ) {
    let place = [("x", x), ("y", y), ("width", width), ("height", height)].map { ($0, Self.number($1)) }
    element("rect", place + [("fill", fill)], content: Self.title(title))
  }

  package mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, color: String) {
    let place = [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)].map { ($0, Self.number($1)) }
    element("line", place + [("stroke", color)])
  }

  /// A line through points, with a dash pattern.
  package mutating func polyline(_ points: [(x: Double, y: Double)], color: String, dashes: String = "") {
    let places = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
    element(
      "polyline",
      [
        ("points", places), ("fill", "none"), ("stroke", color), ("stroke-width", "1.5"),
        ("stroke-dasharray", dashes),
      ])
  }

  /// In the colours of its group.
  package mutating func circle(_ x: Double, _ y: Double, radius: Double, title: String = "") {
    let place = [("cx", x), ("cy", y), ("r", radius)].map { ($0, Self.number($1)) }
    element("circle", place, content: Self.title(title))
  }

  /// A pale area inside of points.
  mutating func area(_ points: [(x: Double, y: Double)], color: String) {
    let places = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
    element("polygon", [("points", places), ("fill", color), ("fill-opacity", "0.15")])
  }

  /// A path around a centre.
  mutating func path(_ path: String, at x: Double, _ y: Double, color: String, isFilled: Bool) {
    element(
      "path",
      [
        ("d", path), ("transform", "translate(\(Self.number(x)) \(Self.number(y)))"),
        ("fill", isFilled ? color : "none"), ("stroke", color),
      ])
  }

  package enum Anchor: String { case start, middle, end }

  package mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, size: Double = 12,
    color: String = "#222222", isBold: Bool = false
  ) {
    if text.isEmpty { return }
    element(
      "text",
      [
        ("x", Self.number(x)), ("y", Self.number(y)),
        ("text-anchor", anchor == .start ? "" : anchor.rawValue),
        ("font-size", size == Self.fontSize ? "" : Self.number(size)),
        ("font-weight", isBold ? "bold" : ""), ("fill", color),
      ], content: MarkupText.escape(text))
  }

  /// Shapes that share attributes, which are then written once.
  package mutating func group(_ attributes: [(String, String)], _ draw: (inout SVGDrawing) -> Void) {
    body += "<g"
    for (attribute, value) in attributes { body += " \(attribute)=\"\(value)\"" }
    body += ">\n"
    draw(&self)
    body += "</g>\n"
  }

  /// Attributes without a value are left out.
  private mutating func element(_ name: String, _ attributes: [(String, String)], content: String = "") {
    body += "<" + name
    for (attribute, value) in attributes where !value.isEmpty { body += " \(attribute)=\"\(value)\"" }
    body += content.isEmpty ? "/>\n" : ">\(content)</\(name)>\n"
  }

  private static func title(_ text: String) -> String {
    text.isEmpty ? "" : "<title>\(MarkupText.escape(text))</title>"
  }

  /// Hundredths are finer than any screen, and the same on every machine.
  package static func number(_ value: Double) -> String { NumberLabel.text(value, places: 2, trimmed: true) }

  /// About how wide a text is drawn: no fonts are read.
  static func textWidth(_ columns: Int) -> Double { Double(columns) * 7 }

  /// About how many columns of text a width holds.
  static func columns(_ width: Double) -> Int { max(0, Int(width / 7)) }
}
