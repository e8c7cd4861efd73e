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

/// What the planner may know about the sizes of tables; each question goes to the store once.
final class TableStatistics: StoreStatistics {
  private let database: RapportStore.Store
  private var rowCounts: [String: Int?] = [:]
  private var rowNumbers: [String: Bool] = [:]
  private var tableIndexes: [String: [TableIndex]?] = [:]

  init(_ database: RapportStore.Store) { self.database = database }

  var storesPlainDays: Bool { database.isOwn }
  func rows(of table: String) -> Int? {
    if let known = rowCounts[table] { return known }
    let count = database.estimatedRows(table: table)
    rowCounts[table] = .some(count)
    return count
  }
  func days(of column: String, in table: String) -> (first: Day, last: Day)? {
    database.days(of: column, in: table)
  }

  func hasRowNumbers(_ table: String) -> Bool {
    if let known = rowNumbers[table] { return known }
    let answer = database.hasRowNumbers(table: table)
    rowNumbers[table] = answer
    return answer
  }

  func rowNumberColumn(_ table: String) -> String? { database.rowNumberColumn(table: table) }

  func indexes(of table: String) -> [TableIndex]? {
    if let known = tableIndexes[table] { return known }
    let answer = database.indexes(of: table)
    tableIndexes[table] = .some(answer)
    return answer
  }
}
