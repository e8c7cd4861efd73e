import RapportValues

extension ObligationLedger {
  /// A visit in every interval that is longer than the policy's: for a team that cannot keep the policy.
  ///
  /// Calendar periods cannot all be covered then, so only the interval from one visit to the next counts. What has waited for
  /// longer than one interval begins anew on the account's own day of a grid of such intervals, so that a backlog spreads over
  /// one of them instead of being due at once, and stays due on that day whatever day it is asked on.
  func stretchedCadence(_ duty: Duty, _ policy: VisitPolicy, months: Int) -> [Obligation] {
    let interval = Int((Double(months) * Self.daysOfMonth * rules.stretch).rounded(.up))
    let last = duty.last.flatMap { $0 <= rules.today ? $0 : nil }
    let gap = Int((Double(policy.smallestGap) * rules.stretch).rounded())
    var due = firstDue(duty, last: last, interval)
    var before = last
    var found: [Obligation] = []
    while due <= rules.last.moved(interval / 2), found.count < Self.mostPeriods {
      var obligation = draft(duty, policy, "\(due)")
      obligation.smallestGap = gap
      obligation.earliest = max(rules.today, due.moved(-interval / 3), before?.moved(gap) ?? rules.today)
      obligation.due = max(due, obligation.earliest)
      obligation.deadline = max(due, rules.today).moved(interval / 3)
      obligation.largestGap = Int((Double(months) * 31 * rules.stretch).rounded(.up))
      if found.isEmpty {
        obligation.weight = weight(policy, last: last, in: CalendarPeriod(months: months, containing: rules.today), months)
      }
      obligation.evidence = (last.map { "last visit \($0)" } ?? "never visited") + ", stretched to every \(interval) days"
      found.append(obligation)
      before = max(obligation.due, rules.today)
      due = max(due, rules.today).moved(interval)
    }
    return found
  }

  /// Of a year's.
  private static var daysOfMonth: Double { 365.25 / 12 }

  /// An interval after the last visit; the next day of the account's grid where that is more than an interval ago.
  private func firstDue(_ duty: Duty, last: Day?, _ interval: Int) -> Day {
    if let last, last.moved(2 * interval) >= rules.today { return last.moved(interval) }
    let phase = Int(duty.account.magnitude % UInt64(interval))
    let past = (Int(rules.today.number) + phase) % interval
    return rules.today.moved(past == 0 ? 0 : interval - past)
  }
}
