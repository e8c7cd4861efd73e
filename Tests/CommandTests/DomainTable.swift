/// The table of rules in `docs/domain.md`: a row per ID with what answers it and what proves it.
struct DomainTable {
  struct Row {
    var id: String
    var answers: [Answer]
    var proofs: [String]
  }

  struct Answer: Equatable {
    enum Kind { case script, sentence, command, name }
    var text: String
    var kind: Kind
    /// It stands behind "not yet: ".
    var isNotYet: Bool

    /// A sentence that would change the store.
    var isChange: Bool {
      ["add ", "log "].contains(where: text.hasPrefix) || text.contains("| set ") || text.contains("| delete")
    }
  }

  private(set) var rows: [Row] = []

  init(_ text: String) {
    for line in text.split(separator: "\n") where line.hasPrefix("| ") && line.contains("-") {
      let cells = Self.cells(line)
      guard cells.count == 4, cells[0] != "ID" else { continue }
      let proofs = Self.quoted(cells[3]).map(\.text)
      rows.append(Row(id: cells[0], answers: Self.answers(cells[2]), proofs: proofs))
    }
  }

  /// The cells of a row; `\|` is a bar inside one.
  private static func cells(_ line: Substring) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line.dropFirst() {
      if character == "|" && !isEscaped {
        cells.append(cell.trimmingBlanks)
        cell = ""
      } else if character == "\\" && !isEscaped {
        isEscaped = true
        continue
      } else {
        cell.append(character)
      }
      isEscaped = false
    }
    return cells
  }

  private static func answers(_ cell: String) -> [Answer] {
    quoted(cell).map { quoted in
      Answer(text: quoted.text, kind: kind(quoted.text), isNotYet: quoted.before.hasSuffix("not yet: "))
    }
  }

  private static func kind(_ text: String) -> Answer.Kind {
    if text.hasSuffix(".rap") { return .script }
    if text.hasPrefix("rapport ") { return .command }
    return text.contains(" ") ? .sentence : .name
  }

  /// What stands in back-ticks, with the text before it.
  private static func quoted(_ cell: String) -> [(before: String, text: String)] {
    let parts = cell.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    return stride(from: 1, to: parts.count, by: 2).map { (parts[$0 - 1], parts[$0]) }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
