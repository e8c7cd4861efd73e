import RapportValues

/// Checks a finished plan against its problem, rule by rule, from the rows alone: it shares no code with the planner but
/// the model of travel.
package struct PlanAudit {
  private let problem: TeamProblem
  private let plan: VisitPlan
  private let obligations: [String: Obligation]
  private let accounts: [Int64: TeamProblem.Account]
  private let people: [Int64: TeamProblem.Person]
  /// What is wrong, in words; empty for a valid plan.
  package private(set) var violations: [String] = []

  package init(_ plan: VisitPlan, of problem: TeamProblem) {
    self.problem = problem
    self.plan = plan
    obligations = Dictionary(problem.obligations.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    accounts = Dictionary(problem.accounts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    people = Dictionary(problem.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    checkObligations()
    checkPins()
    checkFrozen()
    checkGaps()
    checkDays()
    checkObjective()
  }

  private mutating func expect(_ holds: Bool, _ message: @autoclosure () -> String) {
    if !holds { violations.append(message()) }
  }

  /// Everything is settled by one visit in its window, or unmet: nothing is dropped silently, nothing done twice.
  private mutating func checkObligations() {
    var settled: [String: [PlannedVisit]] = [:]
    for visit in plan.visits { for key in visit.obligations { settled[key, default: []].append(visit) } }
    let unmet = Dictionary(grouping: plan.unmet, by: \.obligation.key)
    for (key, obligation) in obligations {
      let visits = settled[key] ?? []
      expect(visits.count + (unmet[key]?.count ?? 0) == 1, "\(key) is settled \(visits.count) times, and unmet or not")
      for visit in visits where visit.day >= problem.frozenBefore {
        expect(visit.day >= obligation.earliest && visit.day <= obligation.deadline, "\(key) is out of its window")
        expect(visit.account == obligation.account && visit.person == obligation.person, "\(key) by somebody else")
        expect(visit.atDesk == obligation.atDesk, "\(key) is done in the wrong place")
        expect(visit.end - visit.start >= min(max(obligation.minutes, 0), 1440), "\(key) is too short")
      }
    }
    for visit in plan.visits where visit.day >= problem.frozenBefore {
      expect(!visit.obligations.isEmpty, "the visit of \(visit.account) on \(visit.day) settles nothing")
      for key in visit.obligations {
        expect(obligations[key] != nil || key.hasPrefix("PIN/"), "\(key) is not an obligation")
      }
    }
  }

  private mutating func checkPins() {
    for pin in Set(problem.pins) where pin.day >= problem.first && pin.day <= problem.last {
      let isKept = plan.visits.contains {
        $0.account == pin.account && $0.person == pin.person && $0.day == pin.day && !$0.atDesk
          && (pin.time == nil || $0.start == pin.time || pin.day < problem.frozenBefore)
      }
      let isUnmet = plan.unmet.contains {
        $0.obligation.rule == "PIN" && $0.obligation.account == pin.account && $0.obligation.person == pin.person
          && $0.obligation.earliest == pin.day
      }
      expect(isKept || isUnmet, "the pin of \(pin.account) on \(pin.day) is lost")
    }
  }

  /// Frozen days are as published, but for days on which the person is away.
  private mutating func checkFrozen() {
    let kept = Set(plan.visits.filter { $0.day < problem.frozenBefore })
    let promised = problem.published.filter { visit in
      visit.day >= problem.first && visit.day < problem.frozenBefore
        && (visit.atDesk || accounts[visit.account] != nil)
        && people[visit.person]?.shifts.contains { $0.day == visit.day } == true
    }
    expect(kept == Set(promised), "frozen days have changed")
    for load in plan.load where load.day < problem.frozenBefore {
      let visits = kept.filter { $0.person == load.person && $0.day == load.day }
      let stops = visits.filter { !$0.atDesk }
      expect(load.visits == stops.count, "\(load.day) is frozen with \(stops.count) visits, not \(load.visits)")
      expect(load.service == stops.reduce(0) { $0 + $1.end - $1.start }, "service of \(load.day), which is frozen")
      expect(load.travel >= stops.reduce(0) { $0 + $1.travel }, "travel of \(load.day), which is frozen")
    }
    let loads = Set(plan.load.map { PersonDay(person: $0.person, day: $0.day) })
    let days = kept.map { PersonDay(person: $0.person, day: $0.day) }
    expect(loads.isSuperset(of: days), "frozen days have no load")
  }

  /// Between visits of one account, person and rule.
  private mutating func checkGaps() {
    struct Line: Hashable {
      var account: Int64
      var person: Int64
      var rule: String
    }
    var lines: [Line: [(day: Day, obligation: Obligation)]] = [:]
    for visit in plan.visits {
      for key in visit.obligations {
        guard let obligation = obligations[key] else { continue }
        let line = Line(account: obligation.account, person: obligation.person, rule: obligation.rule)
        lines[line, default: []].append((visit.day, obligation))
      }
    }
    for line in lines.values {
      let ordered = line.sorted { $0.day < $1.day }
      for (before, after) in zip(ordered, ordered.dropFirst()) where after.day >= problem.frozenBefore {
        let gap = after.day.days(since: before.day)
        expect(gap >= max(1, after.obligation.smallestGap), "\(after.obligation.key) is only \(gap) days after")
      }
    }
  }

  private struct PersonDay: Hashable {
    var person: Int64
    var day: Day
  }

  private mutating func checkDays() {
    let open = plan.visits.filter { $0.day >= problem.frozenBefore }
    for (key, visits) in Dictionary(grouping: open, by: { PersonDay(person: $0.person, day: $0.day) }) {
      guard let person = people[key.person], let shift = person.shifts.first(where: { $0.day == key.day }),
        person.absences[key.day] == nil, key.day >= problem.first, key.day <= problem.last
      else {
        violations.append("\(key.person) does not work on \(key.day)")
        continue
      }
      let load = plan.load.first { $0.person == key.person && $0.day == key.day }
      violations += DayAudit(
        person: person, shift: shift, visits: visits.sorted { $0.sequence < $1.sequence }, load: load,
        accounts: accounts, problem: problem
      ).violations
    }
  }

  private mutating func checkObjective() {
    let unmet = plan.unmet.reduce(0) { $0 &+ $1.obligation.weight }
    expect(unmet == plan.objective.unmet, "the weight of what is unmet is \(unmet)")
    let travel = plan.load.reduce(0) { $0 + $1.travel }
    expect(travel == plan.objective.travel, "travel is \(travel)")
  }
}
