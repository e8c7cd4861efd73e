import RapportValues

/// The paper that a chart in text is drawn on.
package struct TextStyle: Sendable {
  /// Columns of a line.
  package var width: Int
  /// Blocks and dots of Unicode; else ASCII.
  package var isUnicode: Bool
  /// ANSI colours, of which no chart needs any to be read.
  package var hasColor: Bool

  package init(width: Int = 80, isUnicode: Bool = true, hasColor: Bool = false) {
    self.width = min(max(width, 30), 400)
    self.isUnicode = isUnicode
    self.hasColor = hasColor
  }

  // MARK: - Fitting

  /// What stands for the rest of a text.
  private var rest: String { isUnicode ? "…" : "..." }

  func cut(_ text: String, to width: Int) -> String { DisplayWidth.cut(text, to: width, mark: rest) }

  func pad(_ text: String, to width: Int, right: Bool = false) -> String {
    DisplayWidth.pad(text, to: width, right: right, mark: rest)
  }

  /// A sentence below the chart.
  func note(_ sentence: String) -> [String] {
    let parts = sentence.split(separator: "…", omittingEmptySubsequences: false)
    return LabelText.note(parts.joined(separator: rest), width: width)
  }

  // MARK: - Colours

  /// The text in the colour of a series.
  func paint(_ text: String, series: Int) -> String {
    paint(text, Palette.terminal[series % Palette.terminal.count])
  }

  /// The text in one of 256 colours.
  func paint(_ text: String, _ color: Int) -> String {
    hasColor && !text.isEmpty ? "\u{1B}[38;5;\(color)m\(text)\u{1B}[0m" : text
  }

  func strong(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
