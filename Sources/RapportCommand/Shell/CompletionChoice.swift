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

  /// The candidate without its closing mark, if that stands behind the cursor already.
  static func fitting(_ candidate: Completion.Candidate, before next: UInt8) -> Completion.Candidate {
    guard [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains(next),
      candidate.text.utf8.last == next
    else { return candidate }
    var candidate = candidate
    candidate.text.removeLast()
    return candidate
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
    let nameWidth = DisplayWidth.widest(candidates.map(\.text))
    return candidates.map { candidate in
      if candidate.detail.isEmpty { return candidate.text }
      let line = DisplayWidth.pad(candidate.text, to: nameWidth + 2) + candidate.detail
      return DisplayWidth.cut(line, to: width - 1)
    }.joined(separator: "\n")
  }

  private static func columns(_ names: [String], width: Int) -> String {
    let cell = DisplayWidth.widest(names) + 2
    let count = max(1, (width - 1) / cell)
    let height = (names.count + count - 1) / count
    return (0..<height).map { row in
      let cells = stride(from: row, to: names.count, by: height).map { DisplayWidth.pad(names[$0], to: cell) }
      return cells.joined().withoutTrailingBlanks
    }.joined(separator: "\n")
  }
}
