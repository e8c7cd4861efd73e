import RapportScheduling
import RapportValues
import SyntheticTeams
import Testing

/// Planning again after one change: what need not move does not.
@Suite struct ReplanningTests {
  static let budget = SolverBudget(iterations: 300)

  private func published(seed: Int, isTroubled: Bool = false) -> (TeamProblem, VisitPlan) {
    var problem = SyntheticTeam(
      accounts: 90, owners: 3, seed: UInt64(seed), isTroubled: isTroubled
    ).problem()
    let plan = Planner(problem: problem).plan(budget: Self.budget, threads: 2)
    problem.published = plan.visits
    return (problem, plan)
  }

  @Test(arguments: 1...4)
  func nothingMovesWithoutAChange(seed: Int) {
    let (problem, plan) = published(seed: seed, isTroubled: true)
    let again = Planner(problem: problem).replan([], budget: Self.budget)
    #expect(Set(again.visits) == Set(plan.visits))
    #expect(again.objective.changes == 0)
    #expect(again.unmet.map(\.obligation.key).sorted() == plan.unmet.map(\.obligation.key).sorted())
    #expect(PlanAudit(again, of: problem).violations == [])
  }

  @Test(arguments: 1...4)
  func onlyTheVisitsOfADayAwayMove(seed: Int) throws {
    var (problem, plan) = published(seed: seed)
    let day = try #require(problem.people[0].shifts.dropFirst(5).first?.day)
    let person = problem.people[0].id
    problem.people[0].shifts.removeAll { $0.day == day }
    problem.people[0].absences[day] = "ill"
    let again = Planner(problem: problem).replan([person], budget: Self.budget)
    #expect(PlanAudit(again, of: problem).violations == [])
    let others = plan.visits.filter { $0.person != person }
    #expect(Set(again.visits.filter { $0.person != person }) == Set(others))
    let within = Planner(problem: problem).replan([person], of: plan, budget: Self.budget)
    #expect(Set(within.visits) == Set(again.visits))
    #expect(within.objective == again.objective)
    let lost = plan.visits.count { $0.person == person && $0.day == day && !$0.atDesk }
    #expect(again.objective.changes >= lost)
    let difference = PlanDifference(from: plan.visits, to: again.visits)
    let moved = (difference.moved.map(\.from) + difference.dropped).filter { !$0.atDesk }
    #expect(moved.count == again.objective.changes)
    #expect(Set(moved.filter { $0.day == day }).count == lost)
    #expect(again.objective.unmet > plan.objective.unmet || moved.count == lost)
    // Other days change only where a visit came to them.
    let days = Set((difference.moved.map(\.to) + difference.added).map(\.day))
    #expect(difference.retimed.allSatisfy { days.contains($0.to.day) || $0.to.atDesk })
  }

  @Test func aRecordedVisitIsNotPlannedAgain() throws {
    var (problem, plan) = published(seed: 9)
    let visit = try #require(plan.visits.first { !$0.atDesk && $0.obligations.count == 1 })
    problem.obligations.removeAll { visit.obligations.contains($0.key) }
    let again = Planner(problem: problem).replan([visit.person], budget: Self.budget)
    #expect(PlanAudit(again, of: problem).violations == [])
    #expect(!again.visits.contains { $0.account == visit.account && $0.day == visit.day && !$0.atDesk })
    #expect(again.objective.changes == 1)
  }

  @Test func aPinMovesItsVisit() throws {
    var (problem, plan) = published(seed: 11)
    let visit = try #require(plan.visits.first { $0.obligations.first?.hasPrefix("VC-01") == true })
    let day = try #require(
      problem.people.first { $0.id == visit.person }?.shifts.last { $0.day != visit.day }?.day)
    problem.pins = [TeamProblem.Pin(account: visit.account, person: visit.person, day: day)]
    problem.accounts[Int(visit.account) - 1].hours = [:]
    let again = Planner(problem: problem).replan([visit.person], budget: Self.budget)
    #expect(PlanAudit(again, of: problem).violations == [])
    #expect(again.visits.contains { $0.account == visit.account && $0.day == day && $0.pinned })
  }

  @Test func frozenDaysStayAsTheyWere() {
    var (problem, plan) = published(seed: 13, isTroubled: true)
    problem.frozenBefore = Day(number: problem.first.number + 3)
    problem.people[0].shifts.removeAll { $0.day == problem.first }
    let again = Planner(problem: problem).plan(budget: Self.budget, seed: 5)
    #expect(PlanAudit(again, of: problem).violations == [])
    let frozen = plan.visits.filter {
      $0.day < problem.frozenBefore && !($0.person == problem.people[0].id && $0.day == problem.first)
    }
    #expect(Set(again.visits.filter { $0.day < problem.frozenBefore }) == Set(frozen))
  }

  @Test func frozenDaysCountAsMuchAsOthers() {
    var (problem, plan) = published(seed: 13)
    problem.frozenBefore = Day(number: problem.first.number + 5)
    let again = Planner(problem: problem).replan([], budget: Self.budget)
    #expect(Set(again.visits) == Set(plan.visits))
    #expect(again.objective == plan.objective)
    let loads = Dictionary(uniqueKeysWithValues: again.load.map { ("\($0.person) \($0.day)", $0) })
    for var load in plan.load {
      let other = loads["\(load.person) \(load.day)"]
      // Kilometres are kept as 32-bit numbers where ways are searched.
      load.kilometres = other?.kilometres ?? -1
      #expect(other == load)
    }
    #expect(PlanAudit(again, of: problem).violations == [])
  }

  @Test func differencesNameWhatHappened() {
    func visit(_ account: Int64, _ day: Int32, start: Int = 600, key: String = "a") -> PlannedVisit {
      PlannedVisit(
        account: account, person: 1, day: Day(number: 20_000 + day), sequence: 1, travel: 5, kilometres: 2,
        arrive: start, start: start, end: start + 30, slack: 0, pinned: false, obligations: [key])
    }
    let old = [visit(1, 1), visit(2, 1), visit(3, 2), visit(4, 3), visit(5, 1, key: "x"), visit(5, 9, key: "y")]
    let new = [visit(1, 1), visit(2, 4), visit(3, 2, start: 660), visit(6, 3), visit(5, 2, key: "y")]
    let difference = PlanDifference(from: old, to: new)
    #expect(difference.moved.map { $0.from.account } == [2, 5])
    #expect(difference.moved.last?.from.day == Day(number: 20_009))
    #expect(difference.retimed.map { $0.to.start } == [660])
    #expect(difference.dropped.map(\.account) == [4, 5])
    #expect(difference.added.map(\.account) == [6])
    #expect(PlanDifference(from: old, to: old).isEmpty)
  }
}
