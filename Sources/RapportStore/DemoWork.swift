import RapportValues

/// The daily work with customers: cards, teams, needs, signals, service, and what people are to reach.
struct DemoWork {
  let tables: DemoWorkTables
  let people: DemoPeople
  let products: DemoProducts
  let days: DemoDays
  let today: Int
  let past: DemoPast
  /// How many events and incidents there are to be guest at or asked about.
  private(set) var eventDays: [Int] = []
  private(set) var incidentDay = 0
  var contractNumber = 0

  init(
    tables: DemoWorkTables, people: DemoPeople, products: DemoProducts, days: DemoDays, today: Int, past: DemoPast
  ) {
    self.past = past
    self.tables = tables
    self.people = people
    self.products = products
    self.days = days
    self.today = today
  }

  // MARK: What belongs to no account

  mutating func writeCommon(accounts: Int, _ random: inout DemoRandom) {
    writeEvents(&random)
    writeIncident()
    writeTerritories(&random)
    writeTargets(&random)
    for item in 1...23 where ![3, 4, 5, 6, 7, 10, 15, 16, 18, 19, 20].contains(item) {
      tables.checklist.write(
        days, DemoCell(item), nil, 1, .day(today - random.within(1...80)), DemoCell(random.chance(700)))
    }
  }

  private mutating func writeEvents(_ random: inout DemoRandom) {
    let kinds: [StaticString] = [
      "tea_party", "exhibition", "development_day", "competition", "customer_meeting", "training",
    ]
    let names: [StaticString] = ["Tea party", "Trade fair", "New-customer day", "Golf day", "客户会议", "Training"]
    for number in 0..<12 {
      let kind = number % kinds.count
      let day = today - 700 + number * 64
      eventDays.append(day)
      tables.events.write(
        days, .name { $0.append(names[kind]).append(" ").append(number / kinds.count + 1) }, .word(kinds[kind]),
        .day(day), .word(random.pick(["Shanghai", "北京", "Shenzhen"], or: "")), 1,
        DemoCell(random.within(5...80) * 100_000))
    }
  }

  private mutating func writeIncident() {
    incidentDay = today - 95
    tables.incidents.write(
      days, .name { $0.append("Fan recall") }, .day(incidentDay), .word("A fan of one series may fail; all are replaced."))
  }

  private func writeTerritories(_ random: inout DemoRandom) {
    let levels: [StaticString] = ["low", "medium", "high"]
    for (index, person) in people.people.enumerated() {
      guard person.isOwner, let region = person.region else { continue }
      tables.territories.write(
        days, .name { $0.append(DemoGeography.regions[region]).append(" ").append(index + 1) },
        .word(DemoGeography.regions[region]),
        random.chance(300) ? .word(random.pick(DemoProducts.lines, or: DemoProducts.lines[0]).name) : nil,
        DemoCell(index + 1), .day(today - 400), random.chance(800) ? .day(today - random.within(20...390)) : nil,
        DemoCell(random.pick(levels, or: "low")), .word("Price first"), .word("Buys in autumn"),
        DemoCell(random.pick(levels, or: "low")))
    }
  }

  private func writeTargets(_ random: inout DemoRandom) {
    let this = Day(clamping: Int64(today)).year
    guard let first = Day(year: this, month: 1, day: 1), let last = Day(year: this, month: 12, day: 31) else { return }
    let metrics: [(StaticString, ClosedRange<Int>, Int)] = [
      ("revenue", 30...160, 10_000_000), ("new_customers", 2...8, 100), ("daily_visits", 2...5, 100),
      ("prospects", 10...30, 100),
    ]
    for (index, person) in people.people.enumerated() where person.isOwner {
      for (metric, range, unit) in metrics {
        tables.targets.write(
          days, DemoCell(index + 1), nil, .word(metric), .day(Int(first.number)), .day(Int(last.number)),
          DemoCell(random.within(range) * unit))
      }
    }
    for region in DemoGeography.regions {
      tables.targets.write(
        days, nil, .word(region), "headcount", .day(Int(first.number)), .day(Int(last.number)),
        DemoCell(random.within(3...6) * 100))
    }
  }

  // MARK: An account

