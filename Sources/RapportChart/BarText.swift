import RapportValues

/// Bars in text: a line per value with label, series, bar and the value itself.
struct BarText {
  private let chart: Chart
  private let style: TextStyle
  private let labelWidth: Int
  private let nameWidth: Int
  private let valueWidth: Int
  private let barWidth: Int
  /// What is left of the axis, and how much a column of a bar stands for.
  private let zero: Int
  private let unit: Double

  init(_ chart: Chart, _ style: TextStyle) {
    self.chart = chart
    self.style = style
    let names = chart.namesSeries ? DisplayWidth.widest(chart.series.map(\.name)) : 0
    labelWidth = min(DisplayWidth.widest(chart.x.labels), style.width * 2 / 5)
    nameWidth = min(names, style.width / 4)
    valueWidth = DisplayWidth.widest(chart.series.lazy.flatMap(\.texts))
    let taken = labelWidth + (nameWidth > 0 ? nameWidth + 1 : 0) + valueWidth + 3
    barWidth = max(4, style.width - taken)
    let range = chart.valueRange ?? 0...0
    let (low, high) = (min(0, range.lowerBound), max(0, range.upperBound))
    let span = high / 2 - low / 2
    unit = span > 0 ? span / Double(barWidth) * 2 : 1
    zero = low < 0 ? max(1, min(barWidth - 1, Int((-low / unit).rounded(.up)))) : 0
  }

  var lines: [String] {
    var lines: [String] = []
    for (label, row) in zip(chart.x.labels, chart.barsByLabel) {
      for (position, bar) in row.enumerated() {
        let series = chart.series[bar.series]
        lines.append(
          line(position == 0 ? label : "", bar.series, series.points[bar.point].y, series.texts[bar.point]))
      }
    }
    return lines
  }

  private func line(_ label: String, _ series: Int, _ value: Double, _ text: String) -> String {
    let name =
      nameWidth > 0
      ? style.paint(style.pad(chart.series[series].name, to: nameWidth), series: series) + " " : ""
    let (left, right) = bar(value)
    let axis = style.isUnicode ? "│" : "|"
    let drawn = style.paint(left, series: series) + axis + style.paint(right, series: series)
    return style.pad(label, to: labelWidth) + " " + name + drawn + " "
      + style.pad(text, to: valueWidth, right: true)
  }

  /// Both sides of the axis, padded.
  private func bar(_ value: Double) -> (left: String, right: String) {
    let room = barWidth - zero
    guard value.isFinite, value != 0 else { return (blanks(zero), blanks(room)) }
    let columns = value.magnitude / unit
    if value > 0 { return (blanks(zero), filled(min(columns, Double(room)), room)) }
    return (leftFilled(min(columns, Double(zero))), blanks(room))
  }

  /// Eighths of a column; the smallest value that is not 0 is still seen.
  private func filled(_ columns: Double, _ room: Int) -> String {
    guard style.isUnicode else { return pad(String(repeating: "#", count: whole(columns)), to: room) }
    let eighths = max(1, Int((columns * 8).rounded()))
    let rest = eighths % 8
    let blocks = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return pad(String(repeating: "█", count: min(eighths / 8, room)) + blocks[rest], to: room)
  }

  /// Bars that grow to the left have only half columns in Unicode.
  private func leftFilled(_ columns: Double) -> String {
    let halves = style.isUnicode ? max(1, Int((columns * 2).rounded())) : whole(columns) * 2
    let drawn =
      (halves % 2 == 1 ? "▐" : "")
      + String(repeating: style.isUnicode ? "█" : "#", count: min(halves / 2, zero))
    return blanks(zero - drawn.count) + drawn
  }

  private func whole(_ columns: Double) -> Int { max(1, Int(columns.rounded())) }

  private func pad(_ text: String, to width: Int) -> String { text + blanks(width - text.count) }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
