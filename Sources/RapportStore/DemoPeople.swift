/// Our own people in a demonstration store: a director, a manager for each region, key-account managers,
/// support.
struct DemoPeople {
  struct Person {
    var role: StaticString
    var region: Int?
    var manager: Int?
    /// Answers for accounts.
    var isOwner = false
    /// Where days begin.
    var home: DemoGeography.City?
  }

  private(set) var people: [Person] = []
  /// Ids of the people who own accounts, by region.
  private(set) var owners: [[Int]]

  init(accounts: Int, random: inout DemoRandom) {
    let regions = DemoGeography.regions
    owners = regions.map { _ in [] }
    let homes = regions.indices.map { DemoGeography.cities(of: $0) }
    people.append(Person(role: "director", region: nil, manager: nil, home: homes.first?.first))
    for region in regions.indices {
      people.append(Person(role: "regional_manager", region: region, manager: 1, home: homes[region].first))
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
      people.append(Person(role: "support", region: region, manager: region + 2, home: homes[region].first))
      settle(region)
    }
  }

  /// Gives the owners of a region homes in its cities, more of them where there are more customers.
  private mutating func settle(_ region: Int) {
    let cities = DemoGeography.cities(of: region)
    var settled = cities.map { _ in 0 }
    for owner in owners[region] {
      // The city with the most customers per owner, as if the next one lived there.
      let next = cities.indices.max { cities[$0].weight * (settled[$1] + 1) < cities[$1].weight * (settled[$0] + 1) }
      guard let next else { continue }
      settled[next] += 1
      people[owner - 1].home = cities[next]
    }
  }

  /// One of those of the city's region who live nearest to it.
  func owner(in city: DemoGeography.City, _ random: inout DemoRandom) -> Int {
    guard owners.indices.contains(city.region), !owners[city.region].isEmpty else { return 1 }
    let near = owners[city.region].map { (owner: $0, distance: people[$0 - 1].home?.squaredDistance(to: city) ?? .infinity) }
    let least = near.map(\.distance).min() ?? 0
    let nearest = near.filter { $0.distance == least }.map(\.owner)
    // Drawn among all, so that later numbers do not depend on where people live.
    return nearest[random.below(near.count) % nearest.count]
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
      if let home = person.home {
        table.add(home.latitude)
        table.add(home.longitude)
      } else {
        table.addMissing()
        table.addMissing()
      }
      table.endRow()
    }
  }
}
