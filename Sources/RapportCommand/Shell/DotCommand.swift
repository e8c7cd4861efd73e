import Rapport

/// A command of the shell that is no query; `.help` is made from the same table.
struct DotCommand {
  var name: String
  var aliases: [String] = []
  /// What it takes, as shown by `.help`.
  var arguments = ""
  var help: String
  var run: (Shell, String) throws(DiagnosticsError) -> Void

  /// By name or alias, or by a beginning that only one command has.
  static func find(_ word: String) -> DotCommand? {
    if let exact = all.first(where: { $0.name == word || $0.aliases.contains(word) }) { return exact }
    let matches = all.filter { $0.name.hasPrefix(word) }
    return matches.count == 1 ? matches[0] : nil
  }

  static var all: [DotCommand] {
    [
      DotCommand(name: "help", arguments: "[COMMAND]", help: "List commands, or explain one") { shell, word in
        shell.say(helpText(word))
      },
      DotCommand(name: "entities", help: "List what can be asked about") { shell, _ in
        shell.say(CatalogText.entities(shell.session.store))
      },
      DotCommand(name: "fields", arguments: "ENTITY", help: "List the fields of an entity") {
        (shell, name) throws(DiagnosticsError) in
        shell.say(try CatalogText.fields(name, in: shell.session.store))
      },
      DotCommand(name: "rules", help: "List the business rules") { shell, _ in
        shell.say(CatalogText.rules(shell.session.store))
      },
      DotCommand(
        name: "format", aliases: ["mode"], arguments: "[FORMAT]",
        help: "Show or choose the output: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))",
        run: ShellSettings.format),
      DotCommand(name: "timer", arguments: "on|off", help: "Print what each statement took") {
        (shell, word) throws(DiagnosticsError) in
        shell.runner.timer = try ShellSettings.flag(word, now: shell.runner.timer)
      },
      DotCommand(name: "periods", arguments: "on|off", help: "Print resolved periods after each result") {
        (shell, word) throws(DiagnosticsError) in
        shell.runner.showsNotes = try ShellSettings.flag(word, now: shell.runner.showsNotes)
      },
      DotCommand(name: "explain", arguments: "[QUERY]", help: "Explain a query, or the previous one") {
        (shell, text) throws(DiagnosticsError) in
        try ShellSettings.explain(shell, text)
      },
      DotCommand(
        name: "set", arguments: "NAME=VALUE", help: "Give a parameter its value", run: ShellSettings.set),
      DotCommand(name: "params", help: "List parameters with types, defaults and values") { shell, _ in
        shell.say(CatalogText.parameters(shell.session))
      },
      DotCommand(name: "today", arguments: "[DATE]", help: "Move the clock; without a date, back to now") {
        (shell, text) throws(DiagnosticsError) in
        shell.session.settings.today = try ShellSettings.day(text)
      },
      DotCommand(name: "asof", arguments: "[DATE]", help: "Answer as of a day; without a date, as of today") {
        (shell, text) throws(DiagnosticsError) in
        shell.session.settings.asOf = try ShellSettings.day(text)
      },
      DotCommand(
        name: "weekstart", arguments: "[DAY]", help: "Show or choose the first day of the week",
        run: ShellSettings.weekStart),
      DotCommand(
        name: "fiscalyear", arguments: "[MONTH]", help: "Show or choose the first month of the fiscal year",
        run: ShellSettings.fiscalYearStart),
      DotCommand(name: "open", arguments: "STORE", help: "Open another store", run: ShellSettings.open),
      DotCommand(
        name: "catalog", arguments: "FILE", help: "Open this store again with another catalog",
        run: ShellSettings.catalog),
      DotCommand(name: "run", arguments: "FILE", help: "Run a script") {
        (shell, path) throws(DiagnosticsError) in
        try shell.runner.run(try SourceText.file(path))
      },
      DotCommand(name: "quit", aliases: ["exit", "q"], help: "Leave") { shell, _ in shell.isRunning = false },
    ]
  }

  private static func helpText(_ word: String) -> String {
    let name = word.hasPrefix(".") ? String(word.dropFirst()) : word
    let shown = name.isEmpty ? all : [find(name)].compactMap(\.self)
    if shown.isEmpty { return "no command `.\(name)`" }
    let width = shown.map { $0.usage.count }.max() ?? 0
    return shown.map { command in
      command.usage + String(repeating: " ", count: width - command.usage.count + 2) + command.help
    }.joined(separator: "\n")
  }

  private var usage: String { ".\(name)" + (arguments.isEmpty ? "" : " \(arguments)") }
}
