package import RapportValues

/// Why a visit is in a plan, what it costs there, and what it would cost elsewhere.
package struct VisitExplanation: Sendable {
  package var visit: PlannedVisit
  /// What asks for it: rule, evidence and due date are the obligations' own. A pin is one of them.
  package var reasons: [Obligation]
  /// Minutes of travel and overtime, and kilometres, that the day would save without it.
  package var detour: Int
  package var detourKilometres: Double
  /// All other days from the first to the last on which its obligations count.
  package var days: [DayAlternative]
}

/// Why an obligation is unmet, and what stands in the way on each of its days.
package struct UnmetExplanation: Sendable {
  package var unmet: UnmetObligation
  package var days: [DayAlternative]
}

/// What a day would be for a visit: its cost there, or what forbids it.
package struct DayAlternative: Hashable, Sendable {
  package var day: Day
  package var outcome: Outcome

  package enum Outcome: Hashable, Sendable {
    /// Minutes of travel and overtime, and days of lateness, more (or, below 0, fewer) than now.
    case possible(minutes: Int, lateness: Int)
    case blocked(UnmetObligation.Code)
  }
}

extension Planner {
  /// Explains a visit of a plan; nil if there is no such visit.
  package func explain(account: Int64, person: Int64, on day: Day, of plan: VisitPlan) -> VisitExplanation? {
    let visits = plan.visits.filter { $0.account == account && $0.person == person && $0.day == day }
    guard let visit = visits.first(where: { !$0.atDesk }) ?? visits.first,
      let owner = team.people.first(where: { $0.id == person })
    else { return nil }
    let keys = Set(visit.obligations)
    let reasons = team.obligations(of: person).filter { keys.contains($0.key) }
    var explanation = VisitExplanation(visit: visit, reasons: reasons, detour: 0, detourKilometres: 0, days: [])
    // What is at the desk or on a frozen day has no way of its own to be weighed.
    guard !visit.atDesk, day >= team.problem.frozenBefore else { return explanation }
    let schedule = schedule(owner, plan.visits)
    guard let client = schedule.problem.clients.firstIndex(where: { $0.account == account }),
      let shift = schedule.problem.days.firstIndex(of: day)
    else { return explanation }
    let alternatives = Alternatives(schedule: schedule, team: team)
    (explanation.detour, explanation.detourKilometres) = alternatives.detour(of: client, on: shift)
    explanation.days = alternatives.days(for: client, insteadOf: shift)
    return explanation
  }

  /// Explains what a plan leaves undone; nil if the obligation is met, or there is none of this key.
  package func explain(unmet key: String, of plan: VisitPlan) -> UnmetExplanation? {
    guard let unmet = plan.unmet.first(where: { $0.obligation.key == key }) else { return nil }
    var explanation = UnmetExplanation(unmet: unmet, days: [])
    guard let owner = team.people.first(where: { $0.id == unmet.obligation.person }) else { return explanation }
    let schedule = schedule(owner, plan.visits)
    for client in schedule.problem.clients.indices {
      guard let duty = schedule.position(of: key, in: client) else { continue }
      explanation.days = Alternatives(schedule: schedule, team: team).days(for: duty, of: client)
    }
    return explanation
  }

  private func schedule(_ person: TeamProblem.Person, _ visits: [PlannedVisit]) -> PersonalSchedule {
    let problem = PersonalProblem(person, in: team)
    let own = visits.filter { $0.person == person.id }.sorted { ($0.day, $0.sequence) < ($1.day, $1.sequence) }
    return PersonalSchedule(problem, routes: problem.routes(of: own))
  }
}
