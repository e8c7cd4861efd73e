import Rapport

/// What `rapport run` is asked to do with lists.
struct ListOptions {
  /// Only these; all if empty.
  var titles: [String] = []
  var keeps = false
  var compares = false
  /// Changes have an exit code of their own.
  var tellsChanges = false
}

/// Lists on their way through `rapport run`: each is printed or compared when its statement is reached, and all are
/// kept together once everything is printed.
final class ListWork {
  private let options: ListOptions
  private let console: Console
  var archive: ListArchive?
  private var finished: [(run: ListRun, comparison: ListComparison?)] = []
  private var isIncomparable = false
  private var isDifferent = false

  init(_ options: ListOptions, console: Console) {
    self.options = options
    self.console = console
  }

  /// Queries without a name have no key to be compared by.
  var printsQueries: Bool { options.titles.isEmpty && !options.compares }

  /// Changes are asked for instead of rows.
  var compares: Bool { options.compares }

  func wants(_ list: RecurringList) -> Bool { options.titles.isEmpty || options.titles.contains(where: list.heading.isCalled) }

  // MARK: - Before

  /// Refuses lists that the texts do not declare, and keeping or comparing where there is none.
  func check(_ sources: [SourceText]) throws(DiagnosticsError) {
    let declared = sources.flatMap(\.listTitles)
    let titles = declared.map(\.text)
    let known = titles.isEmpty ? "the script declares no list" : "lists: " + titles.joined(separator: ", ")
    let unknown = options.titles.filter { title in !declared.contains { $0.isCalled(title) } }
    if !unknown.isEmpty {
      throw DiagnosticsError(
        .usage, unknown.map { Diagnostic(code: "R0703", "there is no list `\($0)`", at: nil, help: [known]) })
    }
    if titles.isEmpty, options.keeps || options.compares {
      throw Self.usage("there is no list to keep or compare", help: ["declare one: `list \"name\" by key = …`"])
    }
    if options.keeps || options.compares, let twice = titles.first(where: { title in titles.count { $0 == title } > 1 }) {
      throw Self.usage("the list `\(twice)` is declared in two of the files", help: ["run them one by one"])
    }
    if options.keeps || options.compares, archive == nil { throw Self.noPlace }
  }

  /// Somebody else's database, and no folder of one's own to keep anything in.
  static var noPlace: DiagnosticsError {
    usage("no place is known to keep lists", help: ["name one: `--keep-in FILE`", "or set HOME or XDG_STATE_HOME"])
  }

  private static func usage(_ message: String, help: [String]) -> DiagnosticsError {
    DiagnosticsError(.usage, Diagnostic(code: "R0703", message, at: nil, help: help))
  }

  // MARK: - One list

  /// What is to be printed of a run: its rows, or how they differ from the last kept ones.
  func rows(of run: ListRun, forPeople: Bool) throws(DiagnosticsError) -> Rows? {
    guard options.compares, let archive else {
      finished.append((run, nil))
      return run.shownRows()
    }
    let comparison = try archive.compare(run)
    finished.append((run, comparison))
    tell(comparison, run)
    // A person is not shown that there is nothing to see.
    if forPeople, comparison.difference?.isEmpty ?? true { return nil }
    return comparison.rows(forPeople ? .merged : .typed)
  }

  private func tell(_ comparison: ListComparison, _ run: ListRun) {
    guard let difference = comparison.difference else {
      isIncomparable = true
      guard var reason = comparison.reason else { return }
      if options.keeps { reason.help = [] }
      return console.report([reason])
    }
    if !difference.isEmpty { isDifferent = true }
    let counts = "\(difference.entered) entered, \(difference.left) left, \(difference.changed) changed"
    let changes = difference.isEmpty ? "unchanged" : counts
    console.note("`\(run.list.title)`: \(changes) since \(difference.since); \(Self.rows(run.count))")
  }

  private static func rows(_ count: Int) -> String { "\(count) \(count == 1 ? "row" : "rows")" }

  // MARK: - After

  /// Keeps the runs. Only now: what could not be shown must be among the changes of the next run.
  func finish() throws(DiagnosticsError) -> ExitStatus {
    if options.keeps, !finished.isEmpty {
      guard let archive else { throw Self.noPlace }
      try archive.keep(finished, program: ImportRuns.program)
      for (run, _) in finished {
        console.note("kept `\(run.list.title)` for \(run.list.day): \(Self.rows(run.count)), in `\(archive.path)`")
      }
    }
    if isIncomparable { return .incomparable }
    return isDifferent && options.tellsChanges ? .different : .ok
  }

  /// After an error nothing is kept, which a caller must see even where the error itself is none.
  func status(after error: DiagnosticsError) -> ExitStatus {
    guard options.keeps else { return ExitStatus(error.kind) }
    console.note("nothing was kept")
    return error.kind == .outputClosed ? .data : ExitStatus(error.kind)
  }
}
