import RapportValues

extension VisitPlan.Objective {
  /// The levels of a finished plan, counted from its rows alone.
  package init(
    of visits: [PlannedVisit], unmet: [UnmetObligation], load: [DayLoad], for problem: TeamProblem
  ) {
    self.init()
    self.unmet = unmet.reduce(0) { Self.sum($0, $1.obligation.weight) }
    lateness = Self.lateness(visits, problem)
    changes = Self.changes(visits, problem)
    for day in load {
      travel = Self.sum(travel, day.travel)
      overtime = Self.sum(overtime, day.overtime)
    }
    imbalance = Self.imbalance(load)
  }

  private struct Line: Hashable {
    var account: Int64
    var person: Int64
    var rule: String
    init(_ obligation: Obligation) {
      account = obligation.account
      person = obligation.person
      rule = obligation.rule
    }
  }

  private struct Stop: Hashable {
    var account: Int64
    var person: Int64
    var day: Day
    init(_ visit: PlannedVisit) {
      account = visit.account
      person = visit.person
      day = visit.day
    }
  }

  private static func lateness(_ visits: [PlannedVisit], _ problem: TeamProblem) -> Int {
    let byKey = Dictionary(problem.obligations.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var lines: [Line: [(day: Day, obligation: Obligation)]] = [:]
    for visit in visits {
      for key in visit.obligations {
        guard let obligation = byKey[key] else { continue }
        lines[Line(obligation), default: []].append((visit.day, obligation))
      }
    }
    var days = 0
    for line in lines.values {
      let ordered = line.sorted { $0.day < $1.day }
      for (position, entry) in ordered.enumerated() {
        days = sum(days, max(0, entry.day.days(since: entry.obligation.due)))
        guard position > 0, let largest = entry.obligation.largestGap else { continue }
        days = sum(days, max(0, entry.day.days(since: ordered[position - 1].day) - max(largest, 1)))
      }
    }
    return days
  }

  private static func changes(_ visits: [PlannedVisit], _ problem: TeamProblem) -> Int {
    let kept = Set(visits.filter { !$0.atDesk }.map(Stop.init))
    let promised = Set(
      problem.published.filter {
        !$0.atDesk && $0.day >= problem.first && $0.day <= problem.last
      }.map(Stop.init))
    return promised.count { !kept.contains($0) }
  }

  /// Squared differences from each person's mean, as a sum over people of Σx² − (Σx)²/n.
  private static func imbalance(_ load: [DayLoad]) -> Int {
    var people: [Int64: (count: Int, sum: Int, squares: Int)] = [:]
    for day in load {
      let minutes = day.service + day.travel + day.desk
      let before = people[day.person] ?? (0, 0, 0)
      people[day.person] = (before.count + 1, before.sum + minutes, before.squares + minutes * minutes)
    }
    return people.values.reduce(0) { total, person in
      sum(total, person.squares - person.sum * person.sum / max(person.count, 1))
    }
  }

  /// The largest number in place of one too large: weights come from users.
  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right > 0 ? .max : .min) : sum
  }
}
