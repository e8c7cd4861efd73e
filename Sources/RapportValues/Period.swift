/// A run of whole days: from `start` up to, not including, `end`; nil is unbounded.
package struct Period: Hashable, Sendable {
  package var start: Day?
  /// The first day after the period.
  package var end: Day?

  package init(start: Day?, end: Day?) {
    self.start = start
    self.end = end
  }

  /// Both days included; nil if `last` is before `first` (a period is never reversed).
  package init?(from first: Day, through last: Day) {
    guard first <= last else { return nil }
    self.init(start: first, end: last.dayAfter)
  }

  package init(day: Day) { self.init(start: day, end: day.dayAfter) }

  /// From `day` on; used by `since D` together with today as the end.
  package static func since(_ day: Day, through today: Day) -> Period {
    Period(start: day, end: max(day, today.dayAfter ?? .latest))
  }

  /// Everything before `day`.
  package static func before(_ day: Day) -> Period { Period(start: nil, end: day) }

  package func contains(_ day: Day) -> Bool {
    if let start, day < start { return false }
    if let end, day >= end { return false }
    return true
  }

  /// The last day included; nil if unbounded.
  package var last: Day? { end?.adding(days: -1) }

  /// Whether no day lies in it.
  package var isEmpty: Bool {
    guard let start, let end else { return false }
    return end <= start
  }

  /// Number of days; nil if unbounded.
  package var dayCount: Int? {
    guard let start, let end else { return nil }
    return max(0, end.days(since: start))
  }
}

extension Day {
  /// Nil after 9999-12-31, which as the end of a period is unbounded, and so still right.
  var dayAfter: Day? { adding(days: 1) }
}

extension Period: CustomStringConvertible {
  /// `2026-01-01 .. 2026-03-31`, both included; an open side is left out.
  package var description: String {
    if isEmpty { return "no day" }
    if let start, let last, start == last { return start.description }
    let left = start?.description ?? ""
    let right = last?.description ?? ""
    if start == nil, end == nil { return "any day" }
    return left + (left.isEmpty ? ".. " : " ..") + (right.isEmpty || left.isEmpty ? right : " " + right)
  }
}
