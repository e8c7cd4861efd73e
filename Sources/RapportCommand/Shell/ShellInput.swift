import Rapport

/// Where the shell's entries come from.
protocol ShellInput: AnyObject {
  /// The next entry: a dot command, or statements.
  func read(_ prompt: String) -> ShellLine
  /// Puts an entry into the history.
  func remember(_ entry: String)
  /// The last entries of the history, the oldest first.
  func history(last count: Int) -> [String]
  /// A person is typing.
  var isTerminal: Bool { get }
}

enum ShellLine: Equatable {
  case text(String)
  /// Ctrl-C: what was typed is forgotten.
  case interrupted
  case end
}

/// What decides whether an entry goes on in the next line.
enum EntryText {
  static func isComplete(_ text: String) -> Bool { isDotCommand(text[...]) || !needsMoreInput(text) }

  static func isDotCommand(_ line: Substring) -> Bool { line.drop(while: isBlank).first == "." }

  static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

  static func trimmed(_ text: some StringProtocol) -> String {
    var text = text[...].drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
