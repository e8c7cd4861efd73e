import RapportScheduling
import RapportValues
import SyntheticTeams
import Testing

@Suite struct ExplanationTests {
  /// Pinning a visit to a day that is called possible keeps everything else where it is, and a day that is called blocked
  /// has no room.
  @Test(arguments: 1...4)
  func whatADayCostsIsTrue(seed: Int) throws {
    let problem = SyntheticTeam(
      accounts: 40, owners: 2, weeks: 2, seed: UInt64(seed), isTroubled: true, longestVisit: 120
    ).problem()
    let planner = Planner(problem: problem)
    let plan = planner.plan(budget: SolverBudget(iterations: 100), threads: 1)
    for visit in plan.visits.filter({ !$0.atDesk && !$0.pinned }).prefix(25) {
      let explanation = try #require(
        planner.explain(account: visit.account, person: visit.person, on: visit.day, of: plan))
      #expect(explanation.reasons.map(\.key).sorted() == visit.obligations.sorted())
      #expect(explanation.detour >= 0 || problem.journeys.isEmpty)
      let others = plan.visits.filter { $0 != visit }
      for alternative in explanation.days {
        var moved = problem
        for position in moved.obligations.indices where visit.obligations.contains(moved.obligations[position].key) {
          moved.obligations[position].earliest = max(moved.obligations[position].earliest, alternative.day)
          moved.obligations[position].deadline = min(moved.obligations[position].deadline, alternative.day)
        }
        let rooms = visit.obligations.map { Planner(problem: moved).hasRoom(for: $0, beside: others) }
        switch alternative.outcome {
        case .possible: #expect(rooms.allSatisfy { $0 }, "\(seed): \(visit.account) \(alternative)")
        case .blocked: #expect(rooms.contains(false), "\(seed): \(visit.account) \(alternative)")
        }
      }
    }
  }

  @Test func anUnmetObligationNamesWhatBlocksEachDay() throws {
    let problem = SyntheticTeam(accounts: 80, owners: 1, weeks: 2, seed: 3, longestVisit: 240).problem()
    let planner = Planner(problem: problem)
    let plan = planner.plan(budget: SolverBudget(iterations: 100), threads: 1)
    let full = try #require(plan.unmet.first { $0.code == .shiftFull || $0.code == .displacedBy })
    let explanation = try #require(planner.explain(unmet: full.obligation.key, of: plan))
    #expect(!explanation.days.isEmpty)
    for day in explanation.days {
      guard case .blocked = day.outcome else {
        Issue.record("\(day.day) has room")
        continue
      }
    }
    #expect(planner.explain(unmet: "nothing", of: plan) == nil)
  }
}
