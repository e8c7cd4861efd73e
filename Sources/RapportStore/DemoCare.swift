/// Contacts, visits, complaints and surveys.
struct DemoCare {
  private static let purposes: [StaticString] = ["routine", "sales", "service", "complaint", "collection"]
  private static let outcomes: [StaticString] = ["not_met", "refused", "follow_up", "progress", "agreed"]
  private static let roles: [StaticString] = [
    "economic", "user", "technical", "coach", "purchaser", "maintainer", "initiator", "operator", "other",
  ]
  private static let severities: [StaticString] = ["minor", "moderate", "serious", "critical"]
  private static let gaps: [StaticString] = [
    "promotion", "understanding", "procedure", "behaviour", "perception",
  ]

  private static let departments: [StaticString] = ["Purchasing", "Production", "IT", "Finance", "设备部", "基建部"]

  let tables: DemoTables
  let days: DemoDays
  let today: Int
  let past: DemoPast
  private var contactNumber = 0
  private var visitNumber = 0
  private var complaintNumber = 0
  private var surveyNumber = 0

  init(tables: DemoTables, days: DemoDays, today: Int, past: DemoPast) {
    self.tables = tables
    self.days = days
    self.today = today
    self.past = past
  }

  /// Ids of what was written for an account.
  struct Written {
    var contacts: ClosedRange<Int>
    var visits: Range<Int>
    var surveys: Range<Int>
  }

  mutating func write(
    _ account: DemoAccount, _ history: DemoHistory, _ random: inout DemoRandom, _ extra: inout DemoRandom
  ) -> Written {
    let (visits, surveys) = (visitNumber + 1, surveyNumber + 1)
    let contacts = writeContacts(account, &random, &extra)
    writeVisits(account, history, contacts, &random, &extra)
    if history.orders > 0 {
      writeComplaints(account, &random, &extra)
      writeSurveys(account, &random)
    }
    return Written(contacts: contacts, visits: visits..<visitNumber + 1, surveys: surveys..<surveyNumber + 1)
  }

  // MARK: Contacts

  private mutating func writeContacts(
    _ account: DemoAccount, _ random: inout DemoRandom, _ extra: inout DemoRandom
  ) -> ClosedRange<Int> {
    let first = contactNumber + 1
    let count = account.isKey ? random.within(2...5) : 1 + random.weighted([55, 30, 15])
    let isLocal = account.region != DemoGeography.overseas
    let table = tables.contacts
    for rank in 1...count {
      contactNumber += 1
      table.add(contactNumber)
      table.add(account.id)
      let given = random.pick(isLocal ? DemoNames.given : DemoNames.firstNames, or: "Anna")
      let family = random.pick(isLocal ? DemoNames.surnames : DemoNames.lastNames, or: "Kim")
      table.addFoldedText {
        if isLocal {
          $0.append(family).append(given)
        } else {
          $0.append(given).append(" ").append(family)
        }
      }
      table.add(random.pick(DemoNames.titles, or: "Engineer"))
      // The role does not follow from the title, and of some contacts it is unknown.
      if random.chance(120) { table.addMissing() } else { table.add(role(rank, &random)) }
      table.add(rank)
      table.addText { [contactNumber] in $0.append("+86 139 555 ").append(contactNumber % 100_000, digits: 5)
      }
      table.addText { [contactNumber] in $0.append("c").append(contactNumber).append("@example.com") }
      if random.chance(300) {
        table.add(day: today - random.within(8_500...22_000), days)
      } else {
        table.addMissing()
      }
      table.add(extra.chance(300) ? extra.pick(["female", "male"], or: "female") : nil)
      table.add(extra.chance(400) ? extra.pick(Self.departments, or: "Purchasing") : nil)
      table.endRow()
    }
    return first...contactNumber
  }

  private func role(_ rank: Int, _ random: inout DemoRandom) -> StaticString {
    Self.roles[random.chance(600) ? min(rank - 1, Self.roles.count - 1) : random.below(Self.roles.count)]
  }

  // MARK: Visits

