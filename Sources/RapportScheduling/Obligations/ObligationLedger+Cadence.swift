import RapportValues

extension ObligationLedger {
  /// A visit in every period of so many calendar months, and not more than so many months after the one before.
  ///
  /// Both, because visits that only have to cover every month slide to the end of one and the beginning of the next.
  func cadence(_ duty: Duty, _ policy: VisitPolicy, months: Int) -> [Obligation] {
    if rules.stretch > 1 { return stretchedCadence(duty, policy, months: months) }
    let last = duty.last.flatMap { $0 <= rules.today ? $0 : nil }
    var period = CalendarPeriod(months: months, containing: rules.today)
    // What was seen in this period is owed again in the next.
    if let last, period.contains(last) { period = period.next }
    var found: [Obligation] = []
    var before = last
    while period.first <= rules.last, found.count < Self.mostPeriods {
      var obligation = draft(duty, policy, period.name)
      obligation.earliest = max(period.first, before == last ? last?.moved(policy.smallestGap) ?? period.first : period.first)
      obligation.due = due(duty, after: before, in: period, months)
      obligation.deadline = period.last
      obligation.largestGap = months * 31
      if found.isEmpty { obligation.weight = weight(policy, last: last, in: period, months) }
      obligation.evidence =
        (last.map { "last visit \($0)" } ?? "never visited") + (months == 1 ? ", every month" : ", every \(months) months")
      found.append(obligation)
      before = max(obligation.due, rules.today)
      period = period.next
    }
    return found
  }

  /// The horizon has no more.
  static var mostPeriods: Int { 1_000 }

  /// So many months after the visit before, within the period; without any, spread over it by the account's number.
  private func due(_ duty: Duty, after before: Day?, in period: CalendarPeriod, _ months: Int) -> Day {
    if let before, let due = before.adding(months: months) { return min(max(due, period.first), period.last) }
    if months == 1, let anchor = duty.anchor, let due = anchor.adding(months: 1) {
      return min(max(due, period.first), period.last)
    }
    let start = max(period.first, duty.anchor ?? period.first)
    let days = Int64(period.last.number) - Int64(start.number) + 1
    return days > 0 ? start.moved(Int(duty.account.magnitude % UInt64(days))) : period.last
  }

  /// Doubled for each whole period without a visit, up to four times.
  func weight(_ policy: VisitPolicy, last: Day?, in period: CalendarPeriod, _ months: Int) -> Int {
    guard let last else { return policy.weight }
    let missed = CalendarPeriod(months: months, containing: last).distance(to: period) - 1
    return policy.weight << min(max(missed, 0), 2)
  }

  /// Cards that are read again after so many days: daily ones on every workday, others by the last workday of their time.
  func readings(_ duty: Duty, _ policy: VisitPolicy) -> [Obligation] {
    guard let asked = duty.stake.flatMap({ Int(exactly: $0) }), (1...10_000).contains(asked),
      let read = duty.last ?? duty.anchor
    else { return [] }
    let interval = Int((Double(asked) * rules.stretch).rounded())
    let from = max(rules.first, rules.today)
    var day = max(read.moved(interval), from)
    var found: [Obligation] = []
    while day <= rules.last.moved(interval), found.count < Self.mostPeriods {
      // Days of a year without a calendar are taken as they are; a plan says that it does not know them.
      let wanted = (interval == 1 ? nil : try? rules.calendar.workday(onOrBefore: day)).flatMap { $0 < from ? nil : $0 }
      let due = wanted ?? (try? rules.calendar.workday(onOrAfter: day)) ?? day
      defer { day = max(due, day).moved(interval) }
      // Holidays can move two readings to the same day, which then are one.
      if due == found.last?.due { continue }
      // Named by its day: it is the same reading whatever day it is asked on.
      var obligation = draft(duty, policy, "\(duty.item ?? 0)/\(due)")
      obligation.earliest = interval == 1 ? due : max(from, due.moved(-min(interval / 2, 7)))
      obligation.due = due
      obligation.deadline = due
      obligation.atDesk = true
      obligation.evidence =
        (duty.last.map { "last read \($0)" } ?? "never read") + (interval == 1 ? ", daily" : ", every \(interval) days")
      found.append(obligation)
    }
    return found
  }
}

/// A run of so many calendar months, counted from January of year 0.
struct CalendarPeriod {
  let months: Int
  private let number: Int

  init(months: Int, containing day: Day) {
    self.init(months: months, number: (day.year * 12 + day.month - 1) / months)
  }

  private init(months: Int, number: Int) {
    self.months = months
    self.number = number
  }

  var first: Day { Self.start(ofMonth: number * months) }
  var last: Day { Self.start(ofMonth: (number + 1) * months).moved(-1) }
  var next: CalendarPeriod { CalendarPeriod(months: months, number: number + 1) }

  func contains(_ day: Day) -> Bool { first <= day && day <= last }
  func distance(to other: CalendarPeriod) -> Int { other.number - number }

  /// `2026-07` for months, `2026-07+6` for more.
  var name: String {
    let start = first
    return "\(start.year)-\(start.month < 10 ? "0" : "")\(start.month)" + (months == 1 ? "" : "+\(months)")
  }

  private static func start(ofMonth month: Int) -> Day { Day(year: month / 12, month: month % 12 + 1, day: 1) ?? .latest }
}
