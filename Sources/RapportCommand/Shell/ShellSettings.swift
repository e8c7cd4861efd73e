import Rapport

/// The dot commands that change the shell.
enum ShellSettings {
  static func usage(_ message: String) -> DiagnosticsError {
    DiagnosticsError(.usage, Diagnostic(code: "R0700", message, at: nil))
  }

  static func flag(_ word: String, now: Bool) throws(DiagnosticsError) -> Bool {
    switch word {
    case "": return !now
    case "on", "true", "yes": return true
    case "off", "false", "no": return false
    default: throw usage("on or off, not `\(word)`")
    }
  }

  static func day(_ text: String) throws(DiagnosticsError) -> Day? {
    if text.isEmpty { return nil }
    guard let day = Day(text) else { throw usage("a date such as 2026-01-31, not `\(text)`") }
    return day
  }

  static func weekStart(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    if word.isEmpty { return shell.say(OptionValues.weekdays[max(1, min(7, shell.session.settings.weekStart)) - 1]) }
    do throws(UsageError) {
      shell.session.settings.weekStart = try OptionValues.weekday(word, option: ".weekstart")
    } catch {
      throw usage(error.description)
    }
  }

  static func fiscalYearStart(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    if word.isEmpty {
      return shell.say(OptionValues.months[max(1, min(12, shell.session.settings.fiscalYearStart)) - 1])
    }
    do throws(UsageError) {
      shell.session.settings.fiscalYearStart = try OptionValues.month(word, option: ".fiscalyear")
    } catch {
      throw usage(error.description)
    }
  }

  static func format(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    if word.isEmpty { return shell.say(shell.runner.printer.format.rawValue) }
    do throws(UsageError) {
      shell.runner.printer.format = try OptionValues.format(word)
    } catch {
      throw usage(error.description)
    }
  }

  static func set(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    do throws(UsageError) {
      let (name, value) = try OptionValues.parameter(text)
      shell.session.setParameter(name, to: value)
    } catch {
      throw usage(error.description)
    }
  }

  static func explain(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    guard let text = text.isEmpty ? shell.previous : text else { throw usage("there is no previous query") }
    for statement in try shell.session.prepare(SourceText(text, name: "input")) {
      if let query = statement.query { shell.say(try query.explanation()) }
    }
  }

  static func open(_ shell: Shell, _ path: String) throws(DiagnosticsError) {
    if path.isEmpty { return shell.say(shell.session.store.path) }
    try replaceStore(shell, path, catalogs: [])
  }

  static func catalog(_ shell: Shell, _ path: String) throws(DiagnosticsError) {
    if path.isEmpty { throw usage("the catalog's file is missing") }
    try replaceStore(shell, shell.session.store.path, catalogs: [path])
  }

  /// A new session on the store, with the settings and parameters of the one before; declarations are
  /// forgotten.
  private static func replaceStore(
    _ shell: Shell, _ path: String, catalogs: [String]
  ) throws(DiagnosticsError) {
    let old = shell.runner
    let session = Session(
      try SessionOpening.store(path, catalogs: catalogs), settings: old.session.settings)
    for parameter in old.session.parameters {
      if let value = parameter.valueText { session.setParameter(parameter.name, to: value) }
    }
    shell.runner = old.moved(to: session)
    shell.previous = nil
    old.console.report(session.store.notes)
  }
}
