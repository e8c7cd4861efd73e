import RapportCatalog
public import RapportChanges
import RapportPlan
import RapportStore
import RapportValues
import Synchronization

/// A statement that changes data, checked and ready: `… | set`, `… | delete`, `add …`, `log …`, or the rules of a
/// `regrade`.
///
/// The rows that change are exactly those the query lists. Everything is written in one transaction, as one batch that
/// `Store.undo` takes back: after an error, or when the process ends at any moment, the store is as it was.
public final class Change: Sendable {
  private let request: ChangeRequest
  private let queries: [Query]
  private let database: RapportStore.Store
  private let isCancelled = Atomic<Bool>(false)

  public var kind: ChangeKind { request.kind }
  /// Whose rows change.
  public var entity: String { request.entity.name }
  /// The rules behind it, with their versions; nil for a statement.
  public var source: String? { request.source }

  init(
    _ resolved: ResolvedChange, _ query: Query, statement: String, settings: Settings,
    _ database: RapportStore.Store
  ) {
    var request = ChangeRequest(
      kind: resolved.kind == .delete ? .delete : .set, entity: resolved.entity, fields: resolved.fields,
      query: statement, day: settings.resolved.today,
      program: Change.program)
    request.revealsPersonal = settings.personalData.isRevealed
    if !resolved.rules.isEmpty {
      request.keepsUnknown = true
      request.source = resolved.rules.map { "rule \($0.name) version \($0.version)" }.joined(separator: ", ")
    }
    self.request = request
    queries = [query]
    self.database = database
  }

  init(
    _ resolved: ResolvedAddition, _ queries: [Query], statement: String, settings: Settings,
    _ database: RapportStore.Store
  ) {
    var request = ChangeRequest(
      kind: .add, entity: resolved.entity, fields: [], query: statement, day: settings.resolved.today,
      program: Change.program)
    request.revealsPersonal = settings.personalData.isRevealed
    request.newRows = resolved.rows.map(\.fields)
    request.completesPerson = resolved.completesPerson
    self.request = request
    self.queries = queries
    self.database = database
  }

  private static var program: String { "rapport \(LibraryVersion.current)" }

  /// Tries the change and keeps nothing of it.
  ///
  /// - Throws: `DiagnosticsError` of kind `data` for rows that cannot be as asked for, all together.
  public func preview() throws(DiagnosticsError) -> ChangeReport { try run(isDryRun: true, nil) }

  /// Changes the rows.
  ///
  /// - Parameter expected: what `preview` gave. If the same statement would do something else by now, because somebody
  ///   else has written meanwhile, nothing is changed and an error of kind `data` thrown.
  public func apply(expecting expected: ChangeReport? = nil) throws(DiagnosticsError) -> ChangeReport {
    try run(isDryRun: false, expected)
  }

  /// Stops a run that is not complete yet, from any thread; nothing is changed.
  public func cancel() {
    isCancelled.store(true, ordering: .relaxed)
    for query in queries { query.cancel() }
  }

  private func run(isDryRun: Bool, _ expected: ChangeReport?) throws(DiagnosticsError) -> ChangeReport {
    isCancelled.store(false, ordering: .relaxed)
    let isCancelled = { self.isCancelled.load(ordering: .relaxed) }
    return try Failure.wrapping {
      try ChangeRun.run(request, in: database, isDryRun: isDryRun, expected: expected, isCancelled: isCancelled) {
        try queries.map { query in
          let rows = try query.run()
          var batches: [Batch] = []
          while let batch = try rows.next() { batches.append(batch) }
          return batches
        }
      }
    }
  }
}
