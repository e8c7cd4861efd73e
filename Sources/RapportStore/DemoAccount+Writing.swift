/// What is known of an account once its orders are there.
struct DemoHistory {
  var orders = 0
  var firstOrder: Int?
  var lastOrder: Int?
  /// Fen ordered in the last 365 days.
  var lastYear = 0
}

/// Ranks of the classes that an account is in; nil where nobody classified it.
struct DemoClasses {
  var credit, size, stability, condition, loyalty, stage, relationship: Int?
}

extension DemoAccount {
  /// Days without an order after which a customer sleeps, and after which it is lost.
  var dormantAfter: Int { max(120, interval * 2) }
  var lostAfter: Int { max(365, interval * 4) }

  private func status(_ history: DemoHistory, today: Int) -> StaticString {
    guard let last = history.lastOrder else { return "candidate" }
    let silence = today - last
    if silence > lostAfter { return "lost" }
    if silence > dormantAfter { return "dormant" }
    return "active"
  }

  func grade(_ history: DemoHistory) -> Int {
    if isKey || (size == 3 && credit >= 2) { return 2 }
    return history.orders > 0 && size >= 1 && credit >= 1 ? 1 : 0
  }

  func write(
    to table: DemoTable, days: DemoDays, history: DemoHistory, today: Int, _ random: inout DemoRandom,
    _ extra: inout DemoRandom
  ) -> DemoClasses {
    let place = DemoGeography.cities[city]
    let isProspect = history.orders == 0
    table.add(id)
    table.addText { $0.append("C").append(id, digits: 6) }
    writeName(to: table, place, &random)
    table.add(isProspect ? "prospect" : isDealer ? "dealer" : "customer")
    table.add(status(history, today: today))
    table.add(DemoNames.industries[industry].name)
    table.add(place.name)
    table.add(DemoGeography.regions[place.region])
    table.add(place.country)
    // Whole ten-thousandths, so that four decimals are all there is to show.
    table.add(((place.latitude * 10_000).rounded() + Double(random.within(-1500...1500))) / 10_000)
    table.add(((place.longitude * 10_000).rounded() + Double(random.within(-1500...1500))) / 10_000)
    table.addText { $0.append("+86 400 555 ").append(id % 10_000, digits: 4) }
    table.add(day: founded, days)
    table.add(day: created, days)
    let classes = classes(isProspect: isProspect, &random)
    write(classes, to: table)
    table.add(isKey ? 1 : 0)
    table.add(Self.grades[grade(history)])
    if let limit = creditLimit(history) { table.add(limit) } else { table.addMissing() }
    table.add(paymentDays)
    if let owner { table.add(owner) } else { table.addMissing() }
    let isLost = history.lastOrder.map { today - $0 > lostAfter } ?? false
    writeProfile(to: table, isProspect: isProspect, isLost: isLost, &extra)
    table.endRow()
    return classes
  }

  private func writeName(to table: DemoTable, _ place: DemoGeography.City, _ random: inout DemoRandom) {
    let business = DemoNames.industries[industry]
    let isLocal = place.region != DemoGeography.overseas && random.chance(750)
    let first = random.pick(isLocal ? DemoNames.localStems : DemoNames.stems, or: "New")
    let second = random.pick(isLocal ? DemoNames.localStems : DemoNames.tails, or: "gate")
    let ending = random.pick(isLocal ? DemoNames.localEndings : DemoNames.endings, or: "Ltd")
    table.addFoldedText {
      if isLocal {
        $0.append(place.local).append(first).append(second).append(business.local).append(ending)
      } else {
        $0.append(first).append(second).append(" ").append(business.name).append(" ").append(ending)
      }
    }
  }

  /// Prospects are not classified yet, and of a few customers a class is unknown.
  private func classes(isProspect: Bool, _ random: inout DemoRandom) -> DemoClasses {
    func known(_ words: [StaticString], _ level: Int, unknown: Int) -> Int? {
      if random.chance(unknown) { return nil }
      return min(max(level, 0), words.count - 1)
    }
    var classes = DemoClasses()
    classes.credit = known(Self.credits, credit, unknown: isProspect ? 500 : 20)
    classes.size = known(Self.sizes, size, unknown: isProspect ? 300 : 10)
    classes.stability = known(Self.stabilities, credit + random.within(-1...1), unknown: isProspect ? 800 : 60)
    classes.condition = known(Self.conditions, (credit + size) / 2, unknown: isProspect ? 700 : 40)
    classes.loyalty = known(Self.loyalties, loyalty, unknown: isProspect ? 1000 : 15)
    classes.stage = known(Self.stages, loyalty * 2 + random.below(2), unknown: isProspect ? 1000 : 30)
    let tie = isKey ? 1 + loyalty : max(0, loyalty - 1)
    classes.relationship = known(Self.relationships, tie, unknown: isProspect ? 1000 : 30)
    return classes
  }

  private func write(_ classes: DemoClasses, to table: DemoTable) {
    table.add(classes.credit.map { Self.credits[$0] })
    table.add(classes.size.map { Self.sizes[$0] })
    table.add(classes.stability.map { Self.stabilities[$0] })
    table.add(classes.condition.map { Self.conditions[$0] })
    table.add(classes.loyalty.map { Self.loyalties[$0] })
    table.add(classes.stage.map { Self.stages[$0] })
    table.add(classes.relationship.map { Self.relationships[$0] })
  }

  /// A quarter of a year's purchases, more for good credit, in steps of 1,000 yuan.
  func creditLimit(_ history: DemoHistory) -> Int? {
    if history.orders == 0 { return nil }
    return max(history.lastYear / 400 * [40, 80, 120, 160][min(credit, 3)] / 100_000 * 100_000, 1_000_000)
  }
}
