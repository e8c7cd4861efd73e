import Rapport

/// How a terminal takes candidates: a common beginning is written, the rest is listed.
enum CompletionChoice {
  /// Those that begin as what is written does; only if there is none, those that fit otherwise. Where nothing
  /// is written, those that are expected.
  static func candidates(_ all: [Completion.Candidate], written: String) -> [Completion.Candidate] {
    if written.isEmpty, all.contains(where: \.isExpected) { return all.filter(\.isExpected) }
    let beginning = all.filter { $0.text.utf8.starts(with: written.utf8) }
    let folded = all.filter { $0.text.lowercased().hasPrefix(written.lowercased()) }
    return !beginning.isEmpty ? beginning : !folded.isEmpty ? folded : all
  }

  /// What all texts begin with; what is written stays if that would be less.
  static func common(_ texts: [String], written: String) -> String {
    guard let first = texts.first else { return written }
    var common = first[...]
    for text in texts.dropFirst() { common = common.prefix(commonLength(common, text)) }
    return texts.count > 1 && common.utf8.count < written.utf8.count ? written : String(common)
  }

  private static func commonLength(_ left: Substring, _ right: String) -> Int {
    zip(left, right).prefix { $0 == $1 }.count
  }

  /// Few candidates with what they mean, many as columns of names.
  static func list(_ candidates: [Completion.Candidate], width: Int) -> String {
    candidates.count <= 16
      ? described(candidates, width: width) : columns(candidates.map(\.text), width: width)
  }

  private static func described(_ candidates: [Completion.Candidate], width: Int) -> String {
    let nameWidth = candidates.map { displayWidth($0.text) }.max() ?? 0
    return candidates.map { candidate in
      if candidate.detail.isEmpty { return candidate.text }
      let line = padded(candidate.text, to: nameWidth + 2) + candidate.detail
      return cut(line, to: width - 1)
    }.joined(separator: "\n")
  }

  private static func columns(_ names: [String], width: Int) -> String {
    let cell = (names.map(displayWidth).max() ?? 0) + 2
    let count = max(1, (width - 1) / cell)
    let height = (names.count + count - 1) / count
    return (0..<height).map { row in
      let cells = stride(from: row, to: names.count, by: height).map { padded(names[$0], to: cell) }
      return trimmed(cells.joined())
    }.joined(separator: "\n")
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - displayWidth(text)))
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  private static func cut(_ text: String, to width: Int) -> String {
    if displayWidth(text) <= width { return text }
    var shown = ""
    var used = 1
    for character in text {
      used += displayWidth(String(character))
      if used > width { break }
      shown.append(character)
    }
    return shown + "…"
  }
}
