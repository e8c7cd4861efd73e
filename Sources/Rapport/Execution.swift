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
  private let rowCounts: Memo<String, Int?>
  private let dayRanges: Memo<[String], (first: Day, last: Day)?>
  private let rowNumbers: Memo<String, Bool>
  private let rowNumberColumns: Memo<String, String?>
  private let tableIndexes: Memo<String, [TableIndex]?>

  init(_ database: RapportStore.Store) {
    self.database = database
    rowCounts = Memo { database.estimatedRows(table: $0) }
    dayRanges = Memo { database.days(of: $0[1], in: $0[0]) }
    rowNumbers = Memo { database.hasRowNumbers(table: $0) }
    rowNumberColumns = Memo { database.rowNumberColumn(table: $0) }
    tableIndexes = Memo { database.indexes(of: $0) }
  }

  var storesPlainDays: Bool { database.isOwn }
  func rows(of table: String) -> Int? { rowCounts[table] }
  func days(of column: String, in table: String) -> (first: Day, last: Day)? {
    let isIndexed = indexes(of: table)?.contains { !$0.isPartial && $0.columns.first == column }
    return isIndexed == true ? dayRanges[[table, column]] : nil
  }
  func hasRowNumbers(_ table: String) -> Bool { rowNumbers[table] }
  func rowNumberColumn(_ table: String) -> String? { rowNumberColumns[table] }
  func indexes(of table: String) -> [TableIndex]? { tableIndexes[table] }
}

/// Answers that are worked out once.
private final class Memo<Question: Hashable, Answer> {
  private let answer: (Question) -> Answer
  private var known: [Question: Answer] = [:]

  init(_ answer: @escaping (Question) -> Answer) { self.answer = answer }

  subscript(question: Question) -> Answer {
    if let known = known[question] { return known }
    let new = answer(question)
    known[question] = .some(new)
    return new
  }
}
