extension Chart {
  /// The chart drawn in text: lines that end in a line feed, none wider than the paper.
  package func text(_ style: TextStyle) -> String {
    var lines = [style.strong(style.cut(title, to: style.width))]
    if pointCount == 0 {
      lines.append("no rows")
    } else {
      lines += drawing(style)
    }
    lines += notes.flatMap { style.note($0) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func drawing(_ style: TextStyle) -> [String] {
    switch kind {
    case .bar: BarText(self, style).lines
    case .line, .step, .lorenz, .scatter: PlotText(self, style).lines
    case .spark: SparkText(self, style).lines
    case .heat: HeatText(self, style).lines
    }
  }
}
