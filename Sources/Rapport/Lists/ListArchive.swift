import RapportCatalog
import RapportStore
import RapportSyntax
import RapportValues
import Synchronization

/// Where runs of recurring lists are kept: a Rapport store. Somebody else's database is never written, so its lists are
/// kept in a store beside it.
///
/// Used by any threads and processes; what is kept together is there together or not at all.
public final class ListArchive: Sendable {
  public let path: String
  private let database: Mutex<RapportStore.Store?>

  /// The store itself, which must be a Rapport store.
  public init(_ store: Store) {
    path = store.path
    database = Mutex(store.isOwn ? store.database : nil)
  }

  /// A store at a path; it is made when something is kept for the first time.
  public init(path: String) {
    self.path = path
    database = Mutex(nil)
  }

  /// The store, for questions about `kept_lists` and `kept_runs`; nil while nothing has been kept.
  public func store() throws(DiagnosticsError) -> Store? {
    try Failure.wrapping { try opened() == nil ? nil : Store(path, catalog: .standard) }
  }

  // MARK: - Comparing and keeping

  /// Finds what changed since the last run that was kept of the same list, with the same definition and parameters,
  /// and that does not answer for a later day.
  public func compare(_ run: ListRun) throws(DiagnosticsError) -> ListComparison {
    try Failure.wrapping {
      try opened()?.readKept { try ListComparison(run, in: $0) } ?? ListComparison(first: run)
    }
  }

  /// Keeps runs, all of them or, after an error, none.
  ///
  /// - Parameters:
  ///   - runs: each with what it was compared with, if that was shown to somebody: a run that another process has kept
  ///     meanwhile is an error then (R0517), since its changes would be told twice and later ones not at all.
  ///   - program: recorded with the runs.
  public func keep(
    _ runs: [(run: ListRun, comparison: ListComparison?)], program: String = "Rapport"
  ) throws(DiagnosticsError) {
    var entries: [(entry: ExportEntry, rows: Int)] = []
    for (run, _) in runs {
      if let export = run.list.query.export { entries.append((try export.begin(), run.count)) }
    }
    defer { for (entry, rows) in entries { entry.finish(rows: rows) } }
    try Failure.wrapping {
      try writable().writeKept { kept in
        for (run, shown) in runs {
          let comparison = try ListComparison(run, in: kept)
          if let shown, shown.previous != comparison.previous { throw Self.overtaken(run.list) }
          _ = try kept.add(
            to: try kept.list(run.list.identity), day: run.list.day, program: program, changes: comparison.changes,
            columns: run.keptColumns, rows: run.rows)
        }
      }
    }
  }

  private static func overtaken(_ list: RecurringList) -> DiagnosticsError {
    DiagnosticsError(
      .data,
      Diagnostic(
        code: "R0517", "another run of `\(list.title)` was kept while this one was compared; this one was not kept",
        at: nil, help: ["run it again"]))
  }

  // MARK: - Looking back and removing

  /// Removes the oldest runs of a list, of each definition and set of parameters, and leaves `count` of each.
  ///
  /// - Parameter isDryRun: only counts.
  /// - Returns: how many runs were removed and how many are left.
  public func prune(
    _ title: String, keeping count: Int, isDryRun: Bool = false
  ) throws(DiagnosticsError) -> (removed: Int, left: Int) {
    try Failure.wrapping {
      guard let store = try opened() else { throw Self.unknown(title, among: []) }
      if isDryRun {
        return try store.readKept { kept in try Self.prune(title, keeping: count, in: kept) { _, _ in } }
      }
      return try store.writeKept { kept in try Self.prune(title, keeping: count, in: kept, kept.remove) }
    }
  }

  private static func prune(
    _ title: String, keeping count: Int, in kept: KeptRuns,
    _ remove: (_ run: Int64, _ list: Int64) throws -> Void
  ) throws -> (removed: Int, left: Int) {
    let lists = try kept.lists(named: title)
    if lists.isEmpty { throw unknown(title, among: try kept.lists()) }
    var (removed, left) = (0, 0)
    for list in lists {
      let runs = try kept.runNumbers(of: list.id)
      let old = runs.dropFirst(max(0, count))
      for run in old { try remove(run, list.id) }
      removed += old.count
      left += runs.count - old.count
    }
    return (removed, left)
  }

  /// The titles of the lists of which runs have been kept, in alphabetical order.
  public func titles() throws(DiagnosticsError) -> [String] {
    try Failure.wrapping { try opened()?.readKept { try $0.names() } ?? [] }
  }

  /// Fails, naming those that are there, unless a run of this list has been kept.
  public func checkIsKept(_ title: String) throws(DiagnosticsError) {
    try Failure.wrapping {
      let lists = try opened()?.readKept { try $0.lists() } ?? []
      if !lists.contains(where: { $0.identity.name == title }) { throw Self.unknown(title, among: lists) }
    }
  }

  static func unknown(_ title: String, among lists: [KeptList]) -> DiagnosticsError {
    var names: [String] = []
    for list in lists where !names.contains(list.identity.name) { names.append(list.identity.name) }
    let near = Suggestions.closest(to: title, in: names).map { "did you mean `\($0)`?" }
    let known = "kept lists: " + names.map { "`\($0)`" }.joined(separator: ", ")
    return DiagnosticsError(
      .data,
      Diagnostic(
        code: "R0515", "no run of a list `\(title)` has been kept", at: nil,
        help: near.map { [$0] } ?? (names.isEmpty ? ["`rapport run FILE --keep` keeps one"] : [known])))
  }

  // MARK: - Opening

  /// The store, if it is there.
  func opened() throws -> RapportStore.Store? {
    if let known = database.withLock({ $0 }) { return known }
    guard ArchiveFile.exists(path) else { return nil }
    let catalog = try CatalogDefinition(includesStandard: true).catalog()
    let opened = try RapportStore.Store.openOwn(path, catalog: catalog, schema: .current, checksCatalog: false)
    database.withLock { $0 = opened }
    return opened
  }

  func writable() throws -> RapportStore.Store {
    if let known = try opened() { return known }
    try ArchiveFile.make(path)
    guard let made = try opened() else { 
      throw StoreError(
        .noFile, "`\(path)` was made and is gone again",
        help: ["see what removes files there, or choose another place"])
    }
    return made
  }
}

extension ListRun {
  fileprivate var keptColumns: [KeptColumn] {
    list.query.columns.enumerated().map { position, column in
      KeptColumn(
        name: column.name, type: KeptType(column.type), isKey: list.keyPositions.contains(position),
        isShown: position < list.shownCount, privacy: column.kept)
    }
  }
}

extension ResultColumn {
  /// What a kept run remembers of its values: masks tell nothing any more.
  var kept: Privacy? { isMasked ? nil : privacy }
}
