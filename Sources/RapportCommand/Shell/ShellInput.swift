import Rapport

/// Where the shell's entries come from.
protocol ShellInput: AnyObject {
  /// The next entry: a dot command, or statements.
  ///
  /// - Throws: an error if it is not UTF-8; the entry is gone then, and reading goes on with the next.
  func read(_ prompt: String) throws(DiagnosticsError) -> ShellLine
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

  /// Without the quotation marks around it, if there are any.
  static func unquoted(_ text: String) -> String {
    guard text.count >= 2, let quote = text.first, quote == "\"" || quote == "'", text.last == quote else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    var text = text[...].drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
