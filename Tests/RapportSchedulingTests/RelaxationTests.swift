import RapportScheduling
import RapportValues
import SyntheticTeams
import Testing

/// What an unmet obligation's relaxation says is true: with just that, a visit has room; without it, none has.
@Suite struct RelaxationTests {
  @Test(arguments: 1...16)
  func theRelaxationMakesRoom(seed: Int) {
    let problem = SyntheticTeam(
      accounts: 50, owners: 2, weeks: 2, seed: UInt64(seed), isTroubled: true, longestVisit: 40 + 20 * (seed % 8)
    ).problem()
    let plan = Planner(problem: problem).plan(budget: SolverBudget(iterations: 100), threads: 1)
    for unmet in plan.unmet where !unmet.obligation.atDesk {
      let name = "\(seed): \(unmet.obligation.key) \(unmet.code) \(String(describing: unmet.relaxation))"
      let hadRoom = Planner(problem: problem).hasRoom(for: unmet.obligation.key, beside: plan.visits)
      #expect(!hadRoom, "\(name)")
      guard let relaxation = unmet.relaxation else { continue }
      let relaxed = Planner(problem: problem.applying(relaxation, for: unmet))
      if relaxation.kind == .locate || relaxation.kind == .assign {
        // Where it is and who goes are only asked first: a full week can be the next thing in the way.
        let again = relaxed.plan(budget: SolverBudget(iterations: 100), threads: 1)
        let code = again.unmet.first { $0.obligation.key == unmet.obligation.key }?.code
        #expect(code != unmet.code, "\(name)")
        continue
      }
      let drops = relaxation.kind == .dropVisits || relaxation.kind == .unpin
      let visits = plan.visits.filter {
        !(drops && $0.day == relaxation.day && $0.person == unmet.obligation.person && !$0.atDesk
          && unmet.displaced.contains($0.account))
      }
      let hasRoom = relaxed.hasRoom(for: unmet.obligation.key, beside: visits)
      #expect(hasRoom, "\(name)")
    }
  }
}
