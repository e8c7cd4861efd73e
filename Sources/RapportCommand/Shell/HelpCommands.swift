import Rapport

/// The commands that explain the language, the catalog and the commands.
enum HelpCommands {
  static let all = [
    DotCommand(
      name: "help", arguments: "[COMMAND|TOPIC]",
      help: "List commands, or explain one, a word of the language, an entity, a field or a rule", run: help),
    DotCommand(
      name: "functions", arguments: "[FUNCTION]", help: "List functions, aggregates and windows, or explain one",
      run: functions),
  ]

  private static func help(_ shell: Shell, _ topic: String) throws(DiagnosticsError) {
    if topic.isEmpty { return shell.say(commands(DotCommand.all)) }
    if topic.hasPrefix(".") { return shell.say(commands([try DotCommand.named(String(topic.dropFirst()))])) }
    let found = DotCommand.all.filter { $0.name == topic || $0.aliases.contains(topic) }
    let topics = shell.session.help(on: topic)
    if found.isEmpty, topics.isEmpty { throw unknown(topic, in: shell) }
    let texts = (found.isEmpty ? [] : [commands(found)]) + topics.map(\.text)
    shell.say(texts.joined(separator: "\n\n"))
  }

  private static func functions(_ shell: Shell, _ name: String) throws(DiagnosticsError) {
    if name.isEmpty { return shell.say(list) }
    let topics = Help.functions(named: name)
    if topics.isEmpty {
      throw ShellSettings.usage("no function `\(name)`; `.functions` lists them")
    }
    shell.say(topics.map(\.text).joined(separator: "\n\n"))
  }

  /// All functions by kind.
  private static var list: String {
    let topics = Help.functions()
    let rows = DisplayWidth.columns(topics.map { [$0.signature, $0.summary] })
    var lines: [String] = []
    var kind: HelpTopic.Kind?
    for (topic, row) in zip(topics, rows) {
      if kind != topic.kind { lines.append((lines.isEmpty ? "" : "\n") + topic.kind.plural) }
      kind = topic.kind
      lines.append("  " + row)
    }
    return lines.joined(separator: "\n")
  }

  private static func commands(_ commands: [DotCommand]) -> String {
    DisplayWidth.columns(commands.map { [$0.usage, $0.help] }).joined(separator: "\n")
  }

  private static func unknown(_ topic: String, in shell: Shell) -> DiagnosticsError {
    var help = ["`.help` lists commands, `.functions` functions, `.entities` what can be asked about"]
    let near = closest(to: topic, in: DotCommand.all.map(\.name)).map { "." + $0 }
    if let name = shell.session.helpSuggestion(for: topic) ?? near {
      help.insert("did you mean `\(name)`?", at: 0)
    }
    return DiagnosticsError(.usage, Diagnostic(code: "R0700", "no help on `\(topic)`", at: nil, help: help))
  }
}
