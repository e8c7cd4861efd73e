extension DayLoad {
  /// A day whose visits stay as they were published, with the way home from the last.
  init(of visits: [PlannedVisit], in shift: DayShift, _ person: TeamProblem.Person, _ team: TeamIndex) {
    let stops = visits.filter { !$0.atDesk }
    self.init(
      person: person.id, day: shift.day, visits: stops.count, service: 0, travel: 0, waiting: 0, desk: 0, overtime: 0,
      available: shift.available, kilometres: 0)
    for stop in stops {
      service += stop.end - stop.start
      travel += stop.travel
      waiting += stop.start - stop.arrive
      kilometres += stop.kilometres
    }
    for task in visits where task.atDesk { desk += task.end - task.start }
    var end = visits.map(\.end).max() ?? shift.opens
    if let last = stops.last, let home = Self.home(from: last, person, team) {
      travel += home.minutes
      kilometres += home.kilometres
      end = max(end, last.end + home.minutes)
    }
    overtime = max(0, end - shift.closes)
  }

  /// Nil where nobody knows the way, or the day ends at the last stop.
  private static func home(
    from stop: PlannedVisit, _ person: TeamProblem.Person, _ team: TeamIndex
  ) -> TeamProblem.Journey? {
    guard let base = person.base, base.isValid else { return nil }
    return team.problem.journey(
      from: .account(stop.account), at: team.account(stop.account)?.place, to: .base(person.id), at: base)
  }
}
