package import RapportCatalog
import RapportEngine
import RapportPlan
import RapportStore
import RapportValues

/// A random store in a file, and the engine's ways to answer over it.
package final class EngineRuns {
  let store: Store
  private let truth: MadeUpStatistics
  private let seed: UInt64

  /// Opens the file as somebody else's; the catalog says how its values are stored. Tables of two rows are
  /// large enough for two threads.
  ///
  /// - Parameters:
  ///   - storage: `.own` promises that date columns hold days without times.
  ///   - seed: chooses the sizes that are made up.
  package init(path: String, catalog: Catalog, storage: CatalogStorage = .foreign, seed: UInt64 = 1) throws {
    store = try Store.openForeign(path, catalog: catalog, smallestDivided: 1)
    truth = Self.statistics(of: store, plainDays: storage == .own)
    self.seed = seed
  }

  /// The catalog as the open store knows it.
  package var catalog: Catalog { store.catalog }

  /// The engine over plain scans, and over everything that rewriting and SQL do for it. What the planner
  /// believes of the tables' sizes takes it through all its choices over the same small store.
  package var candidates: [Differential.Candidate] {
    [
      candidate("engine without rewrites", Planner(rewrites: false)),
      candidate("engine with rewrites", Planner(statistics: truth)),
      candidate("engine with sub-selects", Planner(statistics: truth.claiming { _ in nil })),
      candidate(
        "engine on two threads over large tables", Planner(statistics: truth.claiming { _ in 3_000_000 }),
        threads: 2),
      candidate(
        "engine with made-up sizes \(seed)", Planner(statistics: truth.lying(seed: seed)),
        threads: seed % 2 == 0 ? 1 : 2),
    ]
  }

  private func candidate(_ name: String, _ planner: Planner, threads: Int = 1) -> Differential.Candidate {
    let store = store
    return Differential.Candidate(name) { error in
      (error as? EvaluationError)?.code == "R0501"
    } plan: { relation in
      planner.plan(relation)
    } run: { plan in
      let batch = try Engine(scans: store, context: ExecutionContext(threads: threads)).collect(plan)
      return (0..<batch.count).map { row in batch.columns.map { $0.value(at: row) } }
    }
  }

  /// What the store itself says.
  private static func statistics(of store: Store, plainDays: Bool) -> MadeUpStatistics {
    let tables = TestCatalog.tables.map { table in
      var known = MadeUpStatistics.Table(
        rows: store.estimatedRows(table: table.name), hasRowNumbers: store.hasRowNumbers(table: table.name),
        rowNumberColumn: store.rowNumberColumn(table: table.name), indexes: store.indexes(of: table.name))
      for column in table.columns where column.isDate {
        known.days[column.name] = store.days(of: column.name, in: table.name).map {
          MadeUpStatistics.Days(first: $0.first, last: $0.last)
        }
      }
      return (table.name, known)
    }
    return MadeUpStatistics(
      storesPlainDays: plainDays, tables: Dictionary(tables) { first, _ in first })
  }
}
