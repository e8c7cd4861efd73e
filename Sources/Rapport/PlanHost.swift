import RapportEngine
import RapportPlan
import RapportStore
import RapportSyntax
import RapportValues

/// Answers what only the data knows while a query is resolved: the columns of files, the values of a pivot.
final class PlanHost: ResolverHost {
  /// Nil when a text is only checked; then a pivot has no columns.
  private let database: RapportStore.Store?

  init(database: RapportStore.Store?) { self.database = database }

  func fileColumns(of path: String) throws -> [(name: String, type: ValueType)] {
    try CSVFile.header(path).map { (name: $0, type: .code) }
  }

  func distinctValues(of relation: Rel) throws -> [Value] {
    guard let database else { return [] }
    let context = ExecutionContext(threads: Machine.processors)
    let plan = Execution.planner(for: database).plan(relation)
    let rows = try Execution(database: database, context: context).run(plan)
    var values: [Value] = []
    while let batch = try rows.next() {
      guard let column = batch.columns.first else { continue }
      for row in 0..<batch.count { values.append(column.value(at: row)) }
    }
    return values
  }
}
