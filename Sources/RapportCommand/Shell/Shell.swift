import Glibc
import Rapport

/// The interactive shell: reads statements and dot commands, answers, and keeps what was declared.
final class Shell {
  var runner: StatementRunner
  let options: QueryOptions
  let input: any ShellInput
  var isRunning = true
  /// The query that a line beginning with a clause refines.
  var previous: String?
  var log = SessionLog()
  let destination = ResultDestination()
  /// How the first entry failed that did.
  private var failure: ExitStatus?

  init(runner: StatementRunner, options: QueryOptions) {
    self.runner = runner
    self.options = options
    input = Terminal.isTerminal(STDIN_FILENO) ? LineEditor() : PipedInput()
    let isForPerson = input.isTerminal && Terminal.isTerminal(STDOUT_FILENO)
    self.runner.footer = true
    self.runner.showsNotes = true
    self.runner.keepsResults = true
    self.runner.replacingPermission = "let files be replaced with `.force on`"
    self.runner.printer.usesPager = isForPerson
  }

  var session: Session { runner.session }

  /// Runs until it is left. Gives the first failure if no person saw it.
  func run() -> ExitStatus {
    if input.isTerminal {
      ShellCompletion.start(for: self)
      greet()
    }
    if options.readsStartupFile { readStartupFile() }
    while isRunning, !Interruption.isEnding {
      attempt { () throws(DiagnosticsError) in try step() }
    }
    attempt { () throws(DiagnosticsError) in try destination.close(&runner.printer) }
    if Interruption.isEnding { return .interrupted }
    return input.isTerminal ? .ok : failure ?? .ok
  }

  private func step() throws(DiagnosticsError) {
    switch try input.read(prompt) {
    case .text(let text): submit(text)
    case .interrupted: break
    case .end:
      if input.isTerminal { Console.write("\n", to: STDOUT_FILENO) }
      isRunning = false
    }
  }

  private func greet() {
    say("rapport \(LibraryVersion.current), \(session.store.path). `.help` lists commands, Ctrl-D leaves.")
  }

  private func readStartupFile() {
    guard let path = StartupFile.path() else { return }
    attempt { () throws(DiagnosticsError) in
      run(ShellText(try SourceText.file(path).text, name: path))
    }
    // Nobody has asked a question yet that a clause could refine.
    previous = nil
  }

  private var prompt: String {
    let text = "rapport> "
    guard Terminal.usesColor(options.color, descriptor: STDOUT_FILENO) else { return text }
    // The marks tell readline which bytes take no room.
    return "\u{1}\u{1B}[1m\u{2}\(text)\u{1}\u{1B}[0m\u{2}"
  }

  // MARK: - Entries

  /// Does what somebody entered, and remembers it.
  func submit(_ text: String) {
    let text = EntryText.trimmed(text)
    if text.isEmpty { return }
    input.remember(text)
    run(ShellText(text, name: "input"))
  }

  private func run(_ text: ShellText) {
    for part in text.parts where isRunning {
      switch part {
      case .statements(let source): execute(source)
      case .command(let command, let place): run(dotCommand: command, at: place)
      }
    }
  }

  /// Runs statements, or the previous query with the clauses of this text behind it.
  func execute(_ source: SourceText) {
    var source = source
    log.willRun(source.text)
    if let previous, continuesPrevious(source.text) {
      source = SourceText(previous + "\n" + EntryText.trimmed(source.text), name: source.name)
    }
    attempt { () throws(DiagnosticsError) in
      do throws(DiagnosticsError) {
        let isQuery = try destination.run(source, with: &runner)
        if isQuery { previous = source.text }
        log.didRun(source.text, isQuery: isQuery)
      } catch {
        throw error.hinting(EntryText.trimmed(source.text))
      }
    }
  }

  private func run(dotCommand text: String, at place: SourceText) {
    let words = text.split(maxSplits: 1, whereSeparator: EntryText.isBlank)
    let name = words.first.map(String.init) ?? ""
    attempt(at: place) { () throws(DiagnosticsError) in
      try DotCommand.named(name).run(self, words.count > 1 ? EntryText.trimmed(words[1]) : "")
    }
  }

  /// Reports an error and lives on. What has no place of its own is shown at `place`, if that is in a file.
  private func attempt(at place: SourceText? = nil, _ body: () throws(DiagnosticsError) -> Void) {
    do throws(DiagnosticsError) {
      try body()
    } catch {
      if failure == nil { failure = ExitStatus(error.kind) }
      runner.console.report(place.map(error.located) ?? error)
    }
  }

  /// A line for the person at the terminal.
  func say(_ text: String) {
    attempt { () throws(DiagnosticsError) in try runner.printer.say(text) }
  }
}

extension DiagnosticsError {
  /// The error with a hint, if the text is the name of a dot command without the dot.
  fileprivate func hinting(_ text: String) -> DiagnosticsError {
    let names = DotCommand.all.flatMap { [$0.name] + $0.aliases }
    guard kind == .query, names.contains(text), !diagnostics.isEmpty else { return self }
    var error = self
    error.diagnostics[0].help.append("commands of the shell begin with a dot: `.\(text)`")
    return error
  }

  /// The error with the line of a file that led to it, unless it has a place of its own.
  fileprivate func located(_ line: SourceText) -> DiagnosticsError {
    guard source == nil, line.name != "input", !diagnostics.contains(where: { $0.span != nil }) else { return self }
    let start = line.text.utf8.prefix { $0 == UInt8(ascii: "\n") }.count
    var error = self
    error.source = line
    error.diagnostics = diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.span = SourceSpan(start: start, end: line.text.utf8.count)
      return diagnostic
    }
    return error
  }
}
