package import RapportValues

/// A visit that a rule asks for: whom, by whom, when, and why.
package struct Obligation: Hashable, Sendable {
  /// The same for the same account, person, rule and period in every run: "VC-01/17/3/2026-12".
  package var key: String
  package var account: Int64
  /// Who of ours has to go.
  package var person: Int64
  package var contact: Int64?
  /// "VC-01"
  package var rule: String
  /// The first day on which a visit counts.
  package var earliest: Day
  /// The day it should have happened by; after it is late.
  package var due: Day
  /// The last day on which it counts.
  package var deadline: Day
  /// Days from the visit before (of the same account, person and rule) that there must be at least, and should be at most.
  package var smallestGap: Int
  package var largestGap: Int?
  /// How long the visit takes.
  package var minutes: Int
  /// What it is worth, against others; more than 0.
  package var weight: Int
  /// Done at the desk: takes time, no travel.
  package var atDesk: Bool
  /// What it follows from: "last visit 2026-10-28, every month".
  package var evidence: String

  package init(
    key: String, account: Int64, person: Int64, contact: Int64? = nil, rule: String, earliest: Day, due: Day,
    deadline: Day, smallestGap: Int = 0, largestGap: Int? = nil, minutes: Int, weight: Int, atDesk: Bool = false,
    evidence: String
  ) {
    self.key = key
    self.account = account
    self.person = person
    self.contact = contact
    self.rule = rule
    self.earliest = earliest
    self.due = due
    self.deadline = deadline
    self.smallestGap = smallestGap
    self.largestGap = largestGap
    self.minutes = minutes
    self.weight = weight
    self.atDesk = atDesk
    self.evidence = evidence
  }
}