  mutating func write(
    _ account: DemoAccount, _ history: DemoHistory, _ care: DemoCare.Written, _ random: inout DemoRandom
  ) {
    let isProspect = history.orders == 0
    var deals = DemoDeals(work: self, account: account, care: care, isProspect: isProspect)
    if account.isKey || isProspect || random.chance(40) { deals.write(&random) }
    contractNumber = deals.work.contractNumber
    if account.isKey { writeService(account, care, &random) }
    writeTouches(account, care, isProspect: isProspect, &random)
    if random.chance(isProspect ? 250 : 30), account.id > 1 {
      tables.referrals.write(
        days, DemoCell(max(1, care.contacts.lowerBound - random.within(1...20))), DemoCell(account.id),
        .day(max(account.created, today - random.within(0...700))),
        DemoCell(random.pick(["customer", "relative", "friend", "elder", "alumni", "influential"], or: "customer")))
    }
  }

  private func writeTouches(
    _ account: DemoAccount, _ care: DemoCare.Written, isProspect: Bool, _ random: inout DemoRandom
  ) {
    let channels: [StaticString] = [
      "telephone", "email", "letter", "product_mail", "greeting", "reception", "online", "gift", "exhibition",
      "mail_advertising", "meeting", "door_visit",
    ]
    let stage: StaticString = isProspect ? "before_sale" : random.pick(["during_sale", "after_sale"], or: "after_sale")
    for _ in 0..<(account.isKey ? random.within(3...9) : random.weighted([75, 20, 5])) {
      tables.touches.write(
        days, DemoCell(account.id), DemoCell(random.within(care.contacts)), DemoCell(account.owner),
        .day(max(account.created, today - random.below(500))),
        .word(channels[random.weighted([24, 18, 10, 8, 8, 6, 8, 3, 5, 5, 3, 2])]),
        DemoCell(random.chance(550) ? "active" : "passive"), .word(stage))
    }
  }

  /// What only key accounts have: a team, needs, signals, projects, clubs, plans.
  private func writeService(
    _ account: DemoAccount, _ care: DemoCare.Written, _ random: inout DemoRandom
  ) {
    let id = DemoCell(account.id)
    let region = account.region
    tables.types.write(days, id, .word(DemoAccount.keyTypes[account.taste % 3]), .day(account.created))
    if random.chance(300) {
      tables.types.write(days, id, .word(DemoAccount.keyTypes[(account.taste + 1) % 3]), .day(today - 300))
    }
    let support = people.support(in: region)
    for role: StaticString in ["technical_support", "market_support", "maintenance", "execution_manager"]
    where random.chance(600) {
      tables.team.write(
        days, id, DemoCell(support), .word(role), .day(account.handover),
        random.chance(150) ? .day(max(account.handover, today - 30)) : nil)
    }
    if let owner = account.owner {
      tables.team.write(days, id, DemoCell(owner), "account_manager", .day(account.handover), nil)
    }
    if random.chance(80) {
      tables.stations.write(
        days, .name { $0.append("Station ").append(account.id) }, id, DemoCell(support),
        .word(DemoGeography.regions[region]), .word(DemoGeography.cities[account.city].name),
        .day(max(account.created, today - 500)))
    }
    writeNeeds(account, care, support, &random)
    writeSignals(account, &random)
    if random.chance(500) {
      tables.memberships.write(
        days, id, "Key-account club", DemoCell(random.pick(["silver", "gold"], or: "silver")),
        .day(today - random.within(30...600)), nil)
    }
    for (event, day) in eventDays.enumerated() where day > account.created && random.chance(120) {
      tables.guests.write(
        days, DemoCell(event + 1), id, DemoCell(random.within(care.contacts)),
        day <= today ? DemoCell(random.chance(750)) : nil)
    }
    if random.chance(400) { writeSentiment(account, &random) }
    if random.chance(350) { writeSupportPlan(account, &random) }
    writeGifts(account, care, &random)
    for visit in care.visits where random.chance(700) {
      tables.reports.write(
        days, DemoCell(visit), DemoCell(people.superior(of: account.owner)), .day(today - random.below(3)))
    }
    for survey in care.surveys where random.chance(500) {
      for question: StaticString in ["needs", "priorities", "our_fit", "rival_fit", "real_value"] {
        tables.answers.write(days, DemoCell(survey), .word(question), DemoCell(random.within(3...10) * 10), nil)
      }
    }
  }

