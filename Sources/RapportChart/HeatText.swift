import RapportValues

/// A heat map in text: a row per series, a shade per value.
struct HeatText {
  private static let unicode = ["░", "▒", "▓", "█"]
  private static let ascii = [".", "-", "+", "#"]

  private let chart: Chart
  private let style: TextStyle
  private let groups: PlaceGroups
  private let steps: HeatSteps
  private let nameWidth: Int
  /// Columns of a cell, the blank behind it included.
  private let cellWidth: Int

  init(_ chart: Chart, _ style: TextStyle) {
    self.chart = chart
    self.style = style
    nameWidth = min(DisplayWidth.widest(chart.series.map(\.name) + [chart.seriesName]), style.width / 3)
    let room = max(8, style.width - nameWidth - 1)
    groups = PlaceGroups(chart, most: room)
    steps = HeatSteps(groups.values.lazy.flatMap { $0.lazy.compactMap(\.self) })
    let columns = max(1, groups.values.first?.count ?? 1)
    let wanted = max(3, DisplayWidth.widest(chart.x.labels) + 1)
    cellWidth = max(1, min(wanted, room / columns))
  }

  var lines: [String] {
    let indent = String(repeating: " ", count: nameWidth + (nameWidth > 0 ? 1 : 0))
    let rows = zip(chart.series, groups.values).map { series, values in
      let name = nameWidth > 0 ? style.pad(series.name, to: nameWidth) + " " : ""
      return (name + values.map(cell).joined()).withoutTrailingBlanks
    }
    return axisNames + [(indent + head).withoutTrailingBlanks] + rows + legend.map { indent + $0 }
      + (groups.note(chart, "a cell").map { style.note($0) } ?? [])
  }

  /// What the rows are, and what the columns.
  private var axisNames: [String] {
    guard !chart.x.name.isEmpty else { return [] }
    let name = nameWidth > 0 ? style.pad(style.cut(chart.seriesName, to: nameWidth), to: nameWidth) + " " : ""
    return [name + style.cut(chart.x.name, to: max(1, style.width - nameWidth - 1))]
  }

  private func cell(_ value: Double?) -> String {
    guard let value else { return String(repeating: " ", count: cellWidth) }
    let filled = cellWidth > 1 ? cellWidth - 1 : 1
    return shade(steps.step(value), filled) + (cellWidth > 1 ? " " : "")
  }

  private func shade(_ step: Int, _ width: Int) -> String {
    let levels = style.isUnicode ? Self.unicode : Self.ascii
    return style.paint(String(repeating: levels[step], count: width), Palette.terminalHeat[step])
  }

  /// As many labels as there is room for, each above its cell.
  private var head: String {
    var text = ""
    var width = 0
    let count = groups.values.first?.count ?? 0
    for column in 0..<count {
      let start = column * cellWidth
      guard width == 0 || start > width else { continue }
      let room = count * cellWidth - start
      let label = style.cut(chart.x.labels[column * groups.size], to: max(cellWidth - 1, min(room, 10)))
      text += String(repeating: " ", count: start - width) + label
      width = start + DisplayWidth.of(label)
    }
    return text
  }

  /// The blank for missing values needs no entry: the note counts them.
  private var legend: [String] {
    let entries = steps.used.map { step in
      let text = " " + HeatSteps.text(step.low, step.high, chart.valueText)
      return (text: shade(step.step, 2) + text, width: 2 + DisplayWidth.of(text))
    }
    return LabelText.lines(of: entries, gap: 2, width: style.width - nameWidth - 1)
  }
}
