extension Planner {
  /// Whether an obligation is settled by one of the visits, or has room beside them all on one of its days; desk work
  /// aside.
  package func hasRoom(for key: String, beside visits: [PlannedVisit]) -> Bool {
    for person in team.people where team.obligations(of: person.id).contains(where: { $0.key == key }) {
      let problem = PersonalProblem(person, in: team)
      let own = visits.filter { $0.person == person.id }
        .sorted { ($0.day, $0.sequence) < ($1.day, $1.sequence) }
      return PersonalSchedule(problem, routes: problem.routes(of: own)).hasPlace(for: key)
    }
    return false
  }
}
