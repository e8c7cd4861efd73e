import Rapport

/// The dot commands about how and where results are shown.
enum ShellResults {
  static func format(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    if word.isEmpty { return shell.say(shell.runner.printer.format.rawValue) }
    shell.runner.printer.rowFormat = .chosen(try ShellSettings.choice(word, of: "a format"))
  }

  static func wide(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    if word.isEmpty { return shell.say(shell.runner.printer.wideTables.rawValue) }
    shell.runner.printer.wideTables = try ShellSettings.choice(word, of: "a way")
  }

  static func language(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    if word.isEmpty { return shell.say(shell.runner.printer.language?.rawValue ?? "as the query has it") }
    if word == "off" { return shell.runner.printer.language = nil }
    shell.runner.printer.language = try ShellSettings.choice(word, of: "a language") as Language
  }

  static func once(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    let file = try FileArgument(text, switches: ["--force"])
    try shell.destination.divertOnce(
      shell.runner.printer, to: file.path, force: file.force || shell.runner.replacesFiles)
  }

  static func output(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    if text.isEmpty || text == "-" { return try shell.destination.close(&shell.runner.printer) }
    let file = try FileArgument(text, switches: ["--force"])
    try shell.destination.divert(
      &shell.runner.printer, to: file.path, force: file.force || shell.runner.replacesFiles)
  }

  static func last(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    guard let last = shell.runner.last else { throw ShellSettings.usage("there is no result yet") }
    let format: OutputFormat? = word.isEmpty ? nil : try ShellSettings.choice(word, of: "a format")
    try shell.destination.diverting(&shell.runner) { (runner) throws(DiagnosticsError) in
      let usual = runner.printer.rowFormat
      defer { runner.printer.rowFormat = usual }
      if let format { runner.printer.rowFormat = .chosen(format) }
      try runner.showAgain(last)
    }
  }
}
