/// Minutes and kilometres between a person's base (place 0) and accounts (1, 2, …).
struct PersonalTravel: Sendable {
  let count: Int
  /// Days begin and end at the base; else at the first and last stop.
  let hasBase: Bool
  private let minutes: [Int32]
  private let kilometres: [Float]

  init(_ person: TeamProblem.Person, clients: [TeamProblem.Account], problem: TeamProblem) {
    let base = person.base.flatMap { $0.isValid ? $0 : nil }
    hasBase = base != nil
    count = clients.count + 1
    var minutes: [Int32] = []
    var kilometres: [Float] = []
    minutes.reserveCapacity(count * count)
    kilometres.reserveCapacity(count * count)
    let sites = [TeamProblem.Site.base(person.id)] + clients.map { .account($0.id) }
    let places = [base] + clients.map(\.place)
    for (from, start) in zip(sites, places) {
      for (to, end) in zip(sites, places) {
        let journey = from == to ? nil : problem.journey(from: from, at: start, to: to, at: end)
        // Longer than a day is as good as never, and small enough for sums.
        minutes.append(Int32(min(max(journey?.minutes ?? 0, 0), 100_000)))
        kilometres.append(Float(max(journey?.kilometres ?? 0, 0)))
      }
    }
    self.minutes = minutes
    self.kilometres = kilometres
  }

  subscript(from: Int, to: Int) -> Int { isNothing(from, to) ? 0 : Int(minutes[from * count + to]) }

  func kilometres(_ from: Int, _ to: Int) -> Double {
    isNothing(from, to) ? 0 : Double(kilometres[from * count + to])
  }

  /// The way from and to a base that there is not.
  private func isNothing(_ from: Int, _ to: Int) -> Bool { !hasBase && (from == 0 || to == 0) }

  /// Minutes that a stop adds between two places.
  func detour(_ from: Int, _ stop: Int, _ to: Int) -> Int {
    // Without a base the first and the last stop have no way before or after them.
    if !hasBase && (from == 0 || to == 0) { return self[from, stop] + self[stop, to] }
    return self[from, stop] + self[stop, to] - self[from, to]
  }
}
