import RapportValues

/// Shares accounts that nobody of the team owns among its people: near to their bases, and as much work for each as their
/// hours allow.
///
/// Accounts are taken in the order of what a second choice would cost, each to the nearest person with room; then single
/// accounts move, and pairs change places, across the borders while that makes ways shorter or loads more even.
package struct Assignment: Sendable {
  /// A person for each account that was given one.
  package private(set) var owners: [Int64: Int64] = [:]

  private struct Item {
    var account: Int64
    var work: Double
    /// Minutes to each person's base.
    var minutes: [Double]
    var nearest: [Int]
    var owner: Int
  }

  /// Passes over all borders at most; each only ever improves.
  private static let passes = 20
  /// How many of the nearest people may get an account.
  private static let neighbours = 6

  package init(of problem: TeamProblem) {
    let people = problem.people.sorted { $0.id < $1.id }
    guard !people.isEmpty else { return }
    let known = Set(people.map(\.id))
    var items = Self.items(problem, people, known)
    var load = Self.owned(problem, people)
    let share = Self.shares(people, total: load.reduce(0, +) + items.reduce(0) { $0 + $1.work })
    Self.distribute(&items, &load, share)
    Self.improve(&items, &load, share)
    for item in items { owners[item.account] = people[item.owner].id }
  }

  private static func items(
    _ problem: TeamProblem, _ people: [TeamProblem.Person], _ known: Set<Int64>
  ) -> [Item] {
    let unowned = Dictionary(grouping: problem.obligations.filter { !known.contains($0.person) }, by: \.account)
    return problem.accounts.compactMap { account in
      guard let obligations = unowned[account.id], let place = account.place, place.isValid else { return nil }
      let minutes = people.map { person in
        person.base.map { Double(TravelModel.journey(from: $0, to: place).minutes) } ?? 0
      }
      let nearest = people.indices.sorted { (minutes[$0], $0) < (minutes[$1], $1) }.prefix(neighbours)
      let work = obligations.reduce(0.0) { $0 + Double(min(max($1.minutes, 0), 1440)) }
      return Item(account: account.id, work: work, minutes: minutes, nearest: Array(nearest), owner: -1)
    }
  }

  /// Minutes of work that people have already.
  private static func owned(_ problem: TeamProblem, _ people: [TeamProblem.Person]) -> [Double] {
    let owned = Dictionary(grouping: problem.obligations, by: \.person)
    return people.map { person in
      (owned[person.id] ?? []).reduce(0.0) { $0 + Double(min(max($1.minutes, 0), 1440)) }
    }
  }

  /// What each should have of all work, by working hours.
  private static func shares(_ people: [TeamProblem.Person], total: Double) -> [Double] {
    let hours = people.map { person in
      person.shifts.reduce(0.0) { $0 + Double(min(max($1.closes - $1.opens, 0), 1440)) }
    }
    let all = hours.reduce(0, +)
    return hours.map { all > 0 ? total * $0 / all : total / Double(people.count) }
  }

  private static func distribute(_ items: inout [Item], _ load: inout [Double], _ share: [Double]) {
    let order = items.indices.sorted {
      let (left, right) = (regret(items[$0]), regret(items[$1]))
      return left != right ? left > right : items[$0].account < items[$1].account
    }
    for index in order {
      let item = items[index]
      let roomy = item.nearest.first { load[$0] + item.work <= share[$0] }
      let owner = roomy ?? load.indices.min { (load[$0] - share[$0], $0) < (load[$1] - share[$1], $1) } ?? 0
      items[index].owner = owner
      load[owner] += item.work
    }
  }

  /// What the second nearest person costs more.
  private static func regret(_ item: Item) -> Double {
    guard item.nearest.count > 1 else { return 0 }
    return item.minutes[item.nearest[1]] - item.minutes[item.nearest[0]]
  }

  /// Ways there, and the square of what is over or under the share, in minutes.
  private static func price(_ load: Double, _ share: Double) -> Double {
    let excess = load - share
    return excess * excess / max(share, 1)
  }

  private static func improve(_ items: inout [Item], _ load: inout [Double], _ share: [Double]) {
    for _ in 0..<passes {
      var hasImproved = false
      for index in items.indices {
        hasImproved = move(index, &items, &load, share) || hasImproved
        hasImproved = swap(index, &items, &load, share) || hasImproved
      }
      if !hasImproved { return }
    }
  }

  private static func move(
    _ index: Int, _ items: inout [Item], _ load: inout [Double], _ share: [Double]
  ) -> Bool {
    let item = items[index]
    let from = item.owner
    for to in item.nearest where to != from {
      let gain =
        item.minutes[from] - item.minutes[to] + price(load[from], share[from]) + price(load[to], share[to])
        - price(load[from] - item.work, share[from]) - price(load[to] + item.work, share[to])
      guard gain > 1e-6 else { continue }
      items[index].owner = to
      load[from] -= item.work
      load[to] += item.work
      return true
    }
    return false
  }

  /// With an account of a person who is nearer, within a bounded number of those after it.
  private static func swap(
    _ index: Int, _ items: inout [Item], _ load: inout [Double], _ share: [Double]
  ) -> Bool {
    let item = items[index]
    let from = item.owner
    for other in items.indices.dropFirst(index + 1).prefix(200) {
      let to = items[other].owner
      guard to != from, item.minutes[to] < item.minutes[from] else { continue }
      let difference = item.work - items[other].work
      let gain =
        item.minutes[from] - item.minutes[to] + items[other].minutes[to] - items[other].minutes[from]
        + price(load[from], share[from]) + price(load[to], share[to])
        - price(load[from] - difference, share[from]) - price(load[to] + difference, share[to])
      guard gain > 1e-6 else { continue }
      items[index].owner = to
      items[other].owner = from
      load[from] -= difference
      load[to] += difference
      return true
    }
    return false
  }
}

extension TeamProblem {
  /// The problem with unowned accounts' obligations given to the people of an assignment.
  package func assigning(_ assignment: Assignment) -> TeamProblem {
    let known = Set(people.map(\.id))
    var assigned = self
    for position in obligations.indices where !known.contains(obligations[position].person) {
      guard let owner = assignment.owners[obligations[position].account] else { continue }
      assigned.obligations[position].person = owner
    }
    for position in pins.indices where !known.contains(pins[position].person) {
      if let owner = assignment.owners[pins[position].account] { assigned.pins[position].person = owner }
    }
    return assigned
  }
}
