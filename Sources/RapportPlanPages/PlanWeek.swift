import RapportValues

/// The days of one calendar week of a plan.
struct PlanWeek {
  var monday: Day
  var days: [Day]

  /// The weeks from the first to the last day, both included: Monday to Friday, and days of the weekend that
  /// are used.
  static func weeks(from first: Day, through last: Day, used: Set<Day>) -> [PlanWeek] {
    var weeks: [PlanWeek] = []
    var day = first
    while day <= last, weeks.count <= 60 {
      let monday = day.startOf(.week)
      if weeks.last?.monday != monday { weeks.append(PlanWeek(monday: monday, days: [])) }
      if day.weekday <= 5 || used.contains(day) { weeks[weeks.count - 1].days.append(day) }
      guard let next = day.adding(days: 1) else { break }
      day = next
    }
    return weeks.filter { !$0.days.isEmpty }
  }

  /// "2026-W49"
  var name: String { Period.name(of: .week, start: monday) }
}
