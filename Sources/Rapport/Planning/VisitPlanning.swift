import RapportCatalog
import RapportEngine
import RapportPlan
import RapportScheduling
import RapportStore
import RapportValues
import Synchronization

/// A statement that plans visits, checked and ready: `accounts … | schedule(…)`.
///
/// Its run looks for a good plan until its time is over and keeps what it found as a draft; then `visits` lists the draft's
/// visits as the statement wants them.
public final class VisitPlanning: Sendable {
  /// The rows of the statement, once the plan is kept.
  public let visits: Query
  private let accounts: Rel
  private let obligations: Rel
  private let options: ScheduleOptions
  private let today: Day
  private let statement: String
  private let database: RapportStore.Store
  private let context: ExecutionContext
  private let isStopped = Atomic<Bool>(false)
  private let state = Mutex<PlanProgress?>(nil)

  init(
    _ resolved: ResolvedSchedule, accounts: Query, visits: Query, statement: String, settings: ResolverSettings,
    _ database: RapportStore.Store
  ) {
    self.accounts = accounts.plan
    self.visits = visits
    obligations = resolved.obligations
    options = resolved.options
    today = settings.answeringDay
    self.statement = statement
    self.database = database
    context = ExecutionContext(threads: 1, weekStart: settings.weekStart, collectsStatistics: false)
  }

  /// Ends the search: the best plan so far is kept. Before it has begun, nothing is.
  public func cancel() {
    isStopped.store(true, ordering: .relaxed)
    visits.cancel()
  }

  /// How far it is. May be asked on any thread.
  public var progress: PlanningProgress {
    let share = state.withLock { $0 }
    return PlanningProgress(share: share?.share ?? 0, peopleDone: share?.peopleDone ?? 0, people: share?.people ?? 0)
  }

  /// Plans, and keeps the plan as a draft.
  ///
  /// - Parameter program: what is told to have made it.
  public func run(program: String) throws(DiagnosticsError) -> PlanSummary {
    try visits.wrapping { try plan(program: program) }
  }

  private func plan(program: String) throws -> PlanSummary {
    let reader = ObligationReader(database: database, context: context)
    let chosen = try reader.keys(accounts)
    let base = try database.publishedPlan().flatMap { try database.plan($0.id) }
    let draft = try database.standingPlan().flatMap { $0.state == .draft ? try database.plan($0.id) : nil }
    // Accounts that the published plan promises a visit are not dropped because nobody asked for them again.
    let promised = ((base?.plan.visits ?? []) + TeamReader.fixed(base, draft)).filter { $0.day >= options.first && $0.day <= options.last }
    let planned = chosen.union(promised.map(\.account))
    // What is due later may wait for a later plan.
    let due = try reader.obligations(obligations, of: planned).filter { $0.due <= options.last }
    let team = TeamReader(database: database, first: options.first, last: options.last, today: today)
    var problem = try team.problem(
      due, accounts: planned, base: base, draft: draft, frozenDays: options.frozenDays)
    if options.assignsOwners { problem = problem.assigning(Assignment(of: problem)) }
    let plan = RapportScheduling.Planner(problem: problem).plan(
      budget: options.budget, seed: options.seed, threads: Machine.processors,
      watch: { step in
        self.state.withLock { $0 = step }
        return !self.isStopped.load(ordering: .relaxed)
      })
    let record = PlanRecord(
      step: .schedule, statement: statement, base: base?.record.id, first: options.first, last: options.last,
      frozenBefore: problem.frozenBefore, today: today, seed: options.seed, budget: options.budget)
    var kept = try PlanKeeper(database: database, program: program).keep(
      plan, record, obligations: problem.obligations + Self.promised(base, before: problem.frozenBefore))
    kept.notes = PlanNotes(plan, problem, options, along: planned.count - chosen.count, base: base?.record.id).lines
    return kept
  }

  /// What visits of frozen days were planned for, though it may be settled by now or be of an account that was not chosen.
  private static func promised(_ published: StoredPlan?, before day: Day) -> [Obligation] {
    guard let published else { return [] }
    let keys = Set(published.plan.visits.filter { $0.day < day }.flatMap(\.obligations))
    return published.obligations.filter { keys.contains($0.key) }
  }
}

/// How far the search for a plan is.
public struct PlanningProgress: Sendable {
  /// The part of it that is over, from 0 to 1.
  public let share: Double
  /// People whose weeks are planned.
  public let peopleDone: Int
  public let people: Int
}
