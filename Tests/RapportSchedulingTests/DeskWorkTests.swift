import RapportScheduling
import RapportValues
import Testing

@Suite struct DeskWorkTests {
  private static let first = Day(number: 20_787)

  private static func problem(tasks: Int, minutes: Int, days: Int = 1) -> TeamProblem {
    let shifts = (0..<days).map {
      TeamProblem.WorkShift(
        day: Day(number: first.number + Int32($0)), opens: 540, closes: 720,
        pauses: [RoutingProblem.Pause(earliest: 600, latest: 600, length: 30)])
    }
    let last = Day(number: first.number + Int32(days - 1))
    return TeamProblem(
      first: first, last: last, frozenBefore: first,
      people: [TeamProblem.Person(id: 1, name: "A", base: nil, shifts: shifts)], accounts: [],
      obligations: (0..<tasks).map {
        Obligation(
          key: "task \($0)", account: Int64($0), person: 1, rule: "VC-05", earliest: first, due: last, deadline: last,
          minutes: minutes, weight: tasks - $0, atDesk: true, evidence: "card")
      })
  }

  private func plan(_ problem: TeamProblem) -> VisitPlan {
    let plan = Planner(problem: problem).plan(budget: SolverBudget(iterations: 10), threads: 1)
    #expect(PlanAudit(plan, of: problem).violations == [])
    return plan
  }

  @Test func tasksFillTheDayAroundItsBreak() {
    let plan = plan(Self.problem(tasks: 6, minutes: 30))
    #expect(plan.visits.map(\.start) == [540, 570, 630, 660, 690])
    #expect(plan.visits.allSatisfy { $0.atDesk && $0.travel == 0 })
    #expect(plan.unmet.map(\.obligation.key) == ["task 5"])
    #expect(plan.load.map(\.desk) == [150])
  }

  @Test func aLongerShiftMakesRoomForTheTaskThatHasNone() throws {
    let problem = Self.problem(tasks: 6, minutes: 30)
    let unmet = try #require(plan(problem).unmet.first)
    #expect(unmet.code == .shiftFull)
    #expect(unmet.relaxation == .init(kind: .extendShift, day: Self.first, amount: 30))
    let relaxation = try #require(unmet.relaxation)
    #expect(plan(problem.applying(relaxation, for: unmet)).unmet.isEmpty)
    var less = relaxation
    less.amount -= 1
    #expect(!plan(problem.applying(less, for: unmet)).unmet.isEmpty)
  }

  @Test func tasksSpreadOverTheirDays() {
    #expect(plan(Self.problem(tasks: 8, minutes: 10, days: 4)).load.map(\.desk) == [20, 20, 20, 20])
  }
}
