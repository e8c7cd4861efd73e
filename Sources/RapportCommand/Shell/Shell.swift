import Glibc
import Rapport

/// The interactive shell: reads statements and dot commands, answers, and keeps what was declared.
final class Shell {
  var runner: StatementRunner
  let options: QueryOptions
  var isRunning = true
  /// The query that a line beginning with a clause refines.
  var previous: String?
  /// Lines of a statement that is not finished.
  private var pending = ""

  init(runner: StatementRunner, options: QueryOptions) {
    self.runner = runner
    self.options = options
    self.runner.footer = true
  }

  var session: Session { runner.session }

  func run() {
    let editor = LineEditor()
    greet()
    while isRunning {
      switch editor.read(prompt) {
      case .text(let line): accept(line, editor)
      case .interrupted: pending = ""
      case .end:
        Console.write("\n", to: STDOUT_FILENO)
        if !pending.isEmpty { finish(editor) }
        isRunning = false
      }
    }
  }

  private func greet() {
    say("rapport \(LibraryVersion.current), \(session.store.path). `.help` lists commands, Ctrl-D leaves.")
  }

  private var prompt: String {
    let text = pending.isEmpty ? "rapport> " : "   ...> "
    guard Terminal.usesColor(options.color, descriptor: STDOUT_FILENO) else { return text }
    // The marks tell readline which bytes take no room.
    return "\u{1}\u{1B}[1m\u{2}\(text)\u{1}\u{1B}[0m\u{2}"
  }

  private func accept(_ line: String, _ editor: LineEditor) {
    if pending.isEmpty {
      let word = line.drop { $0 == " " || $0 == "\t" }
      if word.isEmpty { return }
      if word.hasPrefix(".") {
        editor.remember(line)
        return run(dotCommand: word)
      }
    }
    let isBlank = line.allSatisfy { $0 == " " || $0 == "\t" }
    pending += pending.isEmpty ? line : "\n" + line
    if isBlank || !needsMoreInput(pending) { finish(editor) }
  }

  private func finish(_ editor: LineEditor) {
    let text = pending
    pending = ""
    editor.remember(text)
    execute(text)
  }

  /// Runs a statement, or the previous query with the clauses of this text behind it.
  func execute(_ text: String) {
    var text = text
    if let previous, continuesPrevious(text) { text = previous + "\n" + text }
    runner.printer.beginDocument()
    do throws(DiagnosticsError) {
      if try runner.run(SourceText(text, name: "input")) { previous = text }
    } catch {
      runner.console.report(error)
    }
  }

  private func run(dotCommand text: Substring) {
    let words = text.dropFirst().split(maxSplits: 1) { $0 == " " || $0 == "\t" }
    let argument = words.count > 1 ? Self.trimmed(words[1]) : ""
    guard let name = words.first, let command = DotCommand.find(String(name)) else {
      runner.console.write("no command `\(text)`; `.help` lists them")
      return
    }
    do throws(DiagnosticsError) {
      try command.run(self, argument)
    } catch {
      runner.console.report(error)
    }
  }

  /// A line for the person at the terminal.
  func say(_ text: String) {
    Console.write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text.drop { $0 == " " || $0 == "\t" })
  }
}
