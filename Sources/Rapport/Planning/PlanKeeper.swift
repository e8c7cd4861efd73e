import RapportScheduling
import RapportStore

/// Keeps plans as versions.
struct PlanKeeper {
  let database: RapportStore.Store
  let program: String

  /// Keeps a plan as the newest draft.
  func keep(_ plan: VisitPlan, _ record: PlanRecord, obligations: [Obligation]) throws -> PlanSummary {
    var record = record
    record.isInterrupted = plan.search.isInterrupted
    record.lastGain = plan.search.lastQuarter.shareOfMinutes
    let id = try database.keep(plan, record, obligations: obligations, program: program)
    guard let kept = try database.plans().first(where: { $0.id == id }) else {
      throw StoreError(.statement, "a plan was not kept")
    }
    return PlanSummary(kept)
  }
}
