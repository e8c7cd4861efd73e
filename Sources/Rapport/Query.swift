import RapportEngine
import RapportPlan
import RapportStore
import RapportValues
import Synchronization

/// A query that is checked, planned and ready to run, any number of times and on any thread.
public final class Query: Sendable {
  /// The columns of its rows, in order.
  public let columns: [ResultColumn]
  /// How periods were read, one per line: `last 90 days = 2026-04-02 .. 2026-06-30`.
  public let notes: [String]

  let plan: Rel
  let resolved: ResolvedQuery
  let database: RapportStore.Store
  private let settings: ResolverSettings
  private let running = Mutex<[ObjectIdentifier: ExecutionContext]>([:])

  init(_ resolved: ResolvedQuery, database: RapportStore.Store, settings: ResolverSettings) {
    self.resolved = resolved
    self.database = database
    self.settings = settings
    plan = Execution.planner(for: database).plan(resolved.relation)
    columns = resolved.columns.map { ResultColumn(name: $0.name, type: $0.type) }
    notes = resolved.periods.map { "\($0.text) = \($0.period)" }
  }

  /// Starts a run; rows come as they are asked for.
  public func run() throws(DiagnosticsError) -> Rows {
    try run(collectingStatistics: false).rows
  }

  func run(
    collectingStatistics: Bool
  ) throws(DiagnosticsError) -> (rows: Rows, context: ExecutionContext) {
    let context = ExecutionContext(
      threads: Machine.processors, weekStart: settings.weekStart, collectsStatistics: collectingStatistics)
    running.withLock { $0[ObjectIdentifier(context)] = context }
    let stream = try Failure.wrapping {
      try Execution(database: database, context: context).run(plan)
    }
    return (Rows(stream, of: self, context: context), context)
  }

  /// Stops all runs of this query, which then throw an error of kind `interrupted`. May be called from any thread.
  public func cancel() {
    let contexts = running.withLock { Array($0.values) }
    for context in contexts { context.cancel() }
  }

  /// Settings that are not the usual ones and change what periods mean.
  var settingsNotes: [String] {
    var lines: [String] = []
    if settings.weekStart != 1 { lines.append("week starts on day \(settings.weekStart) (1 = Monday)") }
    if settings.fiscalStartMonth != 1 { lines.append("fiscal year starts in month \(settings.fiscalStartMonth)") }
    return lines
  }

  /// A run is over.
  func forget(_ context: ExecutionContext) {
    running.withLock { $0[ObjectIdentifier(context)] = nil }
  }
}
