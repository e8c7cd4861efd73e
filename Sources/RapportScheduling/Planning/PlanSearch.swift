/// How the search for a plan went.
package struct PlanSearch: Hashable, Sendable {
  /// Stopped before its budget was used: the plan is the best so far.
  package var isInterrupted = false
  package var seconds = 0.0
  /// People whose weeks were searched, not only filled by cheapest insertion, and all of them.
  package var searched = 0
  package var people = 0
  /// What the last quarters of all searches gained.
  package var lastQuarter = PlanGain()
  package init() {}
}

/// By how much schedules are better than earlier ones, level by level; what is worse for the sake of a level above it is
/// negative.
package struct PlanGain: Hashable, Sendable {
  /// Weight of obligations, days of lateness, changed visits.
  package var unmet = 0
  package var lateness = 0
  package var changes = 0
  /// Minutes on the way and of overtime, and how many they were before.
  package var minutes = 0
  package var minutesBefore = 0
  package init() {}

  /// The part of the minutes that was saved.
  package var shareOfMinutes: Double { minutesBefore > 0 ? Double(minutes) / Double(minutesBefore) : 0 }

  mutating func add(_ before: PersonalSchedule.Levels, _ after: PersonalSchedule.Levels) {
    unmet += before.unmet - after.unmet
    lateness += before.lateness - after.lateness
    changes += before.changes - after.changes
    minutes += before.minutes - after.minutes
    minutesBefore += before.minutes
  }
}

/// How far a plan is, for a progress bar.
package struct PlanProgress: Sendable {
  /// 0 … 1
  package var share: Double
  package var peopleDone: Int
  package var people: Int
}
