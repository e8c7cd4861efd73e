import RapportCatalog
import RapportEngine
import RapportPlan
import RapportStore
import RapportSyntax
import RapportValues
import Synchronization

/// A query that is checked, planned and ready to run, any number of times and on any thread.
public final class Query: Sendable {
  /// The columns of its rows, in order.
  public let columns: [ResultColumn]
  /// How periods were read, one per line: `last 90 days = 2026-04-02 .. 2026-06-30`.
  public let notes: [String]

  /// The file that the statement writes, its parameters filled in (`| to "list.csv"`). `run()` only gives the rows;
  /// `writeFile()` writes them.
  public var target: String? { resolved.presentation.target?.path }
  /// Whether the statement draws its rows (`| chart bar(…)`); `Rows.chart()` does.
  public var isChart: Bool { resolved.presentation.chart != nil }

  /// How `| chart` draws the rows.
  var drawing: Drawing? { resolved.presentation.chart.map { Drawing(plan: $0, source: source) } }

  /// The fields about people that its columns mask, as `contacts.phone`.
  public var maskedFields: [String] {
    columns.filter(\.isMasked).reduce(into: Set<String>()) { $0.formUnion($1.personalFields) }.sorted()
  }

  /// Set where rows show values about people as they are.
  let export: Export?
  let plan: Rel
  let resolved: ResolvedQuery
  let database: RapportStore.Store
  private let settings: ResolverSettings
  private let running = Mutex<[ObjectIdentifier: ExecutionContext]>([:])

  /// The text it was written in, for the places of errors that a run finds.
  let source: SourceText

  init(
    _ resolved: ResolvedQuery, catalog: Catalog, database: RapportStore.Store, settings: ResolverSettings,
    source: SourceText, export: Export? = nil
  ) {
    self.export = export
    self.resolved = resolved
    self.source = source
    self.database = database
    self.settings = settings
    plan = Execution.planner(for: database).plan(resolved.relation)
    var columns = zip(resolved.columns, resolved.headings).map { column, heading in
      ResultColumn(
        name: column.name, type: column.type,
        labels: ColumnLabels(heading: heading, type: column.type, catalog))
    }
    for (position, privacy) in resolved.privacy.enumerated() where columns.indices.contains(position) {
      columns[position].privacy = privacy
      columns[position].isMasked = privacy != nil && export == nil
    }
    self.columns = columns
    notes = resolved.periods.map { "\($0.text) = \($0.period)" }
  }

  /// Starts a run; rows come as they are asked for.
  ///
  /// - Parameter onOwnThread: they are computed on a thread of its own, so that `cancel()` lets whoever waits for them
  ///   go on within some milliseconds, while that thread still gives back its memory.
  public func run(onOwnThread: Bool = false) throws(DiagnosticsError) -> Rows {
    try run(collectingStatistics: false, onOwnThread: onOwnThread).rows
  }

  func run(
    collectingStatistics: Bool, onOwnThread: Bool = false
  ) throws(DiagnosticsError) -> (rows: Rows, context: ExecutionContext) {
    // Threads cost a second connection to the store, which a plan without parts to divide has no use for.
    let context = ExecutionContext(
      threads: plan.hasDivisibleSource ? Machine.processors : 1, weekStart: settings.weekStart,
      collectsStatistics: collectingStatistics)
    running.withLock { $0[ObjectIdentifier(context)] = context }
    let stream = try wrapping { try Execution(database: database, context: context).run(plan) }
    let source: any BatchSource =
      onOwnThread
      ? QueryThread(stream, of: self, context: context) : RunningQuery(stream, of: self, context: context)
    return (Rows(source, columns: columns, drawing: drawing, export: export), context)
  }

  /// Runs a part of the query; its errors are told with their place in the text.
  func wrapping<Result>(_ body: () throws -> Result) throws(DiagnosticsError) -> Result {
    do {
      return try body()
    } catch let error as EvaluationError {
      throw Failure.describe(error, in: source, at: error.expression.flatMap(place))
    } catch {
      throw Failure.describe(error)
    }
  }

  /// Where the text asks for a value: for the value itself, or else for a part of it.
  private func place(of expression: Expr) -> SourceSpan? {
    if let span = resolved.places[expression] { return span }
    var found: SourceSpan?
    expression.walk { part in if found == nil { found = resolved.places[part] } }
    return found
  }

  /// Stops all runs of this query, which then throw an error of kind `interrupted`. May be called from any thread.
  public func cancel() {
    for context in contexts { context.cancel() }
  }

  /// Of the runs that are not over.
  var contexts: [ExecutionContext] { running.withLock { Array($0.values) } }

  /// Settings that are not the usual ones and change what periods mean.
  var settingsNotes: [String] {
    var lines: [String] = []
    if settings.weekStart != 1 { lines.append("weeks start on day \(settings.weekStart), where 1 is Monday") }
    if settings.fiscalStartMonth != 1 {
      lines.append("fiscal years start in month \(settings.fiscalStartMonth)")
    }
    return lines
  }

  /// A run is over.
  func forget(_ context: ExecutionContext) {
    running.withLock { $0[ObjectIdentifier(context)] = nil }
  }
}