  /// Visits of the last two years: key accounts about monthly, some neglected; others now and then.
  private mutating func writeVisits(
    _ account: DemoAccount, _ history: DemoHistory, _ contacts: ClosedRange<Int>, _ random: inout DemoRandom,
    _ extra: inout DemoRandom
  ) {
    let neglected = random.chance(200)
    let usual = account.isKey ? 30 : account.size >= 2 ? 110 : account.size == 1 ? 260 : 480
    let mean = neglected ? usual * 3 : usual
    var day = max(account.created, today - 730) + random.below(mean)
    let end = history.lastOrder == nil ? today : min(today, account.until + 240)
    while day <= end {
      visit(account, on: day, contacts, &random, &extra)
      day += max(3, mean * random.within(60...140) / 100)
    }
  }

  private mutating func visit(
    _ account: DemoAccount, on day: Int, _ contacts: ClosedRange<Int>, _ random: inout DemoRandom,
    _ extra: inout DemoRandom
  ) {
    visitNumber += 1
    let table = tables.visits
    table.add(visitNumber)
    table.add(account.id)
    if let owner = account.owner(on: day) { table.add(owner) } else { table.addMissing() }
    if random.chance(60) { table.addMissing() } else { table.add(random.within(contacts)) }
    table.add(day: day, days)
    table.add(Self.purposes[random.weighted([45, 25, 18, 5, 7])])
    table.add(Self.outcomes[random.weighted([8, 5 + 4 * (2 - account.loyalty), 40, 30, 15])])
    table.add(15 * random.within(1...8))
    if random.chance(150) { table.add(random.pick(DemoNames.notes, or: "")) } else { table.addMissing() }
    // Most records are written on the day, some late, a few never.
    let late = [0, 1, 5][extra.weighted([80, 12, 8])]
    table.add(day: extra.chance(60) ? nil : min(today, day + late), days)
    table.add(extra.chance(700) ? 1 : 0)
    table.endRow()
  }

  // MARK: Complaints and surveys

  private mutating func writeComplaints(
    _ account: DemoAccount, _ random: inout DemoRandom, _ extra: inout DemoRandom
  ) {
    let chance = [170, 90, 50][min(account.loyalty, 2)] + (account.isKey ? 80 : 0)
    let first = max(account.from, today - 1000)
    guard first < today else { return }
    let table = tables.complaints
    for _ in 0..<3 where random.chance(chance) {
      complaintNumber += 1
      let opened = random.within(first...today)
      let closing = opened + random.within(2...60)
      let isClosed = closing <= today && !random.chance(30)
      if isClosed {
        let change = DemoPast.Change(day: closing, old: "investigating", new: "closed")
        past.write("complaints", complaintNumber, "state", change)
      }
      table.add(complaintNumber)
      table.add(account.id)
      table.add(day: opened, days)
      table.add(day: isClosed ? closing : nil, days)
      table.add(Self.severities[random.weighted([40, 35, 18, 7])])
      table.add(isClosed ? "closed" : random.pick(["received", "investigating", "resolved"], or: "received"))
      if random.chance(150) { table.addMissing() } else { table.add(random.pick(Self.gaps, or: "procedure")) }
      table.add(random.pick(DemoNames.complaints, or: ""))
      table.add(day: opened + extra.within(5...30), days)
      if let owner = account.owner { table.add(owner) } else { table.addMissing() }
      table.add(isClosed ? extra.pick(["Replaced", "Repaired", "已道歉", "退款"], or: "Replaced") : nil)
      table.endRow()
    }
  }

  private mutating func writeSurveys(_ account: DemoAccount, _ random: inout DemoRandom) {
    var day = max(account.from, today - 900) + random.below(365)
    let table = tables.surveys
    while day <= today {
      if account.isKey || random.chance(120) {
        surveyNumber += 1
        let expected = random.within(60...95)
        let perceived = min(100, max(10, expected + account.loyalty * 8 - 12 + random.within(-12...10)))
        table.add(surveyNumber)
        table.add(account.id)
        table.add(day: day, days)
        table.add(perceived)
        table.add(expected)
        table.add(min(10, max(0, perceived / 10 + random.within(-2...1))))
        table.endRow()
      }
      day += random.within(330...400)
    }
  }
}