  private func writeNeeds(
    _ account: DemoAccount, _ care: DemoCare.Written, _ support: Int, _ random: inout DemoRandom
  ) {
    let kinds: [StaticString] = ["function", "variety", "specification", "price", "service_range", "timeliness"]
    let states: [StaticString] = ["need", "solution", "review", "approved", "delivered"]
    for _ in 0..<random.within(0...3) {
      let day = max(account.created, today - random.within(5...600))
      let state = random.weighted([50, 40, 10])
      let need = tables.needs.write(
        days, DemoCell(account.id), DemoCell(random.within(care.contacts)), .day(day),
        .word(kinds[random.below(kinds.count)]), .word(random.pick(DemoProducts.lines, or: DemoProducts.lines[0]).name),
        .word(random.pick(["ordinary", "notable", "important", "urgent"], or: "ordinary")),
        .word(["open", "met", "dropped"][state]), state == 1 ? .day(min(today, day + 40)) : nil,
        .word(random.pick(["Quieter units", "更快的响应", "A second size", "远程监控"], or: "")))
      guard random.chance(500) else { continue }
      let step = random.below(states.count)
      let isReviewed = step >= 3 && random.chance(900)
      tables.projects.write(
        days, .name { $0.append("Project ").append(need) }, DemoCell(account.id), DemoCell(need), nil,
        DemoCell(support), isReviewed ? DemoCell(account.owner) : nil, .day(day),
        isReviewed ? .day(min(today, day + 20)) : nil, step == 4 ? .day(min(today, day + 60)) : nil,
        .word(states[step]), step > 0 ? "Two units per row" : nil)
    }
  }

  private func writeSignals(_ account: DemoAccount, _ random: inout DemoRandom) {
    let categories: [StaticString] = [
      "customer", "purchase", "competitor", "credit", "personnel", "market", "service",
    ]
    for _ in 0..<random.within(0...2) {
      let day = max(account.created, today - random.within(0...200))
      let weight = random.weighted([40, 30, 20, 10])
      let acted = random.chance(700)
      let signal = tables.signals.write(
        days, DemoCell(account.id), DemoCell(account.owner), .day(day),
        .word(categories[random.below(categories.count)]), .word(random.pick(["Visit", "Press", "电话"], or: "Visit")),
        .word(["ordinary", "notable", "important", "urgent"][weight]),
        .word(random.pick(["New purchasing head", "Budget cut", "对手报价", "扩建计划"], or: "")),
        acted ? "Talked to them" : nil, acted ? .day(min(today, day + 2)) : nil)
      guard weight >= 2 else { continue }
      for person in [people.superior(of: account.owner), 1] where random.chance(800) {
        tables.escalations.write(days, DemoCell(signal), DemoCell(person), .day(day))
      }
    }
  }

  private func writeSentiment(_ account: DemoAccount, _ random: inout DemoRandom) {
    let asked = random.within(3...20)
    let against = random.within(0...asked / 2)
    tables.sentiments.write(
      days, 1, DemoCell(account.id), .day(incidentDay + random.within(1...15)), DemoCell(asked),
      DemoCell(random.within(0...(asked - against))), DemoCell(against))
  }

  private func writeSupportPlan(_ account: DemoAccount, _ random: inout DemoRandom) {
    let budget = random.within(5...80) * 100_000
    let kinds: [StaticString] = ["management", "selling", "advertising", "shop", "promotion"]
    tables.supportPlans.write(
      days, DemoCell(account.id), DemoCell(account.owner), DemoCell(Day(clamping: Int64(today)).year),
      .word(kinds[random.below(kinds.count)]), "Joint visits", random.chance(500) ? "One trainer" : nil,
      DemoCell(budget), DemoCell(budget * random.within(0...110) / 100),
      .word(random.pick(["planned", "approved", "done", "dropped"], or: "planned")))
  }

  private func writeGifts(_ account: DemoAccount, _ care: DemoCare.Written, _ random: inout DemoRandom) {
    if random.chance(200) {
      tables.gifts.write(
        days, DemoCell(random.within(care.contacts)), DemoCell(account.owner),
        random.chance(900) ? DemoCell(people.superior(of: account.owner)) : nil, .day(today - random.below(400)),
        .word(random.pick(["Calendar", "茶叶", "Notebook"], or: "Calendar")), "Festival",
        DemoCell(random.within(20...200) * 100))
    }
    if random.chance(300) {
      let noted = today - random.below(500)
      tables.facts.write(
        days, DemoCell(random.within(care.contacts)), DemoCell(random.pick(["hobby", "education", "work_style"], or: "hobby")),
        .word(random.pick(["Plays badminton", "Studied in Dalian", "Strict about dates"], or: "")), .day(noted),
        .day(noted + 730))
    }
  }
}
