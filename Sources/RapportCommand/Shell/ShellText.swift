import Rapport

/// A text of statements and dot commands, taken apart: a dot command is a line, what stands between is a script.
struct ShellText {
  enum Part {
    /// Without the dot.
    case command(String, place: SourceText)
    case statements(SourceText)
  }

  private(set) var parts: [Part] = []
  private let name: String
  private var script = ""
  /// Lines before the script.
  private var scriptStart = 0

  /// - Parameter name: of the file, or `input`.
  init(_ text: String, name: String) {
    self.name = name
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if EntryText.isDotCommand(line), script.isEmpty || !needsMoreInput(script) {
        finishScript(before: number + 1)
        parts.append(
          .command(String(line.drop(while: EntryText.isBlank).dropFirst()), place: place(line, number)))
      } else {
        script += line + "\n"
      }
    }
    finishScript(before: 0)
  }

  private mutating func finishScript(before next: Int) {
    if !script.allSatisfy(\.isWhitespace) {
      parts.append(.statements(place(script.dropLast(), scriptStart)))
    }
    script = ""
    scriptStart = next
  }

  /// Text that diagnostics find on its own line: empty ones stand for those before.
  private func place(_ text: some StringProtocol, _ line: Int) -> SourceText {
    SourceText(String(repeating: "\n", count: line) + text, name: name)
  }
}
