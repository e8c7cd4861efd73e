/// Cards, opportunities with their buying centre, and contracts of one account.
struct DemoDeals {
  var work: DemoWork
  let account: DemoAccount
  let care: DemoCare.Written
  let isProspect: Bool

  private enum State {
    case open, won, lost, stopped

    var word: StaticString {
      switch self {
      case .open: "open"
      case .won: "won"
      case .lost: "lost"
      case .stopped: "stopped"
      }
    }
  }

  private var tables: DemoWorkTables { work.tables }
  private var days: DemoDays { work.days }
  private var today: Int { work.today }
  private var past: DemoPast { work.past }
  private static let categories = DemoProducts.lines.map(\.name)

  mutating func write(_ random: inout DemoRandom) {
    for number in 0..<(isProspect ? 1 : random.within(1...2)) { writeCard(isFirst: number == 0, &random) }
    if account.isKey, !isProspect, random.chance(500) { writeContract(&random) }
  }

  // MARK: Cards

  private mutating func writeCard(isFirst: Bool, _ random: inout DemoRandom) {
    let opened = min(today, max(account.created, today - random.within(3...400)))
    let money = random.chance(700), authority = random.chance(600)
    let need = random.weighted([20, 25, 55])
    let isStopped = !money && !authority && need < 2 && random.chance(600)
    let state: State = isStopped ? .stopped : [.open, .won, .lost][random.weighted([75, 15, 10])]
    let letters = (money ? 1 : 0) + (authority ? 1 : 0) + (need == 2 ? 1 : 0)
    let grade = isStopped || random.chance(30) ? nil : letters
    let amount = random.within(2...90) * (account.size + 1) * 100_000
    let isKnown = !random.chance(80)
    let card = tables.cards.write(
      days, .text { [number = tables.cards.rows + 1] in $0.append("K").append(number, digits: 6) },
      DemoCell(account.id), DemoCell(random.within(care.contacts)), DemoCell(account.owner),
      .word(isProspect ? "prospect" : "customer"), grade.map { .word(["C", "C", "B", "A"][$0]) } ?? nil,
      .word(random.pick(["Second machine room", "更换旧设备", "New site", "扩容"], or: "")),
      .word(random.pick(Self.categories, or: "Battery")), DemoCell(amount),
      isKnown ? DemoCell(money) : nil, isKnown ? DemoCell(authority) : nil, isKnown ? .word(["none", "some", "large"][need]) : nil,
      .word(state.word), .day(opened), state == .open ? nil : .day(min(today, opened + random.within(1...120))),
      random.chance(700) ? "Call back" : nil, random.chance(700) ? .day(today + random.within(-10...30)) : nil)
    writeCardEvents(card, opened, isOpen: state == .open, grade, &random)
    if !isStopped, random.chance(account.isKey ? 700 : 250) {
      writeOpportunity(card, opened, state, amount, isFirst: isFirst, &random)
    }
  }

  private func writeCardEvents(
    _ card: Int, _ opened: Int, isOpen: Bool, _ letters: Int?, _ random: inout DemoRandom
  ) {
    func event(_ day: Int, _ kind: StaticString, _ isComplete: Bool? = nil) {
      let cell: DemoCell = isComplete.map { DemoCell($0) } ?? nil
      tables.cardEvents.write(days, DemoCell(card), DemoCell(account.owner), .day(day), .word(kind), cell, cell)
    }
    event(opened, "filled")
    guard isOpen else { return }
    let usual = letters == 3 ? 1 : letters == 2 ? 7 : 31
    event(max(opened, today - random.within(0...usual * 2)), "read")
    event(max(opened, today - random.within(0...6)), "regraded")
    if account.isKey {
      event(max(opened, today - random.within(0...10)), "inspected", random.chance(800))
      if random.chance(500) { event(max(opened, today - random.within(0...20)), "returned") }
    }
  }

  // MARK: Opportunities

