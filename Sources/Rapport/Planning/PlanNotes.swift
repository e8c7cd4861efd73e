import RapportPlan
import RapportScheduling

/// What whoever has planned should know besides the plan itself.
struct PlanNotes {
  let lines: [String]

  /// - Parameter along: accounts that only the published plan, `base`, has.
  init(_ plan: VisitPlan, _ problem: TeamProblem, _ options: ScheduleOptions, along: Int, base: Int64?) {
    var lines: [String] = []
    if plan.search.searched > 0 { lines += [plan.search.lastQuarter.description, Self.ways(problem)] }
    if along > 0, let base {
      let accounts = along == 1 ? "1 account" : "\(along) accounts"
      lines.append("\(accounts) of published plan \(base) that the statement does not name \(along == 1 ? "is" : "are") planned along")
    }
    for year in problem.unknownYears.sorted() {
      lines.append("the holidays of \(year) are not known, so nothing is planned there; enter them as `holidays` and the year as `calendar_years`")
    }
    if options.stretch > 1 { lines.append("all intervals are \(Self.tenths(options.stretch)) times as long as the policies say") }
    if let overload = TeamOverload(plan) { lines.append(Self.offer(overload, options.stretch)) }
    self.lines = lines
  }

  private static func ways(_ problem: TeamProblem) -> String {
    let given = problem.journeys.count
    return "ways: " + (given == 0 ? "" : "\(given) from `travel_times`, others ") + TravelModel.provenance
  }

  /// Longer intervals for a team that has too much to do.
  private static func offer(_ overload: TeamOverload, _ stretch: Double) -> String {
    let factor = min(max((stretch * overload.factor * 10).rounded(.up) / 10, stretch + 0.1), 10)
    let visits = overload.visits == 1 ? "1 visit finds" : "\(overload.visits) visits find"
    let people = overload.people == 1 ? "1 person" : "\(overload.people) people"
    return "\(visits) no room in the days of \(people); with all intervals \(tenths(factor)) times as long "
      + "about as much would be asked for as there is time for: `stretch: \(tenths(factor))`"
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension PlanGain: CustomStringConvertible {
  /// `the last quarter of the search gained 3 days of lateness, 1.8 % of the way`
  package var description: String {
    var parts: [String] = []
    if unmet != 0 { parts.append("weight \(unmet) of what is unmet") }
    if lateness != 0 { parts.append("\(lateness) \(abs(lateness) == 1 ? "day" : "days") of lateness") }
    if changes != 0 { parts.append("\(changes) changed \(abs(changes) == 1 ? "visit" : "visits")") }
    if minutes > 0 { parts.append("\(percent) of the way") }
    if parts.isEmpty { return "the last quarter of the search gained nothing more" }
    let price = minutes < 0 ? ", for \(percent) more of the way" : ""
    return "the last quarter of the search gained " + parts.joined(separator: ", ") + price
  }

  /// To a tenth.
  private var percent: String {
    let tenths = Int(min(abs(shareOfMinutes), 1e6) * 1000 + 0.5)
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
