import Rapport

/// A command of the shell that is no query; `.help` is made from the same table.
struct DotCommand: Sendable {
  var name: String
  var aliases: [String] = []
  /// What it takes, as shown by `.help`.
  var arguments = ""
  var help: String
  var run: @Sendable (Shell, String) throws(DiagnosticsError) -> Void

  var usage: String { ".\(name)" + (arguments.isEmpty ? "" : " \(arguments)") }

  /// By name or alias, or by a beginning that only one command has.
  static func named(_ word: String) throws(DiagnosticsError) -> DotCommand {
    if let exact = all.first(where: { $0.name == word || $0.aliases.contains(word) }) { return exact }
    let matches = word.isEmpty ? [] : all.filter { $0.name.hasPrefix(word) }
    if matches.count == 1 { return matches[0] }
    throw unknown(word, matches.map(\.name))
  }

  private static func unknown(_ word: String, _ matches: [String]) -> DiagnosticsError {
    var help = ["`.help` lists all commands"]
    if !matches.isEmpty {
      help.insert("it may be " + matches.map { "`.\($0)`" }.joined(separator: ", "), at: 0)
    } else if let name = closest(to: word, in: all.flatMap { [$0.name] + $0.aliases }) {
      help.insert("did you mean `.\(name)`?", at: 0)
    }
    let problem = matches.isEmpty ? "no command `.\(word)`" : "`.\(word)` is the beginning of several commands"
    return DiagnosticsError(.usage, Diagnostic(code: "R0700", problem, at: nil, help: help))
  }
}
