/// What fields of a demonstration store were before: the newest change always gives the value stored now.
struct DemoPast {
  /// Changes are known of so many days.
  private static let span = 730

  let table: DemoTable
  let people: DemoPeople
  let days: DemoDays
  let today: Int

  struct Change {
    var day: Int
    var old: DemoCell
    var new: DemoCell
  }

  // MARK: Accounts

  func write(
    _ account: DemoAccount, _ classes: DemoClasses, _ history: DemoHistory, grade: Int, limit: Int?,
    _ random: inout DemoRandom
  ) {
    let first = max(account.created + 30, today - Self.span)
    writeStatus(account, history)
    writeOwner(account, &random)
    guard history.orders > 0 else { return }
    steps(account, "credit", DemoAccount.credits, classes.credit, from: first, chance: 450, &random)
    steps(account, "loyalty", DemoAccount.loyalties, classes.loyalty, from: first, chance: 400, &random)
    steps(account, "size", DemoAccount.sizes, classes.size, from: first, chance: 120, &random)
    steps(account, "relationship", DemoAccount.relationships, classes.relationship, from: first, chance: 120, &random)
    steps(account, "grade", DemoAccount.grades, grade, from: first, chance: 300, &random)
    if let limit, random.chance(350) {
      // In steps of 1,000 yuan, as the limit itself.
      let before = max(1_000_000, limit * random.within(5...9) / 10 / 100_000 * 100_000)
      let day = today - random.within(20...500)
      let change = Change(day: day, old: DemoCell(before), new: DemoCell(limit))
      if before != limit, day > first { write(account.id, "credit_limit", [change]) }
    }
  }

  /// A candidate becomes a customer with the first order, sleeps when it is quiet for long, and is then lost.
  private func writeStatus(_ account: DemoAccount, _ history: DemoHistory) {
    guard let first = history.firstOrder, let last = history.lastOrder else { return }
    var changes: [Change] = []
    if account.created > account.from - 60 { changes.append(Change(day: first, old: "candidate", new: "active")) }
    let (dormant, lost) = (last + account.dormantAfter + 1, last + account.lostAfter + 1)
    if dormant <= today, dormant < lost { changes.append(Change(day: dormant, old: "active", new: "dormant")) }
    if lost <= today { changes.append(Change(day: lost, old: dormant < lost ? "dormant" : "active", new: "lost")) }
    write(account.id, "status", changes)
  }

  /// Some were handed over lately; the seller of an older order may be another person anyway.
  private func writeOwner(_ account: DemoAccount, _ random: inout DemoRandom) {
    let others = people.people.indices.filter { people.people[$0].isOwner && $0 + 1 != account.owner }.map { $0 + 1 }
    let isHandedOver = random.chance(90)
    let day = today - random.within(10...Self.span)
    let other = random.pick(others, or: 1)
    if let former = account.formerOwner, account.handover > account.created {
      write(account.id, "owner", [Change(day: account.handover, old: DemoCell(former), new: DemoCell(account.owner))])
    } else if isHandedOver, !others.isEmpty, day > account.created {
      write(account.id, "owner", [Change(day: day, old: DemoCell(other), new: DemoCell(account.owner))])
    }
  }

  /// Walks back from the present rank, a rank at a time, to the first classification at most.
  private func steps(
    _ account: DemoAccount, _ field: StaticString, _ words: [StaticString], _ rank: Int?, from first: Int, chance: Int,
    _ random: inout DemoRandom
  ) {
    guard var rank, words.indices.contains(rank) else { return }
    var changes: [Change] = []
    var day = today - random.within(4...240)
    while day > first, random.chance(chance) {
      let isFirst = account.created > today - Self.span && random.chance(250)
      let before = rank == 0 ? 1 : rank == words.count - 1 || random.chance(600) ? rank - 1 : rank + 1
      changes.append(Change(day: day, old: isFirst ? nil : .word(words[before]), new: .word(words[rank])))
      if isFirst { break }
      rank = before
      day -= random.within(60...300)
    }
    write(account.id, field, changes.reversed())
  }

  private func write(_ id: Int, _ field: StaticString, _ changes: [Change]) {
    for change in changes { write("accounts", id, field, change) }
  }

  // MARK: Any row

  func write(_ entity: StaticString, _ id: Int, _ field: StaticString, _ change: Change) {
    table.write(days, .word(entity), DemoCell(id), .word(field), .day(change.day), change.old, change.new)
  }
}
