/// How much more a plan was asked for than its people have time for.
package struct TeamOverload: Hashable, Sendable {
  /// Visits that find no room in the days of people who are too few for them.
  package private(set) var visits = 0
  package private(set) var people = 0
  /// Time that these people's visits and ways would take, all of them, in parts of what their days have besides the desk.
  package let factor: Double

  /// Counts what would find room if others gave way, and comes again and again: longer intervals help nothing else.
  /// Nil where nobody has more of it than time.
  package init?(_ plan: VisitPlan) {
    // Several obligations of an account are one stop.
    var waiting: [Int64: [Int64: Int]] = [:]
    for unmet in plan.unmet where !unmet.displaced.isEmpty && unmet.obligation.largestGap != nil {
      let obligation = unmet.obligation
      let minutes = waiting[obligation.person]?[obligation.account] ?? 0
      waiting[obligation.person, default: [:]][obligation.account] = max(minutes, obligation.minutes)
    }
    var days: [Int64: Workload] = [:]
    for day in plan.load where waiting[day.person] != nil { days[day.person, default: Workload()].add(day) }
    var (asked, had) = (0.0, 0.0)
    for (person, load) in days {
      guard let stops = waiting[person], load.stops > 0 else { continue }
      let more = stops.values.reduce(0) { $0 + Double($1) + load.travel / load.stops }
      guard load.taken + more > load.free else { continue }
      visits += stops.count
      people += 1
      asked += load.taken + more
      had += max(load.free, 1)
    }
    guard had > 0 else { return nil }
    factor = asked / had
  }

  /// A person's days together, in minutes.
  private struct Workload {
    var stops = 0.0
    var taken = 0.0
    var travel = 0.0
    /// Without work at the desk.
    var free = 0.0

    mutating func add(_ day: DayLoad) {
      stops += Double(day.visits)
      taken += Double(day.service + day.travel)
      travel += Double(day.travel)
      free += Double(day.available - day.desk)
    }
  }
}
