import Glibc
import Rapport

/// Shows what a change does, and makes it once it is confirmed.
struct ChangeRunner {
  let console: Console
  /// `--yes`
  var isConfirmed = false
  /// Nothing is asked and nothing changes.
  var isDryRun = false

  func run(_ change: Change) throws(DiagnosticsError) {
    if let source = change.source { console.note("\(change.entity): \(source)") }
    let isApplied = isConfirmed && !isDryRun
    let report = try interruptible(change) { () throws(DiagnosticsError) in
      isApplied ? try change.apply() : try change.preview()
    }
    show(report)
    if report.changed == 0 {
      return console.note("\(report.entity): nothing to change\(Self.unchanged(report))")
    }
    if isApplied { return conclude(report) }
    if isDryRun {
      return console.note("\(report.entity): would be \(Self.counts(report)); nothing was changed")
    }
    guard try isAgreed(report) else { return console.note("nothing was changed") }
    conclude(
      try interruptible(change) { () throws(DiagnosticsError) in try change.apply(expecting: report) })
  }

  private func interruptible<Result>(
    _ change: Change, _ body: () throws(DiagnosticsError) -> Result
  ) throws(DiagnosticsError) -> Result {
    try Interruption.during(cancelling: { change.cancel() }, body)
  }

  private func conclude(_ report: ChangeReport) {
    let batch = report.batch.map { " (batch \($0))" } ?? ""
    console.note("\(report.entity): \(Self.counts(report))\(batch)")
  }

  // MARK: - What changes

  private func show(_ report: ChangeReport) {
    var lines = ""
    if report.values.isEmpty {
      for row in report.rows { lines += terminalText(Self.line(row, report.kind)) + "\n" }
    } else {
      for value in report.values {
        let rows = value.rows == 1 ? "1 row" : "\(value.rows) rows"
        lines += terminalText("set \(value.field) \(value.before) → \(value.after): \(rows)") + "\n"
      }
    }
    // What is about to happen is no result.
    if !lines.isEmpty, console.errors == .text { console.write(lines) }
    let rest = report.changed - report.rows.count
    if report.values.isEmpty, rest > 0 { console.note("and \(rest) more \(rest == 1 ? "row" : "rows")") }
  }

  private static func line(_ row: ChangedRow, _ kind: ChangeKind) -> String {
    switch kind {
    case .delete: "delete \(row.row)"
    case .set:
      "set \(row.row): "
        + row.changes.map { "\($0.field) \($0.before) → \($0.after)" }.joined(separator: ", ")
    case .add: "add " + row.changes.map { "\($0.field) \($0.after)" }.joined(separator: ", ")
    }
  }

  private static func counts(_ report: ChangeReport) -> String {
    let verb =
      switch report.kind {
      case .set: "updated"
      case .delete: "deleted"
      case .add: "added"
      }
    return "\(report.changed) \(verb)" + (report.kind == .set ? ", \(report.unchanged) unchanged" : "")
  }

  private static func unchanged(_ report: ChangeReport) -> String {
    report.unchanged == 0 ? "" : ", \(report.unchanged) unchanged"
  }

  // MARK: - Asking

  /// A person at a terminal says yes or no; nobody else is asked.
  private func isAgreed(_ report: ChangeReport) throws(DiagnosticsError) -> Bool {
    guard Terminal.isTerminal(STDIN_FILENO), Terminal.isTerminal(STDERR_FILENO) else {
      throw DiagnosticsError(
        .denied,
        Diagnostic(
          code: "R0825", "\(report.entity): would be \(Self.counts(report)); nothing was changed", at: nil,
          help: ["`--yes` changes them; on a terminal you are asked"]))
    }
    Console.write("rapport: \(report.entity): \(Self.counts(report))? (y/n) ", to: STDERR_FILENO)
    let answer = readLine()?.lowercased() ?? ""
    return !Interruption.isPending && ["y", "yes", "是"].contains(answer)
  }
}

/// `rapport regrade [ENTITY…]`
struct RegradeRun {
  let options: QueryOptions
  let entities: [String]
  let isDryRun: Bool

  func run() -> ExitStatus {
    Interruption.install()
    let console = options.console
    do throws(DiagnosticsError) {
      let session = try SessionOpening.open(options)
      let changes = try session.regrade(entities)
      if changes.isEmpty { console.note("no rule sets a field here") }
      let runner = ChangeRunner(console: console, isConfirmed: options.isConfirmed, isDryRun: isDryRun)
      for change in changes { try runner.run(change) }
      return .ok
    } catch {
      console.report(error)
      return ExitStatus(error.kind)
    }
  }
}
