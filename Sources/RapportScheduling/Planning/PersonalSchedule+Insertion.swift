import RapportValues

/// A place in a route for one more stop.
struct Insertion {
  var shift: Int
  var position: Int
  /// Minutes of travel and overtime.
  var minutes: Int
}

extension PersonalSchedule {
  /// The cheapest place for a stop in the route of a shift; nil if there is none.
  func insertion(of stop: RouteStop, into shift: Int) -> Insertion? {
    insertion(of: stop, into: stops(routes[shift], shift), shift, hours: problem.shifts[shift])
  }

  func insertion(
    of stop: RouteStop, into route: [RouteStop], _ shift: Int, hours: DayShift
  ) -> Insertion? {
    let travel = problem.travel
    let before = DayTimetable(route, in: hours, travel: travel).map { max(0, $0.returns - hours.closes) } ?? 0
    var best: Insertion?
    for position in 0...route.count {
      let previous = position == 0 ? 0 : route[position - 1].place
      let next = position == route.count ? 0 : route[position].place
      let detour = travel.detour(previous, stop.place, next)
      if let best, best.minutes <= detour { continue }
      var longer = route
      longer.insert(stop, at: position)
      guard let timetable = DayTimetable(longer, in: hours, travel: travel) else { continue }
      let minutes = detour + max(0, timetable.returns - hours.closes) - before
      if minutes < best?.minutes ?? .max { best = Insertion(shift: shift, position: position, minutes: minutes) }
    }
    return best
  }

  /// What a client's visits settle with one more, if that one settles the duty and costs no other.
  func settlement(of duty: Int, of client: Int, on shift: Int) -> Settlement? {
    let wanted = (visits[client] + [shift]).sorted()
    guard !visits[client].contains(shift) else { return nil }
    let settlement = Settlement(problem.clients[client], on: wanted, of: problem.days)
    return settlement.isSettled[duty] && settlement.covers(settlements[client]) ? settlement : nil
  }

  /// The place for one more visit that settles a duty, with the least lateness and then the least travel; nil if no day
  /// has room as the routes are.
  func place(for duty: Int, of client: Int) -> Insertion? {
    var best: (rank: (Int, Int), insertion: Insertion)?
    for shift in problem.clients[client].duties[duty].shifts {
      guard let settlement = settlement(of: duty, of: client, on: shift),
        let stop = problem.stop(client, shift)
      else { continue }
      let lateness = settlement.lateness - settlements[client].lateness
      let changes = problem.clients[client].published.contains(shift) ? 0 : 1
      let rank = problem.isSticky ? (changes, lateness) : (lateness, changes)
      if let best, best.rank < rank { continue }
      guard let insertion = insertion(of: stop, into: shift) else { continue }
      let isBetter = best.map { (rank.0, rank.1, insertion.minutes) < ($0.rank.0, $0.rank.1, $0.insertion.minutes) }
      if isBetter ?? true { best = (rank, insertion) }
    }
    return best?.insertion
  }

  /// Duties that no visit settles, the heaviest first.
  var open: [(client: Int, duty: Int)] {
    var open: [(client: Int, duty: Int)] = []
    for (client, settlement) in settlements.enumerated() {
      for (duty, isSettled) in settlement.isSettled.enumerated() where !isSettled { open.append((client, duty)) }
    }
    func duty(_ position: (client: Int, duty: Int)) -> Client.Duty {
      problem.clients[position.client].duties[position.duty]
    }
    return open.sorted {
      let (left, right) = (duty($0), duty($1))
      if left.weight != right.weight { return left.weight > right.weight }
      if left.shifts.count != right.shifts.count { return left.shifts.count < right.shifts.count }
      return left.obligation.key < right.obligation.key
    }
  }
}
