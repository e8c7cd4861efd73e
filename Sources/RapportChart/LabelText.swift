import RapportValues

/// Texts below and beside a chart.
enum LabelText {
  /// Entries side by side in lines of at most a width.
  static func lines(of entries: [(text: String, width: Int)], gap: Int, width: Int) -> [String] {
    var lines: [String] = []
    var used = 0
    for entry in entries {
      if !lines.isEmpty, used + gap + entry.width <= width {
        lines[lines.count - 1] += String(repeating: " ", count: gap) + entry.text
        used += gap + entry.width
      } else {
        lines.append(entry.text)
        used = entry.width
      }
    }
    return lines
  }

  /// A sentence below a chart, in lines of at most a width.
  static func note(_ sentence: String, width: Int) -> [String] {
    let words = "(\(sentence))".split(separator: " ").map {
      (text: String($0), width: DisplayWidth.of(String($0)))
    }
    return lines(of: words, gap: 1, width: width)
  }
}
