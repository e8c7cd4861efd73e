import Glibc
import Rapport

/// `rapport [STORE] …`: queries, scripts, standard input or the shell.
struct QueryRun {
  private let options: QueryOptions
  private let lists: ListWork?

  init(_ options: QueryOptions, lists: ListWork? = nil) {
    self.options = options
    self.lists = lists
  }

  func run() -> ExitStatus {
    Interruption.install()
    do throws(DiagnosticsError) {
      return try run(in: try SessionOpening.open(options))
    } catch {
      options.console.report(error)
      return lists?.status(after: error) ?? ExitStatus(error.kind)
    }
  }

  func run(in session: Session) throws(DiagnosticsError) -> ExitStatus {
    var runner = StatementRunner(session: session, options: options)
    runner.lists = lists
    lists?.archive = session.archive
    let opensShell = options.isInteractive || options.inputs.isEmpty && Terminal.isTerminal(STDIN_FILENO)
    if options.output == nil, opensShell {
      options.console.report(session.store.notes)
      return Shell(runner: runner, options: options).run()
    }
    try answer(with: runner) { (runner) throws(DiagnosticsError) in try runInputs(with: &runner) }
    guard let lists else { return .ok }
    return try lists.finish()
  }

  /// Runs the body with a runner that prints where the options say: a file is there only if the whole body succeeded.
  func answer(
    with runner: StatementRunner, _ body: (inout StatementRunner) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) {
    var runner = runner
    guard let path = options.output else {
      try body(&runner)
      return try runner.printer.endDocument()
    }
    if options.format == nil, !options.isWorkbook {
      try ResultFile.checkEnding(of: path, choice: "`--format`")
    }
    let file = try ResultFile(path, force: options.force, isWorkbook: options.isWorkbook)
    runner.printer = runner.printer.redirected(to: file)
    try body(&runner)
    try runner.printer.endDocument()
    try file.commit()
  }

  private func runInputs(with runner: inout StatementRunner) throws(DiagnosticsError) {
    let inputs = options.inputs.isEmpty ? [.file("-")] : options.inputs
    if options.parameters.isEmpty, lists == nil, options.each == nil {
      for input in inputs { try runner.run(try Self.source(input)) }
      return
    }
    // A parameter may belong to any of the texts, a list stand in any, so all are read first.
    var sources: [SourceText] = []
    for input in inputs { sources.append(try Self.source(input)) }
    let values = try options.each.map { (each) throws(DiagnosticsError) in
      (name: each.name, texts: try Self.values(each, in: runner.session))
    }
    if let values, let first = values.texts.first { runner.session.setParameter(values.name, to: first) }
    try runner.session.checkParameters(for: sources)
    try lists?.check(sources)
    for value in values?.texts ?? [""] {
      if let values { runner.session.setParameter(values.name, to: value) }
      for source in sources { try runner.run(source) }
    }
  }

  /// What `--each name=QUERY` gives the parameter, one after another.
  private static func values(
    _ each: (name: String, query: String), in session: Session
  ) throws(DiagnosticsError) -> [String] {
    let query = try session.query(each.query)
    return try Interruption.during(query) { () throws(DiagnosticsError) in try query.run().texts() }
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
      if let statements = try session.prepare(explaining: source) {
        var runner = StatementRunner(session: session, options: options)
        runner.printer = printer
        for statement in statements { try runner.run(statement) }
        try file?.commit()
        return .ok
      }
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
