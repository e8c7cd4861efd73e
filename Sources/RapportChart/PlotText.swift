import RapportValues

/// Lines and dots in text, with both axes.
struct PlotText {
  private static let rows = 16

  private let chart: Chart
  private let style: TextStyle
  private let scale: NiceScale
  private let axis: AxisLayout
  private let labels: [String]
  private let labelWidth: Int
  private let columns: Int

  init(_ chart: Chart, _ style: TextStyle) {
    self.chart = chart
    self.style = style
    scale = NiceScale(chart.valueRange ?? 0...1, steps: 4, isWhole: chart.valueText.isWhole)
    labels = NumberLabel.marks(scale.marks, step: scale.step)
    labelWidth = DisplayWidth.widest(labels)
    columns = max(10, style.width - labelWidth - 2)
    axis = AxisLayout(chart, most: max(2, columns / (chart.x.labelWidth + 3)))
  }

  var lines: [String] {
    let canvas = drawn
    var marks: [Int: String] = [:]
    for (mark, label) in zip(scale.marks, labels) { marks[row(mark)] = label }
    let (tick, side) = style.isUnicode ? ("┤", "│") : ("+", "|")
    var lines = (0..<Self.rows).map { row in
      style.pad(marks[row] ?? "", to: labelWidth, right: true) + " " + (marks[row] == nil ? side : tick)
        + canvas.line(row, style)
    }
    lines += axisLines
    if chart.namesSeries { lines += legend }
    if let note = chart.crowdNote(columns: canvas.width) { lines += style.note(note) }
    return lines
  }

  private func row(_ value: Double) -> Int {
    Int(((1 - scale.share(value)) * Double(Self.rows - 1)).rounded())
  }

  // MARK: - Dots

  private var drawn: DotCanvas {
    var canvas = DotCanvas(columns: columns, rows: Self.rows, isUnicode: style.isUnicode)
    for (number, series) in chart.series.enumerated() {
      let points =
        chart.kind.isLine
        ? LineReduction.reduce(series.points, columns: canvas.width) { axis.share($0) } : series.points
      let joined = chart.kind == .step ? points.withSteps : points
      if chart.series.count == 1 { dotInterval(of: joined, on: &canvas) }
      var previous: (x: Int, y: Int)?
      for point in joined {
        guard let dot = dot(point, on: canvas) else {
          previous = nil
          continue
        }
        if chart.kind.isLine, let previous {
          canvas.line(previous, dot, series: number)
        } else {
          canvas.set(dot.x, dot.y, series: number)
        }
        previous = dot
      }
    }
    if chart.series.count > 1 { addLetters(to: &canvas) } else { addSingleDots(to: &canvas) }
    return canvas
  }

  /// The ends of the interval, dotted.
  private func dotInterval(of points: [Point], on canvas: inout DotCanvas) {
    for run in points.withIntervals {
      for (point, next) in zip(run, run.dropFirst()) {
        for end in [\Point.low, \Point.high] {
          guard let from = dot(Point(x: point.x, y: point[keyPath: end]), on: canvas),
            let to = dot(Point(x: next.x, y: next[keyPath: end]), on: canvas), from.x < to.x
          else { continue }
          for x in from.x..<to.x where x % 3 == 0 { canvas.set(x, from.y, series: 0) }
        }
      }
    }
  }

  private func dot(_ point: Point, on canvas: DotCanvas) -> (x: Int, y: Int)? {
    guard point.y.isFinite else { return nil }
    let x = Int((axis.share(point.x) * Double(canvas.width - 1)).rounded())
    // The middle of a mark's row is the middle of its dots.
    let perRow = canvas.height / Self.rows
    let y = (1 - scale.share(point.y)) * Double(canvas.height - perRow) + Double(perRow) / 2 - 0.5
    return (x, Int(y.rounded()))
  }

  /// Letters where lines begin, end and are highest, and in their middle; on every dot where dots are all
  /// there is.
  private func addLetters(to canvas: inout DotCanvas) {
    for (number, series) in chart.series.enumerated() {
      let known = series.points.filter { $0.y.isFinite }
      for point in chart.kind == .scatter ? known : Self.landmarks(of: known) {
        guard let dot = dot(point, on: canvas) else { continue }
        canvas.letter(Palette.letters[number % Palette.letters.count], at: dot.x, dot.y, series: number)
      }
    }
  }

  private static func landmarks(of points: [Point]) -> [Point] {
    guard let highest = points.indices.max(by: { points[$0].y < points[$1].y }) else { return [] }
    return [highest, 0, points.count / 2, points.count - 1].map { points[$0] }
  }

  /// One dot alone is hard to see: a few of them are drawn larger, and so is a value between gaps of a line.
  private func addSingleDots(to canvas: inout DotCanvas) {
    guard let points = chart.series.first?.points, chart.kind.isLine || points.count <= 200 else { return }
    for run in points.split(whereSeparator: { !$0.y.isFinite }) where chart.kind == .scatter || run.count == 1
    {
      for point in run {
        guard let dot = dot(point, on: canvas) else { continue }
        canvas.letter(style.isUnicode ? "•" : "*", at: dot.x, dot.y, series: 0)
      }
    }
  }

  private var legend: [String] {
    let indent = labelWidth + 2
    let entries = chart.series.enumerated().map { number, series in
      let letter = chart.series.count > 1 ? Palette.letters[number % Palette.letters.count] + " " : ""
      let entry = style.cut(letter + series.name, to: style.width - indent)
      return (text: style.paint(entry, series: number), width: DisplayWidth.of(entry))
    }
    return LabelText.lines(of: entries, gap: 3, width: style.width - indent).map {
      String(repeating: " ", count: indent) + $0
    }
  }

  // MARK: - The axis below

  private var axisLines: [String] {
    let (corner, tick, side) = style.isUnicode ? ("└", "┬", "─") : ("+", "+", "-")
    var rule = [String](repeating: side, count: columns)
    var text = ""
    var width = 0
    for mark in axis.marks {
      let column = Int((axis.share(mark.position) * Double(columns - 1)).rounded())
      rule[column] = tick
      let label = style.cut(mark.label, to: Axis.widestLabel)
      let own = DisplayWidth.of(label)
      // In the middle below its mark, but inside the paper.
      let start = min(max(0, column - own / 2), max(0, columns - own))
      guard width == 0 || start > width else { continue }
      text += String(repeating: " ", count: start - width) + label
      width = start + own
    }
    let indent = String(repeating: " ", count: labelWidth + 1)
    return [indent + corner + rule.joined(), (indent + " " + text).withoutTrailingBlanks]
  }
}
