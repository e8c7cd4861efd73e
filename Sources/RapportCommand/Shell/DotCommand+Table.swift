import Rapport

extension DotCommand {
  /// All commands, in the order of `.help`.
  static let all: [DotCommand] = aboutTheStore + aboutQueries + aboutResults + aboutTime
    + HelpCommands.all + aboutTheShell

  private static let aboutTheStore = [
    DotCommand(name: "entities", help: "List what can be asked about") { shell, _ in
      shell.say(CatalogText(shell).entities)
    },
    DotCommand(name: "fields", arguments: "ENTITY", help: "List the fields of an entity") {
      (shell, name) throws(DiagnosticsError) in
      shell.say(try CatalogText(shell).fields(of: name))
    },
    DotCommand(name: "rules", arguments: "[RULE]", help: "List the business rules, or show one") {
      (shell, name) throws(DiagnosticsError) in
      shell.say(try CatalogText(shell).rules(named: name))
    },
    DotCommand(name: "batches", help: "List imports, changes and undos, the latest first", run: ShellBatches.list),
    DotCommand(
      name: "undo", arguments: "BATCH", help: "Take an import or a change back, as `rapport undo` does",
      run: ShellBatches.undo),
    DotCommand(
      name: "plan", arguments: "[STEP …]",
      help: "The plan of visits, as `rapport plan` does it: \(ShellPlans.names.joined(separator: ", "))",
      run: ShellPlans.run),
    DotCommand(
      name: "open", arguments: "[STORE]", help: "Open another store, or show which is open",
      run: ShellSettings.open),
    DotCommand(
      name: "catalog", arguments: "FILE", help: "Open this store again with another catalog",
      run: ShellSettings.catalog),
  ]

  private static let aboutQueries = [
    DotCommand(
      name: "explain", arguments: "[QUERY]",
      help: "Explain a query, or the previous one; `rule NAME` or `FIELD for ROW` as the statement does",
      run: ShellSettings.explain),
    DotCommand(name: "set", arguments: "NAME=VALUE", help: "Give a parameter its value", run: ShellSettings.set),
    DotCommand(name: "params", help: "List parameters with types, defaults and values") { shell, _ in
      shell.say(CatalogText(shell).parameters)
    },
    DotCommand(name: "run", arguments: "FILE", help: "Run a script", run: ShellScripts.run),
    DotCommand(
      name: "lists", arguments: "[LIST]", help: "Show the lists of which runs were kept, or the runs of one",
      run: ShellLists.show),
    DotCommand(
      name: "save", arguments: "[--all] [--force] FILE",
      help: "Write a script of the last query and what was declared, or of all statements", run: ShellScripts.save),
    DotCommand(
      name: "edit", help: "Change the last statement with $VISUAL or $EDITOR and run it", run: ShellScripts.edit),
    DotCommand(
      name: "history", arguments: "[N]", help: "Show the last entries, 20 if no number is given",
      run: ShellScripts.history),
  ]

  private static let aboutResults = [
    DotCommand(
      name: "format", aliases: ["mode"], arguments: "[FORMAT]",
      help: "Show or choose the output: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))",
      run: ShellResults.format),
    DotCommand(
      name: "last", arguments: "[FORMAT]", help: "Show the last result again, in another format",
      run: ShellResults.last),
    DotCommand(
      name: "once", arguments: "[--force] FILE", help: "Write the next result into a file, as its name says",
      run: ShellResults.once),
    DotCommand(
      name: "output", arguments: "[--force] FILE|-", help: "Write all results into a file; with - it is complete",
      run: ShellResults.output),
    DotCommand(name: "force", arguments: "[on|off]", help: "Let `| to` and commands replace files that are there") {
      (shell, word) throws(DiagnosticsError) in
      try ShellSettings.switch("force", \.runner.replacesFiles, of: shell, word)
    },
    DotCommand(
      name: "wide", arguments: "[\(WideTables.allCases.map(\.rawValue).joined(separator: "|"))]",
      help: "What becomes of a table wider than the window", run: ShellResults.wide),
    DotCommand(
      name: "language", arguments: "[LANGUAGE]",
      help: "Show or choose the language of headings and values of enums: en, zh-Hans, zh-Hant; off leaves them as written", run: ShellResults.language),
    DotCommand(
      name: "reveal", arguments: "[on|off|PURPOSE]",
      help: "Show personal data, or mask it; the audit records the purpose where it leaves the screen",
      run: ShellSettings.reveal),
    DotCommand(name: "pager", arguments: "[on|off]", help: "Show what is longer than the window with $PAGER") {
      (shell, word) throws(DiagnosticsError) in
      try ShellSettings.switch("pager", \.runner.printer.usesPager, of: shell, word)
    },
    DotCommand(name: "timer", arguments: "[on|off]", help: "Print what preparing a statement took, too") {
      (shell, word) throws(DiagnosticsError) in
      try ShellSettings.switch("timer", \.runner.timer, of: shell, word)
    },
    DotCommand(name: "periods", arguments: "[on|off]", help: "Print how periods were read below each result") {
      (shell, word) throws(DiagnosticsError) in
      try ShellSettings.switch("periods", \.runner.showsNotes, of: shell, word)
    },
  ]

  private static let aboutTime = [
    DotCommand(name: "today", arguments: "[DATE]", help: "Move the clock; without a date, back to now") {
      (shell, text) throws(DiagnosticsError) in
      shell.session.settings.today = try ShellSettings.day(text, of: ".today")
    },
    DotCommand(name: "asof", arguments: "[DATE]", help: "Answer as of a day; without a date, as of today") {
      (shell, text) throws(DiagnosticsError) in
      shell.session.settings.asOf = try ShellSettings.day(text, of: ".asof")
    },
    DotCommand(
      name: "weekstart", arguments: "[DAY]", help: "Show or choose the first day of the week",
      run: ShellSettings.weekStart),
    DotCommand(
      name: "fiscalyear", arguments: "[MONTH]", help: "Show or choose the first month of the fiscal year",
      run: ShellSettings.fiscalYearStart),
  ]

  private static let aboutTheShell = [
    DotCommand(name: "quit", aliases: ["exit", "q"], help: "Leave, as Ctrl-D does") { shell, _ in
      shell.isRunning = false
    },
  ]
}
