import RapportValues

/// What one unit of each level of the objective costs a search that knows only minutes.
///
/// Each is more than all lower levels together can come to in the person's horizon, so that the cheapest answer is also
/// the first in the order of the levels: unmet, late, changed; or unmet, changed, late where a plan is made again.
struct CostLevels {
  /// A visit that is not where the published plan has it.
  let change: Double
  /// A day of lateness, or over a largest gap.
  let lateness: Double
  /// One of weight. When weights are so large that sums would lose their minutes (beyond 2^52), it is less, and days of
  /// lateness may outweigh the lightest obligations; plans are compared by exact numbers all the same.
  let unmet: Double

  init(_ problem: PersonalProblem) {
    var longest = 1
    for shift in problem.shifts { longest += 2 * (shift.latest - shift.opens) }
    let published = problem.published.count { !$0.atDesk }
    var late = 1
    var weight = 1
    let span = (problem.days.last ?? .earliest).days(since: problem.days.first ?? .earliest)
    for client in problem.clients {
      for duty in client.duties {
        weight += duty.weight
        let last = duty.shifts.last.map { problem.days[$0] } ?? duty.obligation.due
        late += max(0, last.days(since: duty.obligation.due)) + (duty.obligation.largestGap == nil ? 0 : span)
      }
    }
    let (low, middle) = (Double(longest), Double(longest) * Double(problem.isSticky ? late : published + 1))
    (change, lateness) = problem.isSticky ? (middle, low) : (low, middle)
    let high = middle * Double(problem.isSticky ? published + 1 : late)
    unmet = max(min(high, 0x1p52 / Double(weight)), middle)
  }

  func cost(_ option: DayOption) -> Double {
    Double(option.unmet) * unmet + Double(option.lateness) * lateness + Double(option.changes) * change
  }
}
