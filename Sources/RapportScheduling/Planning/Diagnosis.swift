import RapportValues

/// Why obligations of a finished schedule stay undone.
struct Diagnosis {
  let schedule: PersonalSchedule
  let team: TeamIndex
  let unmet: [UnmetObligation]

  init(_ schedule: PersonalSchedule, desk: DeskWork, team: TeamIndex) {
    self.schedule = schedule
    self.team = team
    let problem = schedule.problem
    var unmet = problem.ungeocoded.map {
      UnmetObligation(obligation: $0, code: .ungeocoded, relaxation: .init(kind: .locate, day: $0.due, amount: 0))
    }
    let trial = RelaxationTrial(schedule: schedule, team: team)
    for (client, duty) in schedule.open { unmet.append(trial.unmet(duty, of: client)) }
    for position in desk.open { unmet.append(trial.unmetAtDesk(problem.desk[position], desk)) }
    self.unmet = unmet
  }

  /// Obligations of people who are not of the team; the nearest of the team could take them.
  static func orphans(of team: TeamIndex) -> [UnmetObligation] {
    team.orphans.map { obligation in
      let place = team.account(obligation.account)?.place
      let nearest = team.people.min {
        (distance(place, $0.base), $0.id) < (distance(place, $1.base), $1.id)
      }
      return UnmetObligation(
        obligation: obligation, code: .unowned,
        relaxation: .init(kind: .assign, day: obligation.due, amount: 0, person: nearest?.id))
    }
  }

  private static func distance(_ from: TeamProblem.Place?, _ to: TeamProblem.Place?) -> Double {
    guard let from, let to, from.isValid, to.isValid else { return .infinity }
    return TravelModel.kilometres(from: from, to: to)
  }
}
