package import RapportValues

/// What asks for visits: a policy, an account, and what is known of them.
package struct Duty: Hashable, Sendable {
  /// The code of the policy.
  package var policy: String
  package var account: Int64
  /// Who has to go; nil where nobody answers for the account.
  package var person: Int64?
  package var contact: Int64?
  /// What of the account it is about, where that is one of several: a card, a contact.
  package var item: Int64?
  /// The day of the last such visit.
  package var last: Day?
  /// The day it follows from: a birthday, a next step, the oldest due date; of cadences the day from which they count.
  package var anchor: Day?
  /// What depends on it: yuan overdue; of cards, the days between two readings.
  package var stake: Double?

  package init(
    policy: String, account: Int64, person: Int64?, contact: Int64? = nil, item: Int64? = nil, last: Day? = nil, anchor: Day? = nil,
    stake: Double? = nil
  ) {
    self.policy = policy
    self.account = account
    self.person = person
    self.contact = contact
    self.item = item
    self.last = last
    self.anchor = anchor
    self.stake = stake
  }
}
