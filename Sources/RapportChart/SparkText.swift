import RapportValues

/// A small line per series in text, with its lowest, highest and last value.
struct SparkText {
  private static let unicode = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let ascii = ["_", ".", "-", ":", "=", "+", "*", "#"]

  private let chart: Chart
  private let style: TextStyle

  init(_ chart: Chart, _ style: TextStyle) {
    self.chart = chart
    self.style = style
  }

  var lines: [String] {
    let facts = chart.series.map { self.facts($0) }
    let titles = ["lowest", "highest", "last"]
    let widths = titles.indices.map { column in
      max(titles[column].count, DisplayWidth.widest(facts.map { $0[column] }))
    }
    let nameWidth = min(DisplayWidth.widest(chart.series.map(\.name)), style.width / 3)
    let taken = (nameWidth > 0 ? nameWidth + 1 : 0) + widths.reduce(0) { $0 + $1 + 2 }
    let room = max(8, style.width - taken)
    let groups = PlaceGroups(chart, most: room)
    let drawnWidth = max(groups.values.first?.count ?? 0, DisplayWidth.of(span(within: room)))
    let indent = nameWidth > 0 ? nameWidth + 1 : 0
    let head =
      String(repeating: " ", count: indent) + style.pad(span(within: room), to: drawnWidth)
      + numbers(titles, widths)
    let rows = chart.series.indices.map { number in
      let name = nameWidth > 0 ? style.pad(chart.series[number].name, to: nameWidth) + " " : ""
      let values = groups.values[number]
      let drawn = style.paint(spark(values), series: number)
      return name + drawn + String(repeating: " ", count: drawnWidth - values.count)
        + numbers(facts[number], widths)
    }
    return [head] + rows + (groups.note(chart, "a step").map { style.note($0) } ?? [])
  }

  private func numbers(_ texts: [String], _ widths: [Int]) -> String {
    zip(texts, widths).map { "  " + style.pad($0, to: $1, right: true) }.joined()
  }

  private func facts(_ series: Series) -> [String] {
    let known = series.points.lazy.map(\.y).filter(\.isFinite)
    return [known.min(), known.max(), known.last].map { $0.map { series.valueText.text($0) } ?? "" }
  }

  /// What the axis runs from and to.
  private func span(within room: Int) -> String {
    guard let first = chart.x.labels.first, let last = chart.x.labels.last else { return "" }
    return style.cut(first == last ? first : "\(first) .. \(last)", to: room)
  }

  /// Each series from its own lowest to its own highest value.
  private func spark(_ values: [Double?]) -> String {
    let levels = style.isUnicode ? Self.unicode : Self.ascii
    let known = values.compactMap(\.self)
    guard let low = known.min(), let high = known.max() else {
      return String(repeating: " ", count: values.count)
    }
    return values.map { value in
      guard let value else { return " " }
      return levels[min(levels.count - 1, Int(Share.of(value, from: low, to: high) * Double(levels.count)))]
    }.joined()
  }
}
