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
      if options.isInteractive || options.inputs.isEmpty && Terminal.isTerminal(STDIN_FILENO) {
        options.console.report(session.store.notes)
        return Shell(runner: runner, options: options).run()
      }
      return try runInputs(with: runner)
    } catch {
      options.console.report(error)
      return ExitStatus(error.kind)
    }
  }

  /// All results go into one file, which is there only if all statements succeeded.
  private func runInputs(with runner: StatementRunner, to path: String) throws(DiagnosticsError) -> ExitStatus {
    let file = try ResultFile(path, force: options.force, isWorkbook: options.isWorkbook)
    var runner = runner
    runner.printer = runner.printer.redirected(to: file)
    let status = try runInputs(with: runner)
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
      let file: ResultFile? =
        if let path = options.output {
          try ResultFile(path, force: options.force, isWorkbook: false)
        } else { nil }
      if let file { printer = printer.redirected(to: file) }
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
