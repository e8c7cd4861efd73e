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
  /// Somebody was told what masks are.
  private var knowsMasks = false
  /// `| to` may replace a file that is there.
  var replacesFiles = false
  /// How a person lets it.
  var replacingPermission = OutputFile.usualPermission
  /// Changes of data are made without asking.
  var isConfirmed = false
  /// What `rapport run` does with lists besides printing them.
  var lists: ListWork?

  init(session: Session, options: QueryOptions) {
    self.session = session
    printer = ResultPrinter(options)
    console = options.console
    timer = options.timer
    replacesFiles = options.force
    isConfirmed = options.isConfirmed
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
    for path in statements.compactMap(\.target) {
      try OutputFile.check(path, force: replacesFiles, permission: replacingPermission)
    }
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

  mutating func run(_ statement: PreparedStatement) throws(DiagnosticsError) {
    console.report(statement.warnings, in: statement.source)
    switch statement.action {
    case .query where lists?.printsQueries == false: break
    case .change where lists?.printsQueries == false: break
    case .change(let change): try ChangeRunner(console: console, isConfirmed: isConfirmed).run(change)
    case .query(let query):
      // There is a prompt to come back to.
      let hasPrompt = keepsResults
      let result = LastResult(query: query) { (_) throws(DiagnosticsError) in
        try query.run(onOwnThread: hasPrompt)
      }
      try answer(result, to: query.target)
    case .list(let list) where lists?.wants(list) == false: break
    // Changes are printed; a file with the name of the list is expected to hold the list.
    case .list(let list): try answer(result(of: list), to: lists?.compares == true ? nil : list.query.target)
    case .report(let title): try printer.begin(title)
    case .explanation(let query): try printer.print(query.explanation())
    case .rule(let rule): try printer.print(rule.explained(in: printer.language))
    case .value(let value):
      let isOnlyShown = printer.isTerminal
      try printer.print(
        try Interruption.during(value.query) { () throws(DiagnosticsError) in
          try value.explain(in: printer.language, isOnlyShown: isOnlyShown)
        })
    case .assertion(let assertion):
      try Interruption.during(assertion.query) { () throws(DiagnosticsError) in try assertion.check() }
    case .planning(let planning): try plan(planning)
    case .planned(let question):
      let session = session
      try printer.print(
        try Interruption.during(question.rows) { () throws(DiagnosticsError) in try question.explain(in: session) })
    case .declaration: break
    }
  }

  /// Looks for a plan, keeps it, and lists its visits.
  private mutating func plan(_ planning: VisitPlanning) throws(DiagnosticsError) {
    let progress = ProgressWatch { ProgressBar(planning.progress, elapsed: $0) }
    let summary = try Interruption.during(cancelling: { planning.cancel() }) { () throws(DiagnosticsError) in
      defer { progress?.stop() }
      return try planning.run(program: ImportRuns.program)
    }
    console.note(summary.description)
    for note in summary.notes { console.note(note) }
    if summary.isInterrupted {
      throw DiagnosticsError(
        .interrupted,
        Diagnostic(
          code: "R0502", "interrupted; the best plan so far is kept as draft \(summary.number)", at: nil,
          help: ["`planned_visits` are its visits; `rapport plan undo` takes it back"]))
    }
    let visits = planning.visits
    let hasPrompt = keepsResults
    let result = LastResult(query: visits) { (_) throws(DiagnosticsError) in try visits.run(onOwnThread: hasPrompt) }
    try answer(result, to: visits.target)
  }

  /// What is shown of a list: its rows, or what `lists` makes of them.
  private func result(of list: RecurringList) -> LastResult {
    let (lists, isForPeople) = (lists, printer.isForPeople)
    return LastResult(query: list.query, title: list.heading) { (isComputed) throws(DiagnosticsError) in
      let run = try list.run()
      isComputed()
      guard let lists else { return run.shownRows() }
      return try lists.rows(of: run, forPeople: isForPeople)
    }
  }

  /// - Parameter path: the file that the statement names with `| to`.
  private mutating func answer(_ result: LastResult, to path: String?) throws(DiagnosticsError) {
    if let path { return try write(result, to: path) }
    let isKept = keepsResults
    if isKept { last = result }
    try show(result) { (isComputed) throws(DiagnosticsError) in
      let rows = try result.run(isComputed)
      if isKept { rows?.keep(atMost: LastResult.mostCells) }
      return rows
    }
  }

  /// Shows the last result again; what was too large to be kept is asked again.
  mutating func showAgain(_ last: LastResult) throws(DiagnosticsError) {
    try show(last) { (isComputed) throws(DiagnosticsError) in
      if let kept = last.kept { return kept.rows() }
      return try last.run(isComputed)
    }
  }

  private mutating func show(
    _ result: LastResult, rows: LastResult.Run
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
      guard let rows = try rows({ progress?.stop() }) else { return nil as PrintedResult? }
      let printed = try printer.print(rows, title: result.title) { progress?.stop() }
      result.kept = rows.kept
      return printed
    }
    progress?.stop()
    guard let printed else { return }
    if footer || timer { printFooter(printed.rows, clock.now - start - printed.waited) }
    hintAtMasks(of: query)
    if showsNotes { for note in query.notes { console.comment("  \(note)") } }
  }

  /// `| to "file.csv"`: the file appears when all of the result is in it.
  private func write(_ result: LastResult, to path: String) throws(DiagnosticsError) {
    let file = try ResultFile(path, force: replacesFiles)
    let progress = ProgressWatch(of: result.query)
    defer { progress?.stop() }
    let printed = try Interruption.during(result.query) { () throws(DiagnosticsError) in
      var printer = printer.writing(file)
      guard let rows = try result.run({ progress?.stop() }) else { return nil as PrintedResult? }
      return try printer.print(rows, title: result.title)
    }
    try file.commit()
    progress?.stop()
    let count = printed?.rows ?? 0
    console.note("wrote \(count) \(count == 1 ? "row" : "rows") to `\(path)`")
  }

  /// Says once what stars mean to a person who has not seen them yet.
  private mutating func hintAtMasks(of query: Query) {
    guard keepsResults, printer.isTerminal, !knowsMasks else { return }
    let fields = query.maskedFields
    if fields.isEmpty { return }
    knowsMasks = true
    console.comment("masked: \(fields.joined(separator: ", ")); `.reveal on` shows it")
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
    runner.isConfirmed = isConfirmed
    runner.replacingPermission = replacingPermission
    return runner
  }

  private init(session: Session, printer: ResultPrinter, console: Console) {
    self.session = session
    self.printer = printer
    self.console = console
  }
}
