/// From a resolved question to a plan that can run: rewrites, then statements for the store.
package struct Planner {
  let lowering: Lowering
  let rewrites: Bool

  /// With `rewrites` off the plan runs as it was resolved, over plain scans; the answers are the same.
  package init(
    dialect: any SQLDialect = SQLiteDialect(), statistics: (any StoreStatistics)? = nil, rewrites: Bool = true
  ) {
    lowering = Lowering(dialect: dialect, statistics: statistics, pushesDown: rewrites)
    self.rewrites = rewrites
  }

  package func plan(_ relation: Rel) -> Rel { lowering.lower(optimized(relation)) }

  /// The logical plan after rewriting, before it becomes statements.
  package func optimized(_ relation: Rel) -> Rel {
    guard rewrites else { return relation }
    let wanted = Set(relation.columns.map(\.id))
    return Lifting().lift(Inlining.inline(Pruning().prune(relation, keeping: wanted)))
  }
}
