package import RapportValues

/// The columns of the relation `obligations`.
package enum ObligationColumns {
  package static let entity = "obligations"

  /// In the order in which the method `obligations` gives them.
  package static let all: [(name: String, type: ValueType)] = [
    ("key", .code), ("account_id", .integer), ("person_id", .integer), ("contact_id", .integer), ("policy", .code),
    ("earliest", .day), ("due", .day), ("deadline", .day), ("smallest_gap", .integer), ("largest_gap", .integer),
    ("minutes", .integer), ("weight", .integer), ("at_desk", .bool), ("evidence", .text),
  ]
}

/// What a row says that asks for visits.
package enum DutyColumn: String, CaseIterable, Sendable {
  /// The code of the policy.
  case policy
  case account
  /// Who has to go; missing where nobody answers for the account.
  case person
  case contact
  /// What of the account it is about, where that is one of several: a card, a contact.
  case item
  /// The day of the last such visit; missing where there was none.
  case last
  /// The day it follows from: a birthday, a next step, the oldest due date; of cadences the day from which they count.
  case anchor
  /// What depends on it, in units of its policy: money overdue; of cards, the days between two readings.
  case stake
}
