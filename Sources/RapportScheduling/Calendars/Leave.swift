package import RapportValues

/// Days on which a person does not work although others do: holiday, illness, training.
package struct Leave: Hashable, Sendable {
  /// Both included.
  package var first: Day
  package var last: Day
  package var part: Part
  package var reason: String

  package init(first: Day, last: Day, part: Part = .whole, reason: String) {
    self.first = first
    self.last = last
    self.part = part
    self.reason = reason
  }

  /// What of each day is away.
  package enum Part: String, CaseIterable, Hashable, Sendable { case whole, morning, afternoon }

  package func contains(_ day: Day) -> Bool { first <= day && day <= last }
}
