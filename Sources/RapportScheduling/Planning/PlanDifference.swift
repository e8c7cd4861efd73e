import RapportValues

/// What changed from one plan's visits to another's.
package struct PlanDifference: Hashable, Sendable {
  package var added: [PlannedVisit] = []
  package var dropped: [PlannedVisit] = []
  /// To another day.
  package var moved: [Change] = []
  /// On the same day at another time.
  package var retimed: [Change] = []

  package struct Change: Hashable, Sendable {
    package var from: PlannedVisit
    package var to: PlannedVisit
  }

  package var isEmpty: Bool { added.isEmpty && dropped.isEmpty && moved.isEmpty && retimed.isEmpty }

  private struct Line: Hashable, Comparable {
    var person: Int64
    var account: Int64
    var atDesk: Bool
    init(_ visit: PlannedVisit) {
      person = visit.person
      account = visit.account
      atDesk = visit.atDesk
    }

    static func < (left: Line, right: Line) -> Bool {
      (left.person, left.account, left.atDesk ? 1 : 0) < (right.person, right.account, right.atDesk ? 1 : 0)
    }
  }

  /// A visit stays the same visit on its day; of those that are not, one that settles something of an earlier one has
  /// moved, and so have the rest of the same account and person in order of days.
  package init(from old: [PlannedVisit], to new: [PlannedVisit]) {
    let before = Dictionary(grouping: old, by: Line.init)
    let after = Dictionary(grouping: new, by: Line.init)
    for line in Set(before.keys).union(after.keys).sorted() {
      var left = Self.ordered(before[line] ?? [])
      var right = Self.ordered(after[line] ?? [])
      for change in Self.take(&left, &right, where: { $0.day == $1.day && $0.obligations == $1.obligations }) {
        retime(change)
      }
      for change in Self.take(&left, &right, where: { $0.day == $1.day }) { retime(change) }
      moved += Self.take(&left, &right) { !Set($0.obligations).isDisjoint(with: $1.obligations) }
      moved += Self.take(&left, &right) { _, _ in true }
      dropped += left
      added += right
    }
  }

  private mutating func retime(_ change: Change) {
    let isSame = change.from.start == change.to.start && change.from.end == change.to.end
    if !isSame { retimed.append(change) }
  }

  private static func ordered(_ visits: [PlannedVisit]) -> [PlannedVisit] {
    visits.sorted { ($0.day, $0.sequence, $0.start) < ($1.day, $1.sequence, $1.start) }
  }

  /// Pairs of both sides for which a condition holds, each visit once, the first with the first.
  private static func take(
    _ left: inout [PlannedVisit], _ right: inout [PlannedVisit],
    where fits: (PlannedVisit, PlannedVisit) -> Bool
  ) -> [Change] {
    var changes: [Change] = []
    left.removeAll { visit in
      guard let match = right.firstIndex(where: { fits(visit, $0) }) else { return false }
      changes.append(Change(from: visit, to: right.remove(at: match)))
      return true
    }
    return changes
  }
}
