import RapportScheduling
import RapportValues
import SyntheticTeams
import Testing

@Suite struct PlannerTests {
  static let quick = SolverBudget(iterations: 200)

  @Test(arguments: 1...12)
  func everyPlanIsValid(seed: Int) {
    let problem = SyntheticTeam(
      accounts: 60, owners: 3, weeks: 3, seed: UInt64(seed), isTroubled: true, longestVisit: seed % 2 == 0 ? 45 : 240
    ).problem()
    let plan = Planner(problem: problem).plan(budget: Self.quick, seed: 7, threads: 2)
    #expect(PlanAudit(plan, of: problem).violations == [])
  }

  @Test func theSameSeedGivesTheSamePlan() {
    let problem = SyntheticTeam(accounts: 80, owners: 3, seed: 5, isTroubled: true).problem()
    let one = Planner(problem: problem).plan(budget: Self.quick, seed: 3, threads: 1)
    let two = Planner(problem: problem).plan(budget: Self.quick, seed: 3, threads: 2)
    #expect(one.visits == two.visits)
    #expect(one.unmet == two.unmet)
    #expect(one.objective == two.objective)
  }

  @Test func anInterruptedPlanIsStillAPlan() {
    let problem = SyntheticTeam(accounts: 90, owners: 6, seed: 2).problem()
    let plan = Planner(problem: problem).plan(budget: SolverBudget(seconds: 60), threads: 1) { _ in false }
    #expect(plan.search.isInterrupted)
    #expect(Set(plan.visits.map(\.person)).count == 6)
    #expect(PlanAudit(plan, of: problem).violations == [])
  }

  @Test func nobodyAndNothingIsAPlanToo() {
    let day = SyntheticTeam.first
    let problem = TeamProblem(first: day, last: day, frozenBefore: day, people: [], accounts: [], obligations: [])
    let plan = Planner(problem: problem).plan(budget: Self.quick)
    #expect(plan.visits.isEmpty && plan.unmet.isEmpty)
  }
}
