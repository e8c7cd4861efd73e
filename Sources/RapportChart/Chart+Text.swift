extension Chart {
  /// The chart drawn in text: lines that end in a line feed, none wider than the paper.
  package func text(_ style: TextStyle) -> String {
    var lines = [style.strong(LabelText.cut(title, to: style.width))]
    if pointCount == 0 {
      lines.append("no rows")
    } else {
      lines += drawing(style)
    }
    lines += notes.flatMap { LabelText.note($0, width: style.width) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func drawing(_ style: TextStyle) -> [String] {
    switch kind {
    case .bar: BarText(self, style).lines
    case .line, .scatter: PlotText(self, style).lines
    case .spark: SparkText(self, style).lines
    case .heat: HeatText(self, style).lines
    }
  }
}
