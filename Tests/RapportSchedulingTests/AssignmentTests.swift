import RapportScheduling
import RapportValues
import SyntheticTeams
import Testing

@Suite struct AssignmentTests {
  @Test func everyUnownedAccountGoesToSomebodyNearWithRoom() {
    var problem = SyntheticTeam(accounts: 200, owners: 4, seed: 4).problem()
    let owners = Dictionary(problem.obligations.map { ($0.account, $0.person) }, uniquingKeysWith: { first, _ in first })
    // Half of all accounts lose their owner.
    for position in problem.obligations.indices where problem.obligations[position].account % 2 == 0 {
      problem.obligations[position].person = 0
    }
    let assignment = Assignment(of: problem)
    #expect(assignment.owners.count == 100)
    let assigned = problem.assigning(assignment)
    let minutes = Dictionary(grouping: assigned.obligations, by: \.person).mapValues { $0.reduce(0) { $0 + $1.minutes } }
    #expect(minutes[0] == nil)
    let (least, most) = (minutes.values.min() ?? 0, minutes.values.max() ?? 0)
    #expect(Double(most) < 1.3 * Double(least))
    // Bases are far from each other: most accounts find their old owners again.
    #expect(assignment.owners.count { owners[$0.key] == $0.value } > 60)
    #expect(Assignment(of: problem).owners == assignment.owners)
  }

  @Test func withoutPeopleNobodyOwnsAnything() {
    var problem = SyntheticTeam(accounts: 5, owners: 1).problem()
    problem.people = []
    #expect(Assignment(of: problem).owners.isEmpty)
  }
}
