import Rapport

/// What `.help` shows.
enum HelpText {
  /// The commands, or the one that a word names.
  static func about(_ word: String) throws(DiagnosticsError) -> String {
    if word.isEmpty { return lines(DotCommand.all) }
    return lines([try DotCommand.named(word.hasPrefix(".") ? String(word.dropFirst()) : word)])
  }

  private static func lines(_ commands: [DotCommand]) -> String {
    let width = commands.map(\.usage.count).max() ?? 0
    return commands.map { command in
      command.usage + String(repeating: " ", count: width - command.usage.count + 2) + command.help
    }.joined(separator: "\n")
  }
}
