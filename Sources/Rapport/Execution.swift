import RapportEngine
import RapportPlan
import RapportStore

/// From a plan to rows: rewrites, then the engine over the store's scans.
struct Execution {
  let database: RapportStore.Store
  let context: ExecutionContext

  /// The plan as it is run: with what the store can do itself moved into the store's statements.
  static func lower(_ relation: Rel, for database: RapportStore.Store) -> Rel { relation }

  func run(_ plan: Rel) throws -> any BatchStream {
    try Engine(scans: database, context: context).run(plan)
  }
}
