import RapportValues

/// Texts broken into lines of so many columns.
enum LineFolding {
  /// Broken at blanks; what has none, as Chinese, anywhere.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var rest = String(word)
      let joined = line.isEmpty ? rest : line + " " + rest
      if DisplayWidth.of(joined) <= width {
        line = joined
        continue
      }
      if !line.isEmpty, DisplayWidth.of(rest) <= width {
        lines.append(line)
        line = rest
        continue
      }
      rest = joined
      while DisplayWidth.of(rest) > width {
        let start = head(of: rest, width: width)
        lines.append(start)
        rest = String(rest.unicodeScalars.dropFirst(start.unicodeScalars.count))
      }
      line = rest
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// At least one character, so that folding ends.
  private static func head(of text: String, width: Int) -> String {
    var copy = text
    let start = copy.withUTF8 { bytes in
      let (length, _) = DisplayWidth.prefix(of: bytes, within: width)
      return String(decoding: bytes[..<length], as: UTF8.self)
    }
    return start.isEmpty ? String(text.prefix(1)) : start
  }
}