  private func writeOpportunity(
    _ card: Int, _ opened: Int, _ state: State, _ amount: Int, isFirst: Bool, _ random: inout DemoRandom
  ) {
    let stages: [StaticString] = ["need_found", "analysis", "comparison", "consultation", "execution"]
    let stage = state == .won ? 4 : random.below(stages.count)
    let probability = state == .open ? 10 + stage * 18 + random.within(-5...5) : state == .won ? 100 : 0
    let isOpen = state == .open
    let rivals: [StaticString] = ["Northwind Cooling", "华冷", "Polaris"]
    let isDropped = isOpen && random.chance(60)
    let closes = today + random.within(-20...90)
    let closed = isOpen ? nil : min(today, opened + random.within(1...120))
    let deal = tables.opportunities.write(
      days, .name { $0.append("Deal ").append(card) }, DemoCell(account.id), DemoCell(account.owner), DemoCell(card),
      .word(stages[stage]), isDropped ? "dropped" : .word(state.word), .day(opened),
      .day(closes), DemoCell(day: closed),
      DemoCell(amount), DemoCell(probability), random.chance(600) ? DemoCell(amount / 10 * random.within(8...12)) : nil,
      random.chance(300) ? "Below 55 dB" : nil, random.chance(400) ? .day(today + random.within(60...200)) : nil,
      random.chance(300) ? .day(max(opened, today - 10)) : nil, state == .lost ? .word(random.pick(rivals, or: "")) : nil,
      isOpen && random.chance(800) ? "Show the reference site" : nil,
      isOpen && random.chance(800) ? .day(today + random.within(-5...21)) : nil)
    if let closed {
      past.write("opportunities", deal, "state", DemoPast.Change(day: closed, old: "open", new: .word(state.word)))
    }
    writeRoles(deal, opened, isFirst: isFirst, &random)
    if random.chance(400) {
      tables.competitorFacts.write(
        days, .word(random.pick(rivals, or: "")), DemoCell(account.id), DemoCell(deal),
        .day(max(opened, today - random.below(60))), .word(random.pick(Self.categories, or: "Battery")),
        DemoCell(amount / 100 * random.within(85...110)), "Coach", "Offers five years of guarantee")
    }
  }

  /// The four of CUTE, some missing, some held by one person, some long ago.
  private func writeRoles(_ deal: Int, _ opened: Int, isFirst: Bool, _ random: inout DemoRandom) {
    var contacts = Array(care.contacts)
    let roles: [StaticString] = ["coach", "user", "technical", "economic"]
    for (position, role) in roles.enumerated() where random.chance(700) {
      let contact = contacts.count > 1 && random.chance(800) ? contacts.removeFirst() : contacts[0]
      let isOld = random.chance(150)
      tables.roles.write(
        days, DemoCell(deal), DemoCell(contact), .word(role), .day(isOld ? opened - 400 : opened),
        random.chance(60) ? .day(today) : nil,
        random.chance(850) ? .word(["against", "neutral", "favour"][random.weighted([15, 35, 50])]) : nil,
        position == 0 ? DemoCell(random.chance(100)) : nil)
    }
    guard isFirst, random.chance(300) else { return }
    let drivers: [StaticString] = [
      "achievement", "performance", "reputation", "low_cost", "payback", "model_project", "personal_achievement",
    ]
    tables.drivers.write(
      days, DemoCell(care.contacts.upperBound), .word(random.pick(drivers, or: "performance")), nil)
  }

  // MARK: Contracts

  private mutating func writeContract(_ random: inout DemoRandom) {
    let isAbroad = account.region == DemoGeography.overseas
    let signed = min(today, max(account.from, today - random.within(1...500)))
    work.contractNumber += 1
    let number = work.contractNumber
    let count = random.within(1...3)
    let newBrands = work.products.newBrands(on: signed)
    let lines = (0..<count).map { _ in
      let isNew = !newBrands.isEmpty && random.chance(700)
      let product =
        isNew ? random.pick(newBrands, or: 1) : random.within(1...work.products.count(on: signed))
      return (product: product, amount: random.within(5_000...200_000) * 100)
    }
    let (rate, margin) = (isAbroad ? 1_000_000 : 139_276, random.within(400...2_600))
    let reported = random.chance(800) ? signed + random.below(5) : nil
    let contract = tables.contracts.write(
      days, .text { $0.append("CT").append(number, digits: 6) }, DemoCell(account.id), DemoCell(account.owner), nil,
      .day(signed), DemoCell(lines.map(\.amount).reduce(0, +)), .word(isAbroad ? "USD" : "CNY"), DemoCell(rate),
      DemoCell(margin), random.chance(800) ? DemoCell(random.within(0...20) * 50) : nil, DemoCell(day: reported),
      DemoCell(day: reported.map { $0 + 1 }), DemoCell(day: reported.map { $0 + 3 }))
    for (position, line) in lines.enumerated() {
      let table = tables.contractLines
      table.add(contract)
      table.add(position + 1)
      table.add(line.product)
      table.add(line.amount)
      table.endRow()
    }
    let sold = lines.filter { newBrands.contains($0.product) }.map(\.amount).reduce(0, +)
    guard let reported, reported + 3 <= today, let owner = account.owner, margin >= 1_000,
      let bonus = Self.bonus(cents: sold * rate / 1_000_000)
    else { return }
    tables.awards.write(
      days, DemoCell(owner), DemoCell(contract), .day(reported + 3), "commendation", DemoCell(bonus), "New-brand sale")
  }

  /// What the sale of new brands earns, in fen, by its US cents.
  private static func bonus(cents: Int) -> Int? {
    let tiers = [(10_000, 300), (30_000, 500), (60_000, 800), (100_000, 1_000)]
    return tiers.last { cents > $0.0 * 100 }.map { $0.1 * 100 }
  }
}
