package import RapportValues

extension TeamProblem {
  /// The problem with just one constraint softer: as an unmet obligation's relaxation says.
  ///
  /// Dropping visits changes no constraint: there the visits that the obligation names are to be left out of the plan.
  package func applying(_ relaxation: UnmetObligation.Relaxation, for unmet: UnmetObligation) -> TeamProblem {
    var relaxed = self
    let obligation = unmet.obligation
    switch relaxation.kind {
    case .extendShift: relaxed.extendShift(of: obligation.person, on: relaxation.day, by: relaxation.amount)
    case .widenWindow:
      relaxed.change(account: obligation.account) {
        $0 = $0.widened(on: relaxation.day.weekday, by: relaxation.amount)
      }
    case .shortenGap:
      relaxed.change(obligation) { $0 = $0.shortening(by: relaxation.amount) }
    case .moveDeadline:
      for position in obligations.indices where obligations[position].key == obligation.key {
        relaxed.obligations[position] = obligation.extending(by: relaxation.amount)
      }
    case .workOnDay, .cancelLeave, .publishCalendar:
      relaxed.work(obligation.person, on: relaxation.day)
    case .dropVisits: break
    case .unpin:
      relaxed.frozenBefore = min(frozenBefore, relaxation.day)
      relaxed.pins.removeAll {
        $0.person == obligation.person && $0.day == relaxation.day && unmet.displaced.contains($0.account)
      }
    case .locate:
      let place = people.first { $0.id == obligation.person }?.base ?? accounts.lazy.compactMap(\.place).first
      relaxed.change(account: obligation.account) { $0.place = place }
      if !accounts.contains(where: { $0.id == obligation.account }) {
        relaxed.accounts.append(Account(id: obligation.account, name: "", place: place))
      }
    case .assign:
      guard let person = relaxation.person else { break }
      for position in obligations.indices where obligations[position].key == obligation.key {
        relaxed.obligations[position].person = person
      }
      for position in pins.indices
      where pins[position].account == obligation.account && pins[position].person == obligation.person {
        relaxed.pins[position].person = person
      }
    }
    return relaxed
  }

  private mutating func extendShift(of person: Int64, on day: Day, by minutes: Int) {
    for position in people.indices where people[position].id == person {
      for shift in people[position].shifts.indices where people[position].shifts[shift].day == day {
        let closes = min(max(people[position].shifts[shift].closes, 0), 1440)
        people[position].shifts[shift].closes = closes + min(max(minutes, 0), 1440)
      }
    }
  }

  private mutating func change(account id: Int64, _ change: (inout Account) -> Void) {
    for position in accounts.indices where accounts[position].id == id { change(&accounts[position]) }
  }

  /// All obligations of the same account, person and rule.
  private mutating func change(_ like: Obligation, _ change: (inout Obligation) -> Void) {
    for position in obligations.indices where obligations[position].isSameLine(as: like) {
      change(&obligations[position])
    }
  }

  private mutating func work(_ person: Int64, on day: Day) {
    unknownYears.remove(day.year)
    for position in people.indices where people[position].id == person {
      let shift = people[position].usualShift(on: day)
      people[position].absences[day] = nil
      people[position].shifts.append(shift)
      people[position].shifts.sort { $0.day < $1.day }
    }
  }
}

extension TeamProblem.Person {
  /// The hours that the person has most often, those of the earlier days among equals; nine to six without any.
  package func usualShift(on day: Day) -> TeamProblem.WorkShift {
    var counts: [TeamProblem.WorkShift: Int] = [:]
    for shift in shifts {
      var hours = shift
      hours.day = day
      counts[hours, default: 0] += 1
    }
    // The first of equals, not the first of a dictionary.
    var usual: (hours: TeamProblem.WorkShift, count: Int)?
    for shift in shifts {
      var hours = shift
      hours.day = day
      let count = counts[hours] ?? 0
      if count > usual?.count ?? 0 { usual = (hours, count) }
    }
    return usual?.hours ?? TeamProblem.WorkShift(day: day, opens: 9 * 60, closes: 18 * 60)
  }
}

extension Obligation {
  func isSameLine(as other: Obligation) -> Bool {
    account == other.account && person == other.person && rule == other.rule && atDesk == other.atDesk
  }

  func shortening(by days: Int) -> Obligation {
    var obligation = self
    obligation.smallestGap = max(0, min(max(smallestGap, 0), 100_000) - days)
    return obligation
  }

  func extending(by days: Int) -> Obligation {
    var obligation = self
    obligation.deadline = deadline.adding(days: days) ?? deadline
    return obligation
  }
}
