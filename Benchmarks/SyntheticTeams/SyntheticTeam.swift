package import RapportScheduling
package import RapportValues

/// Makes up teams with accounts around their owners, and obligations of the customary kinds: the same for the same
/// numbers.
package struct SyntheticTeam: Sendable {
  package var accounts: Int
  package var owners: Int
  package var weeks: Int
  package var seed: UInt64
  /// Also what goes wrong in practice: leave, accounts nowhere or closed, pins on holidays, obligations of nobody.
  package var isTroubled: Bool
  /// Minutes of the longest visits: more, and days overflow.
  package var longestVisit: Int

  package init(
    accounts: Int, owners: Int, weeks: Int = 4, seed: UInt64 = 1, isTroubled: Bool = false, longestVisit: Int = 45
  ) {
    self.accounts = accounts
    self.owners = owners
    self.weeks = weeks
    self.seed = seed
    self.isTroubled = isTroubled
    self.longestVisit = longestVisit
  }

  /// Monday 30 November 2026.
  package static let first = Day(number: 20_787)

  package func problem() -> TeamProblem {
    var random = SplitMix(state: seed)
    let last = Day(number: Self.first.number + Int32(7 * weeks) - 1)
    var problem = TeamProblem(
      first: Self.first, last: last, frozenBefore: Self.first, people: [], accounts: [], obligations: [])
    for person in 1...max(owners, 1) { problem.people.append(self.person(Int64(person), last, &random)) }
    for account in 1...max(accounts, 1) {
      let owner = problem.people[(account - 1) % max(owners, 1)]
      problem.accounts.append(self.account(Int64(account), near: owner, &random))
      problem.obligations += obligations(Int64(account), owner.id, last, &random)
    }
    if isTroubled { addTrouble(to: &problem, &random) }
    return problem
  }

  private func person(_ id: Int64, _ last: Day, _ random: inout SplitMix) -> TeamProblem.Person {
    let base = TeamProblem.Place(
      latitude: 20 + 0.8 * Double((id - 1) / 32), longitude: 100 + 0.8 * Double((id - 1) % 32))
    let lunch = RoutingProblem.Pause(earliest: 11 * 60 + 30, latest: 13 * 60, length: 45)
    var person = TeamProblem.Person(id: id, name: "Person \(id)", base: base, shifts: [])
    for number in Self.first.number...last.number {
      let day = Day(number: number)
      guard day.weekday < 6 else { continue }
      if isTroubled && random.below(12) == 0 {
        person.absences[day] = "leave"
        continue
      }
      person.shifts.append(
        TeamProblem.WorkShift(day: day, opens: 510, closes: 1050, overtime: 30, pauses: [lunch]))
    }
    return person
  }

  private func account(_ id: Int64, near owner: TeamProblem.Person, _ random: inout SplitMix) -> TeamProblem.Account {
    let centre = owner.base ?? TeamProblem.Place(latitude: 30, longitude: 112)
    // Denser towards the middle, some tens of kilometres out.
    let reach = 0.35 * random.unit() * random.unit()
    let (north, east) = (2 * random.unit() - 1, 2 * random.unit() - 1)
    let place = TeamProblem.Place(
      latitude: centre.latitude + reach * north, longitude: centre.longitude + reach * east)
    var hours: [Int: [ClosedRange<Int>]] = [:]
    if random.below(3) == 0 {
      for weekday in 1...5 where random.below(8) > 0 { hours[weekday] = [540...720, 810...1020] }
    }
    return TeamProblem.Account(id: id, name: "Account \(id)", place: place, hours: hours)
  }

  private func obligations(
    _ account: Int64, _ person: Int64, _ last: Day, _ random: inout SplitMix
  ) -> [Obligation] {
    var obligations: [Obligation] = []
    let first = Self.first
    func add(
      _ rule: String, _ period: String, _ earliest: Int, _ due: Int, _ deadline: Int, gap: Int = 0, largest: Int? = nil,
      minutes: Int, weight: Int, atDesk: Bool = false
    ) {
      func day(_ offset: Int) -> Day { Day(number: first.number + Int32(offset)) }
      obligations.append(
        Obligation(
          key: "\(rule)/\(account)/\(person)/\(period)", account: account, person: person, rule: rule,
          earliest: day(earliest), due: day(due), deadline: day(deadline), smallestGap: gap, largestGap: largest,
          minutes: minutes, weight: weight, atDesk: atDesk, evidence: "synthetic"))
    }
    let span = last.days(since: first)
    let minutes = 20 + random.below(max(longestVisit - 20, 1))
    let due = random.below(span + 1)
    // Every month, and in two months when a visit fell at the beginning of the first.
    add("VC-01", "1", 0, due, span, gap: 10, largest: 31, minutes: minutes, weight: 60 + random.below(40))
    if random.below(10) == 0 {
      add("VC-02", "half", 0, span, span, minutes: 45, weight: 30)
    }
    if random.below(8) == 0 {
      for week in 0..<weeks {
        add(
          "VC-04", "week \(week)", 7 * week, 7 * week + 4, 7 * week + 4, gap: 4, largest: 9, minutes: 20, weight: 40)
      }
    }
    if random.below(20) == 0 {
      let birthday = random.below(span - 6)
      add("VC-13", "birthday", max(birthday - 3, 0), birthday, birthday, minutes: 15, weight: 25)
    }
    if random.below(15) == 0 {
      add("AR-01", "collection", 0, 7, min(21, span), minutes: 30, weight: 100 + random.below(900))
    }
    if random.below(5) == 0 {
      for week in 0..<weeks {
        add("VC-05", "B \(week)", 7 * week, 7 * week + 4, 7 * week + 6, minutes: 5, weight: 5, atDesk: true)
      }
    }
    return obligations
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014).
package struct SplitMix: Sendable {
  package var state: UInt64
  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 ..< bound
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }
  /// 0 ..< 1
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
