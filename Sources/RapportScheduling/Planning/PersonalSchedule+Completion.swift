extension PersonalSchedule {
  /// Adds visits until no open duty has room as the routes are, nor in place of lighter ones: what stays open is open for
  /// a reason that can be named.
  mutating func complete() {
    // Each pass that repeats has lowered the unmet weight; the bound is only for the reader's peace.
    for _ in 0..<1_000 {
      for (client, duty) in open where !settlements[client].isSettled[duty] {
        if let place = place(for: duty, of: client) { insert(client, at: place.position, of: place.shift) }
      }
      var hasExchanged = false
      for (client, duty) in open where !settlements[client].isSettled[duty] {
        hasExchanged = exchange(duty, of: client) || hasExchanged
      }
      if !hasExchanged { return }
    }
  }

  /// Puts a visit in place of lighter ones of one day.
  private mutating func exchange(_ duty: Int, of client: Int) -> Bool {
    let weight = problem.clients[client].duties[duty].weight
    guard let displacement = displacement(for: duty, of: client, below: weight) else { return false }
    var exchanged = self
    for other in displacement.clients { exchanged.remove(other, from: displacement.shift) }
    guard let stop = problem.stop(client, displacement.shift),
      let place = exchanged.insertion(of: stop, into: displacement.shift)
    else { return false }
    exchanged.insert(client, at: place.position, of: displacement.shift)
    guard exchanged.unmet < unmet else { return false }
    self = exchanged
    return true
  }

  private var unmet: Int {
    zip(settlements, problem.clients).reduce(0) { $0 + $1.0.unmet($1.1) }
  }
}

/// Visits of a day that would have to go for another.
struct Displacement {
  var shift: Int
  var clients: [Int]
  /// Weight that would no longer be settled.
  var loss: Int
}

extension PersonalSchedule {
  /// The lightest visits of one day without which a duty has room there, if they weigh less than a bound.
  func displacement(for duty: Int, of client: Int, below bound: Int = .max) -> Displacement? {
    var best: Displacement?
    for shift in problem.clients[client].duties[duty].shifts {
      guard settlement(of: duty, of: client, on: shift) != nil, let stop = problem.stop(client, shift) else { continue }
      let limit = min(bound, best?.loss ?? .max)
      if let found = displacement(of: stop, on: shift, below: limit) { best = found }
    }
    return best
  }

  /// As above, for a stop on one day. Pinned visits stay, unless they may move too.
  func displacement(
    of stop: RouteStop, on shift: Int, below bound: Int, movesPins: Bool = false
  ) -> Displacement? {
    let movable = routes[shift].filter { movesPins || problem.clients[$0].stay(shift)?.isPinned == false }
      .map { (client: $0, loss: loss(of: $0, on: shift)) }.sorted { ($0.loss, $0.client) < ($1.loss, $1.client) }
    guard let lightest = movable.first, lightest.loss < bound else { return nil }
    func hasRoom(without gone: Set<Int>) -> Bool {
      let rest = stops(routes[shift].filter { !gone.contains($0) }, shift)
      return insertion(of: stop, into: rest, shift, hours: problem.shifts[shift]) != nil
    }
    for (client, loss) in movable where loss < bound && hasRoom(without: [client]) {
      return Displacement(shift: shift, clients: [client], loss: loss)
    }
    // Drop the lightest until there is room, then take back, the heaviest first, what need not go.
    var gone: Set<Int> = []
    var sum = 0
    for (client, loss) in movable {
      gone.insert(client)
      sum += loss
      // What can be taken back is less than the heaviest.
      if sum - (movable.last?.loss ?? 0) * (gone.count - 1) >= bound { return nil }
      if gone.count > 1, hasRoom(without: gone) { break }
    }
    guard hasRoom(without: gone) else { return nil }
    for (client, loss) in movable.reversed() where gone.contains(client) {
      gone.remove(client)
      if hasRoom(without: gone) { sum -= loss } else { gone.insert(client) }
    }
    guard !gone.isEmpty, sum < bound else { return nil }
    return Displacement(shift: shift, clients: gone.sorted(), loss: sum)
  }
}
