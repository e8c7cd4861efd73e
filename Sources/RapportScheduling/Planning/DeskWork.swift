import RapportValues

/// Tasks at the desk, in the time that routes leave at the end of their days.
///
/// Each task is done once, on a day of its window that is not late if there is one, where the published plan has it if
/// it can be, without overtime if it can be, and among these on the day with the least desk work.
struct DeskWork {
  /// By shift, in order.
  private(set) var tasks: [[Task]]
  /// Duties that found no time, with their positions in the problem's desk.
  private(set) var open: [Int] = []
  private(set) var clocks: [DayClock]
  private(set) var done: [Rule: [Done]]

  struct Task: Sendable {
    var account: Int64
    var key: String
    var start: Int
    var end: Int
  }

  /// Tasks of one account and rule keep their gaps; without any, several may be of one day.
  struct Rule: Hashable {
    var account: Int64
    var rule: String
  }

  struct Done {
    var day: Day
    /// Days that there must be before it.
    var gap: Int
  }

  init(_ schedule: PersonalSchedule) {
    let problem = schedule.problem
    tasks = Array(repeating: [], count: problem.shifts.count)
    clocks = problem.shifts.indices.map {
      schedule.timetable($0)?.clock ?? DayClock(problem.fullShifts[$0])
    }
    done = problem.deskDone
    var published: [String: Day] = [:]
    for visit in problem.published where visit.atDesk {
      for key in visit.obligations { published[key] = visit.day }
    }
    for (position, duty) in problem.desk.enumerated() {
      if !place(duty, on: published[duty.obligation.key], problem) { open.append(position) }
    }
  }

  private mutating func place(_ duty: Client.Duty, on published: Day?, _ problem: PersonalProblem) -> Bool {
    var best: (cost: (Int, Int, Int, Int), shift: Int, start: Int, clock: DayClock)?
    for shift in duty.shifts where missing(duty, on: problem.days[shift]) == 0 {
      let day = problem.days[shift]
      var clock = clocks[shift]
      let hours = problem.fullShifts[shift]
      guard let start = clock.work(duty.minutes, windows: []), clock.time <= hours.latest else { continue }
      let load = tasks[shift].reduce(0) { $0 + $1.end - $1.start }
      let lateness = duty.lateness(on: day, after: nil)
      let cost = (lateness, day == published ? 0 : 1, max(0, clock.time - hours.closes), load)
      if best.map({ cost < $0.cost }) ?? true { best = (cost, shift, start, clock) }
    }
    guard let best else { return false }
    done[Self.rule(duty), default: []].append(Done(day: problem.days[best.shift], gap: duty.obligation.smallestGap))
    clocks[best.shift] = best.clock
    tasks[best.shift].append(
      Task(
        account: duty.obligation.account, key: duty.obligation.key, start: best.start, end: best.clock.time))
    return true
  }

  static func rule(_ duty: Client.Duty) -> Rule {
    Rule(account: duty.obligation.account, rule: duty.obligation.rule)
  }

  /// By how many days a gap is missed on a day; 0 if none is.
  func missing(_ duty: Client.Duty, on day: Day) -> Int {
    (done[Self.rule(duty)] ?? []).reduce(0) { missing, other in
      let days = day.days(since: other.day)
      return max(missing, days > 0 ? duty.obligation.smallestGap - days : other.gap + days)
    }
  }

  /// What published visits of frozen days did at the desk.
  static func done(_ frozen: [PlannedVisit], _ team: TeamIndex) -> [Rule: [Done]] {
    var done: [Rule: [Done]] = [:]
    for visit in frozen where visit.atDesk {
      for rule in visit.obligations.compactMap({ team.rules[$0] }) {
        done[Rule(account: visit.account, rule: rule), default: []].append(Done(day: visit.day, gap: 0))
      }
    }
    return done
  }
}

extension DeskWork.Task {
  func visit(by person: Int64, on day: Day, sequence: Int) -> PlannedVisit {
    PlannedVisit(
      account: account, person: person, day: day, sequence: sequence, travel: 0, kilometres: 0, arrive: start,
      start: start, end: end, slack: 0, pinned: false, atDesk: true, obligations: [key])
  }
}
