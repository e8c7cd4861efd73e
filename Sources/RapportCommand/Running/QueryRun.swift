import Glibc
import Rapport

/// `rapport [STORE] …`: queries, scripts, standard input or the shell.
struct QueryRun {
  private let options: QueryOptions

  init(_ options: QueryOptions) { self.options = options }

  func run() -> ExitStatus {
    Interruption.install()
    do throws(DiagnosticsError) {
      let session = try SessionOpening.open(options)
      let runner = StatementRunner(session: session, options: options)
      if let output = options.output { return try runInputs(with: runner, to: output) }
      if options.inputs.isEmpty, Terminal.isTerminal(STDIN_FILENO) {
        options.console.report(session.store.notes)
        Shell(runner: runner, options: options).run()
        return .ok
      }
      return try runInputs(with: runner)
    } catch {
      options.console.report(error)
      return ExitStatus(error.kind)
    }
  }

  /// All results go into one file, which is there only if all statements succeeded.
  private func runInputs(with runner: StatementRunner, to path: String) throws(DiagnosticsError) -> ExitStatus {
    let file = try OutputFile(path, force: options.force)
    var runner = runner
    let workbook = options.isWorkbook ? try Spreadsheet(at: file.temporary, named: path) : nil
    if let workbook { runner.printer.redirect(to: workbook) } else { runner.printer.redirect(to: file.descriptor) }
    let status = try runInputs(with: runner)
    try workbook?.finish()
    try file.commit()
    return status
  }

  private func runInputs(with runner: StatementRunner) throws(DiagnosticsError) -> ExitStatus {
    var runner = runner
    let inputs = options.inputs.isEmpty ? [.file("-")] : options.inputs
    if options.parameters.isEmpty {
      for input in inputs { try runner.run(try Self.source(input)) }
      return .ok
    }
    // A parameter may belong to any of the texts, so all are read first.
    var sources: [SourceText] = []
    for input in inputs { sources.append(try Self.source(input)) }
    try runner.session.checkParameters(for: sources)
    for source in sources { try runner.run(source) }
    return .ok
  }

  private static func source(_ input: QueryOptions.Input) throws(DiagnosticsError) -> SourceText {
    switch input {
    case .text(let text): SourceText(text)
    case .file("-"): try SourceText.standardInput()
    case .file(let path): try SourceText.file(path)
    }
  }
}

/// `rapport explain QUERY`
struct ExplainRun {
  let options: QueryOptions
  let query: String
  let analyze: Bool

  func run() -> ExitStatus {
    Interruption.install()
    do throws(DiagnosticsError) {
      let session = try SessionOpening.open(options)
      var printer = ResultPrinter(options)
      if options.isWorkbook {
        throw DiagnosticsError(.usage, Diagnostic(code: "R0700", "an explanation is text, no workbook", at: nil))
      }
      let file: OutputFile? =
        if let path = options.output { try OutputFile(path, force: options.force) } else { nil }
      if let file { printer.redirect(to: file.descriptor) }
      let source = SourceText(query)
      if !options.parameters.isEmpty { try session.checkParameters(for: [source]) }
      for statement in try session.prepare(source) {
        guard let query = statement.query else { continue }
        let text = try Interruption.during(query) { () throws(DiagnosticsError) in
          try query.explanation(analyze: analyze)
        }
        try printer.print(text)
      }
      try file?.commit()
      return .ok
    } catch {
      options.console.report(error)
      return ExitStatus(error.kind)
    }
  }
}
