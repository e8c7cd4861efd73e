import RapportScheduling
import RapportValues
import SyntheticTeams
import Testing

@Suite struct TeamOverloadTests {
  private func plan(accounts: Int, owners: Int) -> VisitPlan {
    let problem = SyntheticTeam(accounts: accounts, owners: owners, weeks: 2, seed: 4, longestVisit: 240).problem()
    return Planner(problem: problem).plan(budget: PlannerTests.quick, threads: 2)
  }

  @Test func aTeamWithTimeIsNotOverloaded() {
    #expect(TeamOverload(plan(accounts: 60, owners: 6)) == nil)
  }

  @Test func twiceAsManyAccountsAreAboutTwiceAsMuch() throws {
    let one = try #require(TeamOverload(plan(accounts: 120, owners: 1)))
    let two = try #require(TeamOverload(plan(accounts: 240, owners: 1)))
    #expect(one.people == 1 && two.people == 1)
    #expect(one.factor > 1.1)
    #expect((1.6...2.4).contains(two.factor / one.factor), "\(one) \(two)")
  }

  @Test func whatNoGivingWayWouldHelpIsNoOverload() {
    var plan = plan(accounts: 240, owners: 1)
    for index in plan.unmet.indices { plan.unmet[index].displaced = [] }
    #expect(TeamOverload(plan) == nil)
  }
}
