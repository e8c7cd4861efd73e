/// Our own people in a demonstration store: a director, a manager for each region, key-account managers,
/// support.
struct DemoPeople {
  struct Person {
    var role: StaticString
    var region: Int?
    var manager: Int?
    /// Answers for accounts.
    var isOwner = false
  }

  private(set) var people: [Person] = []
  /// Ids of the people who own accounts, by region.
  private(set) var owners: [[Int]]

  init(accounts: Int, random: inout DemoRandom) {
    let regions = DemoGeography.regions
    owners = regions.map { _ in [] }
    people.append(Person(role: "director", region: nil, manager: nil))
    for region in regions.indices {
      people.append(Person(role: "regional_manager", region: region, manager: 1))
    }
    let weights = regions.indices.map { region in
      DemoGeography.cities.reduce(0) { $0 + ($1.region == region ? $1.weight : 0) }
    }
    let needed = max(regions.count, accounts / 100 + (accounts % 100 == 0 ? 0 : 1))
    for index in 0..<needed {
      let region = index < regions.count ? index : random.weighted(weights)
      people.append(
        Person(role: "key_account_manager", region: region, manager: region + 2, isOwner: true))
      owners[region].append(people.count)
    }
    for region in regions.indices {
      people.append(Person(role: "support", region: region, manager: region + 2))
    }
  }

  func owner(in region: Int, _ random: inout DemoRandom) -> Int {
    owners.indices.contains(region) ? random.pick(owners[region], or: 1) : 1
  }

  /// The supporter of a region; the director if there is none.
  func support(in region: Int) -> Int {
    (people.lastIndex { $0.region == region && !$0.isOwner } ?? 0) + 1
  }

  func superior(of person: Int?) -> Int {
    guard let person, people.indices.contains(person - 1) else { return 1 }
    return people[person - 1].manager ?? 1
  }

  func write(to table: DemoTable, days: DemoDays, today: Int, random: inout DemoRandom) {
    for (index, person) in people.enumerated() {
      let abroad = person.region == DemoGeography.overseas
      let last = random.pick(abroad ? DemoNames.lastNames : DemoNames.ownSurnames, or: "Li")
      let first = random.pick(abroad ? DemoNames.firstNames : DemoNames.ownGiven, or: "Wei")
      table.add(index + 1)
      table.addFoldedText {
        // Chinese names have the family name first.
        $0.append(abroad ? first : last).append(" ").append(abroad ? last : first)
      }
      table.add(first)
      table.add(last)
      table.add(person.role)
      table.add(person.region.map { DemoGeography.regions[$0] })
      table.addText { $0.append("p").append(index + 1).append("@rapport.example") }
      table.add(day: today - random.within(200...7000), days)
      if let manager = person.manager { table.add(manager) } else { table.addMissing() }
      table.endRow()
    }
  }
}
