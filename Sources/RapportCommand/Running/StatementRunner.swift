import Rapport

/// Runs prepared statements and prints what they give.
struct StatementRunner {
  let session: Session
  var printer: ResultPrinter
  var console: Console
  var timer = false
  /// A line with the number of rows after each result.
  var footer = false
  /// Resolved periods and other notes in the footer.
  var showsNotes = false
  /// Rows of the last result are kept, to be shown again.
  var keepsResults = false
  private(set) var last: LastResult?
  /// `| to` may replace a file that is there.
  var replacesFiles = false

  init(session: Session, options: QueryOptions) {
    self.session = session
    printer = ResultPrinter(options)
    console = options.console
    timer = options.timer
    replacesFiles = options.force
    footer = printer.isTerminal
  }

  /// Checks the whole text, then runs it. Failed assertions do not stop it; they are thrown as one at the end.
  /// Gives whether the text was one query, which the next line may refine.
  @discardableResult
  mutating func run(_ source: SourceText) throws(DiagnosticsError) -> Bool {
    let clock = ContinuousClock()
    let start = clock.now
    let cancellation = Cancellation()
    let statements = try Interruption.during(cancelling: { cancellation.cancel() }) { () throws(DiagnosticsError) in
      try session.prepare(source, cancellation: cancellation)
    }
    if timer { console.write("prepare \(Self.milliseconds(clock.now - start)) ms") }
    // Before anything runs: a script does not stop half way because of a file that is there.
    for path in statements.compactMap(\.target) { try OutputFile.check(path, force: replacesFiles) }
    var failed: DiagnosticsError?
    for statement in statements {
      do throws(DiagnosticsError) {
        try run(statement)
      } catch {
        guard error.kind == .assertion else { throw error }
        failed = combine(failed, error)
      }
    }
    if let failed { throw failed }
    guard statements.count == 1, case .query = statements[0].action else { return false }
    return true
  }

  private func combine(_ earlier: DiagnosticsError?, _ error: DiagnosticsError) -> DiagnosticsError {
    guard var all = earlier else { return error }
    all.diagnostics += error.diagnostics
    return all
  }

  private mutating func run(_ statement: PreparedStatement) throws(DiagnosticsError) {
    console.report(statement.warnings, in: statement.source)
    switch statement.action {
    case .query(let query): try answer(query, title: nil)
    case .list(let title, let query): try answer(query, title: title)
    case .explanation(let query): try printer.print(query.explanation())
    case .assertion(let assertion):
      try Interruption.during(assertion.query) { () throws(DiagnosticsError) in try assertion.check() }
    case .declaration: break
    }
  }

  private mutating func answer(_ query: Query, title: String?) throws(DiagnosticsError) {
    if let path = query.target { return try write(query, title: title, to: path) }
    let result = LastResult(query: query, title: title)
    let isKept = keepsResults
    if isKept { last = result }
    try show(result) { () throws(DiagnosticsError) in
      let rows = try query.run()
      if isKept { rows.keep(atMost: LastResult.mostCells) }
      return rows
    }
  }

  /// Shows the last result again; what was too large to be kept is asked again.
  mutating func showAgain(_ last: LastResult) throws(DiagnosticsError) {
    try show(last) { () throws(DiagnosticsError) in
      if let kept = last.kept { return kept.rows() }
      return try last.query.run()
    }
  }

  private mutating func show(
    _ result: LastResult, rows: () throws(DiagnosticsError) -> Rows
  ) throws(DiagnosticsError) {
    let query = result.query
    let clock = ContinuousClock()
    let start = clock.now
    // A copy, because a closure may not capture a mutating self.
    var printer = printer
    defer { self.printer = printer }
    let progress = ProgressWatch(of: query)
    defer { progress?.stop() }
    let printed = try Interruption.during(query) { () throws(DiagnosticsError) in
      let rows = try rows()
      let printed = try printer.print(rows, title: result.title) { progress?.stop() }
      result.kept = rows.kept
      return printed
    }
    progress?.stop()
    guard let printed else { return }
    if footer || timer { printFooter(printed.rows, clock.now - start - printed.waited) }
    if showsNotes { for note in query.notes { console.comment("  \(note)") } }
  }

  /// `| to "file.csv"`: the file appears when all of the result is in it.
  private func write(_ query: Query, title: String?, to path: String) throws(DiagnosticsError) {
    let file = try ResultFile(path, force: replacesFiles, isWorkbook: ResultFile.isWorkbook(path))
    let progress = ProgressWatch(of: query)
    defer { progress?.stop() }
    let printed = try Interruption.during(query) { () throws(DiagnosticsError) in
      var printer = printer.writing(file)
      return try printer.print(try query.run(), title: title)
    }
    try file.commit()
    progress?.stop()
    let count = printed?.rows ?? 0
    console.note("wrote \(count) \(count == 1 ? "row" : "rows") to `\(path)`")
  }

  private func printFooter(_ count: Int, _ time: Duration) {
    let rows = count == 1 ? "1 row" : "\(count) rows"
    let place = printer.file.map { " into \($0.path)" } ?? ""
    console.comment("\(rows) (\(Self.milliseconds(time)) ms)\(place)")
  }

  /// Milliseconds with three significant digits or so.
  static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let micros = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    if micros >= 100_000 { return "\((micros + 500) / 1_000)" }
    let tenths = (micros + 50) / 100
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension StatementRunner {
  /// The same presentation over another session.
  func moved(to session: Session) -> StatementRunner {
    var runner = StatementRunner(session: session, printer: printer, console: console)
    runner.timer = timer
    runner.footer = footer
    runner.showsNotes = showsNotes
    runner.keepsResults = keepsResults
    runner.replacesFiles = replacesFiles
    return runner
  }

  private init(session: Session, printer: ResultPrinter, console: Console) {
    self.session = session
    self.printer = printer
    self.console = console
  }
}
