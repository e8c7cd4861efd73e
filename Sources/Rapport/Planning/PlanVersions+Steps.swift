import RapportEngine
import RapportPlan
import RapportScheduling
import RapportStore
public import RapportValues

/// Changing the plan that stands by hand. Each step makes a draft of its own; only the person whose visit it is is planned
/// again, and of that person's visits as few move as can.
extension PlanVersions {
  /// Moves a visit to another day and pins it there.
  ///
  /// - Parameters:
  ///   - visit: a row of `planned_visits`.
  ///   - program: what is told to have made the new version.
  public func move(_ visit: Int64, to day: Day, program: String) throws(DiagnosticsError) -> PlanSummary {
    try step(.move, visit, "plan move \(visit) \(day)", program) {
      TeamProblem.Pin(account: $0.account, person: $0.person, day: day)
    }
  }

  /// Keeps a visit on its day, or lets later plans move it again.
  public func pin(_ visit: Int64, _ isPinned: Bool, program: String) throws(DiagnosticsError) -> PlanSummary {
    try step(isPinned ? .pin : .unpin, visit, "plan \(isPinned ? "pin" : "unpin") \(visit)", program) {
      isPinned ? TeamProblem.Pin(account: $0.account, person: $0.person, day: $0.day) : nil
    }
  }

  /// Plans the person of a visit again, with another pin in place of the visit's own.
  private func step(
    _ step: PlanRecord.Step, _ id: Int64, _ statement: String, _ program: String,
    _ pin: (PlannedVisit) -> TeamProblem.Pin?
  ) throws(DiagnosticsError) -> PlanSummary {
    let standing = try stored(nil)
    let visit = try visit(id, in: standing)
    let pinned = pin(visit)
    try check(step, visit, id, to: pinned?.day ?? visit.day)
    var problem = try problem(of: standing)
    // Days that are over stay as they were, but for a visit that is made up for.
    problem.frozenBefore = max(problem.frozenBefore, today)
    problem.published.removeAll { $0 == visit && $0.day < today }
    problem.pins.removeAll { $0.account == visit.account && $0.person == visit.person && $0.day == visit.day }
    if let pinned {
      problem.pins.append(pinned)
      // Who moves a visit wants what it settles to be settled there and nowhere else.
      for index in problem.obligations.indices where visit.obligations.contains(problem.obligations[index].key) {
        problem.obligations[index].earliest = pinned.day
        problem.obligations[index].deadline = pinned.day
      }
    }
    let plan = RapportScheduling.Planner(problem: problem).replan(
      [visit.person], of: standing.plan, budget: Self.stepBudget, seed: standing.record.seed, threads: 1)
    let day = pinned?.day ?? visit.day
    let now = plan.visits.first {
      $0.account == visit.account && $0.person == visit.person && $0.day == day && !$0.atDesk
    }
    if let pinned, now == nil { throw cannotBe(pinned, visit, standing, plan) }
    var record = standing.record
    record.step = step
    record.statement = statement
    record.base = standing.record.id
    record.budget = Self.stepBudget
    return try Failure.wrapping {
      let database = session.store.database
      var summary = try PlanKeeper(database: database, program: program).keep(
        plan, record, obligations: problem.obligations)
      // Rows of a version never change, so that the visit is another row in the next one.
      if let now, let number = try database.stop(of: now.person, at: now.account, on: day, in: summary.number) {
        summary.notes = ["visit \(id) is visit \(number) in it, on \(day) at \(Digits.clock(now.start))"]
      }
      return summary
    }
  }

  private var today: Day { session.settings.resolved.answeringDay }

  /// Throws for a step that changes nothing, and for one on a day that is over.
  private func check(_ step: PlanRecord.Step, _ visit: PlannedVisit, _ id: Int64, to day: Day) throws(DiagnosticsError) {
    if day < today {
      throw Self.problem(
        "R0567", "the visit cannot be on \(day): the day is over",
        help: ["`rapport plan move \(id) DATE` takes it to a day from \(today) on"])
    }
    if visit.atDesk {
      throw Self.problem(
        "R0569", "visit \(id) is work at the desk, which is done where a day has time for it",
        help: ["visits on the way can be moved and pinned: `planned_visits where not at_desk`"])
    }
    guard step != .move, visit.pinned == (step == .pin) else { return }
    throw Self.problem(
      "R0569", "visit \(id) is \(visit.pinned ? "pinned already" : "not pinned")",
      help: ["`planned_visits where pinned` lists what is"])
  }

  /// Enough for the weeks of one person, and over well within a second; the time is for machines that do much else.
  private static let stepBudget = SolverBudget(seconds: 5, iterations: 1_000)

  /// What a version was made from, as far as the store still says so.
  func problem(of plan: StoredPlan) throws(DiagnosticsError) -> TeamProblem {
    try Failure.wrapping {
      let record = plan.record
      let reader = TeamReader(
        database: session.store.database, first: record.first, last: record.last, today: record.today)
      var problem = try reader.problem(
        plan.obligations, accounts: Set(plan.obligations.map(\.account)), base: plan, frozenDays: 0)
      // By hand everything can be changed; what nobody touches stays because it is in the plan.
      problem.frozenBefore = record.first
      return problem
    }
  }

  /// Where in a version a visit is, by its number or by that of the same visit in an earlier version; nil if it is in neither.
  func position(of id: Int64, in standing: StoredPlan) throws(DiagnosticsError) -> Int? {
    if let position = standing.visitIDs.firstIndex(of: id) { return position }
    guard let earlier = try earlier(id) else { return nil }
    return standing.plan.visits.firstIndex {
      $0.account == earlier.visit.account && $0.person == earlier.visit.person && $0.day == earlier.visit.day
        && $0.atDesk == earlier.visit.atDesk
    }
  }

  /// A visit of any version, and which that is.
  private func earlier(_ id: Int64) throws(DiagnosticsError) -> (plan: Int64, visit: PlannedVisit)? {
    try Failure.wrapping {
      let database = session.store.database
      guard let number = try database.plan(ofVisit: id), let plan = try database.plan(number),
        let position = plan.visitIDs.firstIndex(of: id)
      else { return nil }
      return (number, plan.plan.visits[position])
    }
  }

  private func visit(_ id: Int64, in standing: StoredPlan) throws(DiagnosticsError) -> PlannedVisit {
    if let position = try position(of: id, in: standing) { return standing.plan.visits[position] }
    let number = standing.record.id
    throw Self.problem(
      "R0566",
      try earlier(id).map { "visit \(id) belongs to plan \($0.plan), and plan \(number), which stands, has moved or dropped it" }
        ?? "there is no visit \(id)",
      help: ["`rapport plan show` lists the visits of the plan that stands, with their numbers"])
  }

  /// What is in the way of a visit on another day.
  private func cannotBe(
    _ pin: TeamProblem.Pin, _ visit: PlannedVisit, _ standing: StoredPlan, _ plan: VisitPlan
  ) -> DiagnosticsError {
    let number = standing.plan.visits.firstIndex(of: visit).map { "\(standing.visitIDs[$0])" } ?? "N"
    let unmet = plan.unmet.first { $0.obligation.account == pin.account && $0.obligation.person == pin.person }
    return Self.problem(
      "R0567", "the visit cannot be on \(pin.day)" + (unmet.map { ": \($0.code.rawValue)" } ?? ""),
      help: ["`explain visit \(number)` shows the days on which it can be, and what is in the way on others"])
  }
}
