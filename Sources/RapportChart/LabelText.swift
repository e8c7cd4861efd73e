import RapportValues

/// Texts of a given number of columns; wide characters count two.
enum LabelText {
  static func pad(_ text: String, to width: Int, right: Bool = false) -> String {
    let cut = self.cut(text, to: width)
    let blanks = String(repeating: " ", count: max(0, width - DisplayWidth.of(cut)))
    return right ? blanks + cut : cut + blanks
  }

  /// A text that is too wide ends in `…`.
  static func cut(_ text: String, to width: Int) -> String {
    if DisplayWidth.of(text) <= width { return text }
    guard width > 0 else { return "" }
    var kept = ""
    for character in text {
      if DisplayWidth.of(kept + String(character)) > width - 1 { break }
      kept.append(character)
    }
    return kept + "…"
  }

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

  static func widest(_ texts: some Sequence<String>) -> Int {
    texts.reduce(0) { max($0, DisplayWidth.of($1)) }
  }
}

extension String {
  /// Without the blanks at its end.
  var withoutTrailingBlanks: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
