/// Cases of one file: `! declaration`, `> text with ‸`, and indented what is offered.
struct CompletionFile: Sendable {
  struct Case {
    var declarations: [String] = []
    /// How many candidates are shown; `! 20` says so.
    var limit = 8
    var question = ""
    var expected: [String] = []
    var seen: [String] = []
    var holds: Bool { expected == seen }
  }

  /// Lines outside of cases are kept.
  private enum Line {
    case other(String)
    case question(Int)
  }

  var cases: [Case] = []
  private var lines: [Line] = []

  init(_ text: String) {
    var declarations: [String] = []
    var limit = 8
    var isQuestion = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("> ") {
        if isQuestion, !cases.isEmpty, cases[cases.count - 1].expected.isEmpty {
          cases[cases.count - 1].question += "\n" + line.dropFirst(2)
          continue
        }
        cases.append(Case(declarations: declarations, limit: limit, question: String(line.dropFirst(2))))
        lines.append(.question(cases.count - 1))
        isQuestion = true
      } else if line.hasPrefix("  "), isQuestion {
        cases[cases.count - 1].expected.append(String(line))
      } else {
        isQuestion = false
        if line.hasPrefix("! ") {
          if let number = Int(line.dropFirst(2)) {
            limit = number
          } else {
            declarations.append(String(line.dropFirst(2)))
          }
        }
        lines.append(.other(String(line)))
      }
    }
  }

  var recorded: String {
    lines.map { line in
      switch line {
      case .other(let text): return text
      case .question(let index):
        let question = cases[index].question.split(separator: "\n", omittingEmptySubsequences: false).map {
          "> " + $0
        }
        return (question + cases[index].seen).joined(separator: "\n")
      }
    }.joined(separator: "\n")
  }
}
