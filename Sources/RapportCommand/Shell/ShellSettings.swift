import Rapport

/// The dot commands that change the shell.
enum ShellSettings {
  static func usage(_ message: String) -> DiagnosticsError {
    DiagnosticsError(.usage, Diagnostic(code: "R0700", message, at: nil))
  }

  /// Sets a switch; without a word turns it over and says so.
  static func `switch`(
    _ name: String, _ state: ReferenceWritableKeyPath<Shell, Bool>, of shell: Shell, _ word: String
  ) throws(DiagnosticsError) {
    switch word {
    case "":
      shell[keyPath: state].toggle()
      shell.say("\(name) \(shell[keyPath: state] ? "on" : "off")")
    case "on", "true", "yes": shell[keyPath: state] = true
    case "off", "false", "no": shell[keyPath: state] = false
    default: throw usage("`.\(name)` is on or off, not `\(word)`")
    }
  }

  /// One word of an enumeration.
  static func choice<Choice: RawRepresentable & CaseIterable>(
    _ word: String, of kind: String
  ) throws(DiagnosticsError) -> Choice where Choice.RawValue == String {
    do throws(UnknownWord) {
      return try OptionValues.word(word)
    } catch {
      var help = ["there is " + error.known.joined(separator: ", ")]
      if let near = closest(to: word, in: error.known) { help.insert("did you mean `\(near)`?", at: 0) }
      throw DiagnosticsError(
        .usage, Diagnostic(code: "R0700", "`\(word)` is not \(kind) known here", at: nil, help: help))
    }
  }

  static func day(_ text: String, of command: String) throws(DiagnosticsError) -> Day? {
    if text.isEmpty { return nil }
    do throws(UsageError) {
      return try OptionValues.day(text, option: command)
    } catch {
      throw usage(error.description)
    }
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

  static func reveal(_ shell: Shell, _ text: String) {
    switch text {
    case "":
      switch shell.session.settings.personalData {
      case .revealed(let purpose): shell.say("personal data is revealed" + (purpose.map { ": \($0)" } ?? ""))
      case .masked, .enforced: shell.say("personal data is masked; `.reveal on`, or a purpose, shows it")
      }
    case "on": shell.session.settings.personalData = .revealed()
    case "off": shell.session.settings.personalData = .masked
    default: shell.session.settings.personalData = .revealed(purpose: text)
    }
  }

  static func set(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    do throws(UsageError) {
      let (name, value) = try OptionValues.parameter(text, option: ".set")
      shell.session.setParameter(name, to: value)
    } catch {
      throw usage(error.description)
    }
  }

  static func explain(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    guard let query = Self.query(text, behind: shell.previous) else { throw usage("there is no previous query") }
    if let statements = try shell.session.prepare(explaining: SourceText(query, name: "input")) {
      for statement in statements { try shell.runner.run(statement) }
      return
    }
    for statement in try shell.session.prepare(SourceText(query, name: "input")) {
      if let query = statement.query { shell.say(try query.explanation()) }
    }
  }

  /// A query, the previous one, or the previous one with further clauses.
  private static func query(_ text: String, behind previous: String?) -> String? {
    if text.isEmpty { return previous }
    guard let previous, continuesPrevious(text) else { return text }
    return previous + "\n" + text
  }

  static func open(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    if text.isEmpty { return shell.say(shell.session.store.path) }
    try replaceStore(shell, try FileArgument(text).path, catalogs: [])
  }

  static func catalog(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    try replaceStore(shell, shell.session.store.path, catalogs: [try FileArgument(text).path])
  }

  /// A new session on the store, with the settings and parameters of the one before; declarations are
  /// forgotten.
  private static func replaceStore(
    _ shell: Shell, _ path: String, catalogs: [String]
  ) throws(DiagnosticsError) {
    let old = shell.runner
    let session = Session(try SessionOpening.store(path, catalogs: catalogs), continuing: old.session)
    session.archive = SessionOpening.archive(for: session, keepIn: shell.options.keepIn)
    shell.runner = old.moved(to: session)
    shell.previous = nil
    old.console.report(session.store.notes)
  }
}
