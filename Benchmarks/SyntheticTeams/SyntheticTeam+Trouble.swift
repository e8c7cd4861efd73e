import RapportScheduling
import RapportValues

extension SyntheticTeam {
  /// What happens in practice, here and there.
  func addTrouble(to problem: inout TeamProblem, _ random: inout SplitMix) {
    for position in problem.accounts.indices {
      switch random.below(40) {
      case 0: problem.accounts[position].place = nil
      case 1: problem.accounts[position].place = TeamProblem.Place(latitude: .nan, longitude: 500)
      case 2: problem.accounts[position].hours = [7: [540...600]]
      case 3: problem.accounts[position].hours = [1: [300...330], 3: [540...560]]
      default: break
      }
    }
    for position in problem.obligations.indices {
      switch random.below(50) {
      case 0: problem.obligations[position].person = 999_999
      case 1:
        let obligation = problem.obligations[position]
        problem.obligations[position].earliest = obligation.deadline
        problem.obligations[position].deadline = obligation.earliest
      case 2: problem.obligations[position].minutes = 700
      case 3: problem.obligations[position].earliest = Day(number: problem.last.number + 40)
      case 4: problem.obligations[position].account = 888_888
      case 5:
        // Only a weekend.
        problem.obligations[position].earliest = Day(number: Self.first.number + 5)
        problem.obligations[position].deadline = Day(number: Self.first.number + 6)
      case 6: problem.obligations[position].smallestGap = 60
      default: break
      }
    }
    for _ in 0..<max(problem.accounts.count / 20, 2) {
      let account = problem.accounts[random.below(problem.accounts.count)]
      let owner = problem.people[random.below(problem.people.count)]
      let day = Day(number: Self.first.number + Int32(random.below(7 * weeks)))
      let time = random.below(2) == 0 ? nil : 420 + 30 * random.below(24)
      problem.pins.append(TeamProblem.Pin(account: account.id, person: owner.id, day: day, time: time))
    }
    // One person has no hours at all.
    if problem.people.count > 2 { problem.people[1].shifts = [] }
  }
}
