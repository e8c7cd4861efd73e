import RapportThreads
import RapportValues

/// Plans a team's visits, each person alone.
package struct Planner: Sendable {
  let team: TeamIndex

  package init(problem: TeamProblem) { team = TeamIndex(problem) }

  /// The best plan that the budget finds: seconds are of the whole plan, divided over people by their work; iterations
  /// are of each person, and give the same plan on every machine for a seed.
  ///
  /// `watch` is called from time to time, from any thread; when it says false the plan is the best so far, at least
  /// cheapest insertion for everybody.
  package func plan(
    budget: SolverBudget, seed: UInt64 = 1, threads: Int = Threads.processors,
    watch: @escaping @Sendable (PlanProgress) -> Bool = { _ in true }
  ) -> VisitPlan {
    plan(for: nil, budget: budget, seed: seed, threads: threads, watch: watch)
  }

  /// Plans again from the published plan for the people whose weeks changed: only what must moves, for keeping days comes
  /// before being in time. Everybody else's visits stay as they are, to the minute, and are not searched.
  ///
  /// - Parameter plan: the published plan with all that belongs to it: what it says of everybody else is not even worked
  ///   out again.
  package func replan(
    _ changed: Set<Int64>, of plan: VisitPlan? = nil, budget: SolverBudget, seed: UInt64 = 1,
    threads: Int = Threads.processors, watch: @escaping @Sendable (PlanProgress) -> Bool = { _ in true }
  ) -> VisitPlan {
    if let plan { return replan(changed, within: plan, budget, seed, threads, watch) }
    return self.plan(for: changed, budget: budget, seed: seed, threads: threads, watch: watch)
  }

  /// Plans the changed people as a team of their own, and puts their part in the place of the old one.
  private func replan(
    _ changed: Set<Int64>, within plan: VisitPlan, _ budget: SolverBudget, _ seed: UInt64, _ threads: Int,
    _ watch: @escaping @Sendable (PlanProgress) -> Bool
  ) -> VisitPlan {
    let problem = team.problem
    var part = problem
    part.people = problem.people.filter { changed.contains($0.id) }
    part.obligations = problem.obligations.filter { changed.contains($0.person) }
    part.pins = problem.pins.filter { changed.contains($0.person) }
    part.published = problem.published.filter { changed.contains($0.person) }
    let again = Planner(problem: part).plan(
      for: changed, budget: budget, seed: seed, threads: threads, watch: watch)
    var whole = plan
    whole.visits = plan.visits.filter { !changed.contains($0.person) } + again.visits
    whole.unmet = plan.unmet.filter { !changed.contains($0.obligation.person) } + again.unmet
    whole.load = plan.load.filter { !changed.contains($0.person) } + again.load
    whole.objective = VisitPlan.Objective(of: whole.visits, unmet: whole.unmet, load: whole.load, for: problem)
    whole.search = again.search
    return whole
  }

  private func plan(
    for changed: Set<Int64>?, budget: SolverBudget, seed: UInt64, threads: Int,
    watch: @escaping @Sendable (PlanProgress) -> Bool
  ) -> VisitPlan {
    let threads = min(max(threads, 1), max(team.people.count, 1))
    let run = PlanRun(team, changed: changed, budget: budget, seed: seed, threads: threads, watch: watch)
    Threads.concurrently(threads) { _ in run.work() }
    var (parts, search) = run.finish()
    let orphans = Diagnosis.orphans(of: team)
    parts.append(PersonalPlan(visits: [], unmet: orphans, load: []))
    let visits = parts.flatMap(\.visits)
    let unmet = parts.flatMap(\.unmet)
    let load = parts.flatMap(\.load)
    let objective = VisitPlan.Objective(of: visits, unmet: unmet, load: load, for: team.problem)
    return VisitPlan(visits: visits, unmet: unmet, load: load, objective: objective, search: search)
  }
}
