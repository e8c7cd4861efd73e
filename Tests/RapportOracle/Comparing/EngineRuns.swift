package import RapportCatalog
import RapportEngine
import RapportPlan
import RapportStore
import RapportValues

/// A random store in a file, and the engine's ways to answer over it.
package final class EngineRuns {
  let store: Store

  /// Opens the file as somebody else's; the catalog says how its values are stored.
  package init(path: String, catalog: Catalog) throws {
    store = try Store.openForeign(path, catalog: catalog)
  }

  /// The catalog as the open store knows it.
  package var catalog: Catalog { store.catalog }

  /// The engine over plain scans, and over everything that rewriting and SQL do for it.
  package var candidates: [Differential.Candidate] {
    [
      candidate("engine without rewrites", Planner(rewrites: false)),
      candidate("engine with rewrites", Planner(statistics: Statistics(store))),
    ]
  }

  private func candidate(_ name: String, _ planner: Planner) -> Differential.Candidate {
    let store = store
    return Differential.Candidate(name) { error in
      (error as? EvaluationError)?.code == "R0501"
    } run: { relation in
      let plan = planner.plan(relation)
      let batch = try Engine(scans: store, context: ExecutionContext()).collect(plan)
      return (0..<batch.count).map { row in batch.columns.map { $0.value(at: row) } }
    }
  }

  private final class Statistics: StoreStatistics {
    private let store: Store
    init(_ store: Store) { self.store = store }
    var storesPlainDays: Bool { false }
    func rows(of table: String) -> Int? { store.estimatedRows(table: table) }
    func days(of column: String, in table: String) -> (first: Day, last: Day)? { store.days(of: column, in: table) }
    func hasRowNumbers(_ table: String) -> Bool { store.hasRowNumbers(table: table) }
    func rowNumberColumn(_ table: String) -> String? { store.rowNumberColumn(table: table) }
  }
}
