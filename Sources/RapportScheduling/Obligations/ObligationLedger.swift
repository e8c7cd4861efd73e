import RapportValues

/// Turns what asks for visits into the visits that it asks for, period by period.
package struct ObligationLedger: Sendable {
  let rules: ObligationRules
  private let policies: [String: VisitPolicy]

  package init(_ rules: ObligationRules) {
    self.rules = rules
    policies = Dictionary(rules.policies.map { ($0.code, $0) }) { first, _ in first }
  }

  /// What a duty asks for in the days of the rules, by its due dates; nothing without an active policy.
  package func obligations(of duty: Duty) -> [Obligation] {
    guard let policy = policies[duty.policy] else { return [] }
    let found =
      switch duty.policy {
      case "VC-05": readings(duty, policy)
      case "VC-13": birthdays(duty, policy)
      case "AR-01": collection(duty, policy)
      default: policy.months.map { cadence(duty, policy, months: $0) } ?? step(duty, policy)
      }
    return found.filter { $0.deadline >= rules.first && $0.earliest <= rules.last }
  }

  /// The next step that was agreed.
  private func step(_ duty: Duty, _ policy: VisitPolicy) -> [Obligation] {
    guard let day = duty.anchor else { return [] }
    var obligation = draft(duty, policy, "\(duty.item ?? 0)/\(day)")
    // A step that was forgotten for long is as late as one that is a month late.
    obligation.due = max(day, rules.today.moved(-30))
    obligation.earliest = max(rules.today, day.moved(-3))
    obligation.deadline = max(day, rules.today).moved(14)
    obligation.evidence = "next step due \(day)"
    return [obligation]
  }

  /// Money that is overdue: weight × amount in 100,000 × age in 30 days.
  private func collection(_ duty: Duty, _ policy: VisitPolicy) -> [Obligation] {
    guard let since = duty.anchor, let amount = duty.stake else { return [] }
    var obligation = draft(duty, policy, "\(since)/\(duty.last.map { "\($0)" } ?? "first")")
    let start = max(rules.today, duty.last?.moved(policy.smallestGap) ?? rules.today)
    obligation.earliest = start
    obligation.due = start.moved(6)
    obligation.deadline = start.moved(20)
    let age = Double(max(0, Int(rules.today.number) - Int(since.number)))
    let weight = Double(policy.weight) * (amount / 100_000) * (age / 30)
    obligation.weight = Int(min(max(weight.isFinite ? weight.rounded() : 1, 1), 100_000))
    obligation.evidence = "\(Int(min(max(amount, 0), 1e15))) overdue since \(since)"
    return [obligation]
  }

  /// A birthday, or the last workday before it.
  private func birthdays(_ duty: Duty, _ policy: VisitPolicy) -> [Obligation] {
    guard let born = duty.anchor else { return [] }
    let (month, day) = (born.month, born.dayOfMonth)
    return (rules.first.year...max(rules.first.year, rules.last.moved(7).year)).compactMap { year in
      // In years without a 29 February it is kept on the 28th.
      guard let date = Day(year: year, month: month, day: day) ?? Day(year: year, month: month, day: day - 1) else {
        return nil
      }
      let due = (try? rules.calendar.workday(onOrBefore: date)) ?? date
      if due < rules.today { return nil }
      var obligation = draft(duty, policy, "\(duty.item ?? 0)/\(year)")
      obligation.earliest = max(due.moved(-3), rules.today)
      obligation.due = due
      obligation.deadline = due
      obligation.evidence = "a birthday"
      return obligation
    }
  }

  /// An obligation whose days are still to be said.
  func draft(_ duty: Duty, _ policy: VisitPolicy, _ period: String) -> Obligation {
    Obligation(
      key: "\(policy.code)/\(duty.account)/\(duty.person ?? 0)/\(period)", account: duty.account,
      person: duty.person ?? 0, contact: duty.contact, rule: policy.code, earliest: rules.first, due: rules.first,
      deadline: rules.last, smallestGap: policy.smallestGap, minutes: policy.minutes, weight: policy.weight,
      evidence: "")
  }
}

extension Day {
  /// The day so many days later, within the calendar.
  func moved(_ days: Int) -> Day { adding(days: days) ?? (days < 0 ? .earliest : .latest) }
}
