import Glibc
import Rapport

/// `rapport import ENTITY FILE…`
struct ImportRuns {
  static let program = "rapport \(LibraryVersion.current)"

  let store: QueryOptions
  let entity: String
  let files: [String]
  /// Path of a map.
  let map: String?
  var options: ImportOptions

  func run() -> ExitStatus {
    let console = store.console
    do throws(DiagnosticsError) {
      var options = options
      if let map {
        let text = try SourceText.file(map)
        options.map = (text.name, text.text)
      }
      let opened = try SessionOpening.open(store).store
      let job = ImportJob(opened, into: entity, files: files, options: options)
      Interruption.install()
      let line = ProgressLine()
      let report = try Interruption.during(cancelling: { job.cancel() }) { () throws(DiagnosticsError) in
        defer { line?.erase() }
        return try job.run { progress in line?.update { ProgressBar(progress, elapsed: $0) } }
      }
      return try show(report, console)
    } catch {
      console.report(error)
      return ExitStatus(error.kind)
    }
  }

  // MARK: The report

  private func show(_ report: ImportReport, _ console: Console) throws(DiagnosticsError) -> ExitStatus {
    Self.showFiles(of: report, console)
    if options.isDryRun {
      for difference in report.differences { try Console.print(Self.line(difference)) }
    }
    Self.showProblems(of: report, console)
    if let batch = report.earlierBatch, report.batch != nil || options.isDryRun {
      console.note("the same file was imported before, as batch \(batch)")
    }
    return conclude(report, console)
  }

  /// How each file was read and where its columns went.
  static func showFiles(of report: ImportReport, _ console: Console) {
    if console.errors == .text { for file in report.files { console.write(line(file)) } }
  }

  /// The first rejected rows, and where all of them are.
  static func showProblems(of report: ImportReport, _ console: Console) {
    let diagnostics = report.problems.map(diagnostic)
    if !diagnostics.isEmpty { console.report(DiagnosticsError(.data, diagnostics)) }
    let hidden = report.problemCount - report.problems.count
    if hidden > 0 {
      let place =
        report.rejects.map { "`\($0)` holds all rejected rows" } ?? "`--rejects FILE` writes down all of them"
      console.note("and \(hidden) more \(hidden == 1 ? "problem" : "problems"); \(place)")
    }
    if let path = report.rejects { console.note("rejected rows are in `\(path)`") }
  }

  private func conclude(_ report: ImportReport, _ console: Console) -> ExitStatus {
    let counts =
      "\(report.inserted) inserted, \(report.updated) updated, \(report.unchanged) unchanged, "
      + "\(report.rejected) rejected"
    if options.isDryRun {
      console.note("\(report.entity): would be \(counts); nothing was kept")
      return report.rejected == 0 ? .ok : .data
    }
    if report.rejected > 0, !options.isPartial {
      let rows = report.rows
      console.report(
        DiagnosticsError(
          .data,
          Diagnostic(
            code: "R0817",
            "\(report.rejected) of \(rows) \(rows == 1 ? "row was" : "rows were") rejected; nothing was imported",
            at: nil,
            help: ["correct them and import again, or keep the others with `--partial`"])))
      return .data
    }
    let batch = report.batch.map { "batch \($0)" } ?? "nothing to write"
    console.note("\(report.entity): \(counts) (\(batch))")
    return report.rejected == 0 ? .ok : .data
  }

  private static func line(_ file: ImportedFile) -> String {
    let cells = file.delimiter.map { ", cells separated by \($0)" } ?? ", one JSON object per line"
    let columns = file.columns.enumerated().map { position, column in
      let name = column.name.isEmpty ? "column \(position + 1) without a name" : column.name
      return column.field.map { $0 == name ? $0 : "\(name) → \($0)" } ?? "\(name) left out"
    }
    // Line breaks of a header stay on its line.
    return "rapport: \(terminalText(file.path)): \(file.encoding) (\(file.reason))\(cells)\nrapport:   "
      + terminalText(columns.joined(separator: ", "))
  }

  private static func line(_ difference: ImportDifference) -> String {
    let changes = difference.changes.map { change in
      difference.isInsertion
        ? "\(change.field) \(change.after)" : "\(change.field) \(change.before) → \(change.after)"
    }
    let what = difference.isInsertion ? "insert" : "update \(difference.row)"
    return terminalText(what + ": " + changes.joined(separator: ", ")) + "\n"
  }

  private static func diagnostic(_ problem: ImportProblem) -> Diagnostic {
    let column = problem.column.map { ", column `\($0)`" } ?? ""
    return Diagnostic(
      code: problem.code, "`\(problem.file)` line \(problem.line)\(column): \(problem.message)", at: nil,
      help: problem.help)
  }
}

/// `rapport undo BATCH`
struct UndoRuns {
  let store: QueryOptions
  let batch: Int64
  let isDryRun: Bool

  func run() -> ExitStatus {
    let console = store.console
    do throws(DiagnosticsError) {
      let opened = try SessionOpening.open(store).store
      return try Self.takeBack(batch, in: opened, isDryRun: isDryRun, console)
    } catch {
      console.report(error)
      return ExitStatus(error.kind)
    }
  }

  /// Takes a batch back and says what became of its rows.
  static func takeBack(
    _ batch: Int64, in store: Store, isDryRun: Bool, _ console: Console
  ) throws(DiagnosticsError) -> ExitStatus {
    let report = try store.undo(batch: batch, isDryRun: isDryRun, program: ImportRuns.program)
    for line in report.left { try Console.print(terminalText(line) + "\n") }
    let (removed, restored) = isDryRun ? ("would be removed", "would be restored") : ("removed", "restored")
    console.note(
      "batch \(batch), \(report.entity): \(report.removed) \(removed), \(report.restored) \(restored); "
        + "kept: \(report.changedSince) changed since, \(report.inUse) in use, \(report.failed) failed"
        + (report.undoBatch.map { " (batch \($0))" } ?? ""))
    if report.unverified > 0 {
      console.note(
        "of these, \(report.unverified) were imported by a version that did not record what rows held: "
          + "changes by other programs went unnoticed")
    }
    return report.isComplete ? .ok : .data
  }

  /// What lists all batches.
  static let listing =
    "batches order by id desc select id, kind, rows_of, made, source, inserted, updated, unchanged, rejected, removed, restored"
}

/// `rapport create STORE`
struct CreateRun {
  let store: String
  let console: Console

  func run() -> ExitStatus {
    do throws(DiagnosticsError) {
      try Store.create(store)
      console.note("`\(store)` is an empty store; `rapport import -s \(store) accounts FILE` fills it")
      return .ok
    } catch {
      console.report(error)
      return ExitStatus(error.kind)
    }
  }
}
