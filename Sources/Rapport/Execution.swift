import RapportEngine
import RapportPlan
import RapportStore

/// From a plan to rows: rewrites, then the engine over the store's scans.
struct Execution {
  let database: RapportStore.Store
  let context: ExecutionContext

  /// Plans for what the store can do itself.
  static func planner(for database: RapportStore.Store) -> Planner {
    Planner(statistics: TableStatistics(database))
  }

  /// Runs a plan that a planner made.
  func run(_ plan: Rel) throws -> any BatchStream {
    try Engine(scans: database, context: context).run(plan)
  }
}

/// What the planner may know about the sizes of tables.
final class TableStatistics: StoreStatistics {
  private let database: RapportStore.Store

  init(_ database: RapportStore.Store) { self.database = database }

  var storesPlainDays: Bool { database.isOwn }
  func rows(of table: String) -> Int? { database.estimatedRows(table: table) }
  func days(of column: String, in table: String) -> (first: Day, last: Day)? {
    database.days(of: column, in: table)
  }

  func hasRowNumbers(_ table: String) -> Bool { database.hasRowNumbers(table: table) }
  func indexes(of table: String) -> [TableIndex]? { database.indexes(of: table) }
}
