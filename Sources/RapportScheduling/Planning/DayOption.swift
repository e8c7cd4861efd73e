import RapportValues

/// A set of days on which a client might be seen, and what it is worth.
struct DayOption {
  /// In order.
  var shifts: [Int]
  var unmet: Int
  var lateness: Int
  var changes: Int
}

extension Client {
  /// How many sets of days are weighed for one client.
  static let optionLimit = 512

  /// The sets of days worth weighing: every visit of a set settles something. Among them are always no visit at all, and
  /// the days of the published plan where they still serve.
  ///
  /// Sets grow day by day. Where more than `limit` would remain, those that settle the same weight compete with each
  /// other: the cheapest stay, and among equals those that a fixed mixing of their days puts first, so that no weekday
  /// is favoured.
  func options(of problem: PersonalProblem, limit: Int = Client.optionLimit) -> [DayOption] {
    var search = OptionSearch(
      client: self, days: problem.days, limit: max(limit, 2), isSticky: problem.isSticky)
    for stay in stays { search.advance(to: stay.shift) }
    return search.options
  }
}

/// The sets of days so far.
private struct OptionSearch {
  let client: Client
  let days: [Day]
  let limit: Int
  let isSticky: Bool
  private let total: Int
  private var states: [State]

  struct State {
    var shifts: [Int] = []
    var isSettled: [Bool]
    var last: [Day?]
    var settled = 0
    var lateness = 0
    var changes = 0
    /// Just what the published plan has.
    var isPublished = true
    var mixed: UInt64 = 0x9E37_79B9_7F4A_7C15
  }

  init(client: Client, days: [Day], limit: Int, isSticky: Bool) {
    self.client = client
    self.days = days
    self.limit = limit
    self.isSticky = isSticky
    total = client.duties.reduce(0) { $0 + $1.weight }
    states = [State(isSettled: Array(repeating: false, count: client.duties.count), last: client.lastDays)]
  }

  mutating func advance(to shift: Int) {
    let isPublished = client.published.contains(shift)
    for position in states.indices {
      let state = states[position]
      if isPublished {
        states[position].isPublished = false
        states[position].changes += 1
      }
      if var next = visiting(shift, state) {
        next.isPublished = state.isPublished && isPublished
        states.append(next)
      } else {
        // A published visit that settles nothing any more is not missed.
        states[position].isPublished = state.isPublished
      }
    }
    if states.count > 2 * limit { prune() }
  }

  /// Nil if the visit would settle nothing.
  private func visiting(_ shift: Int, _ state: State) -> State? {
    let day = days[shift]
    var next: State?
    var rule = -1
    for (position, duty) in client.duties.enumerated() where duty.rule != rule && !state.isSettled[position] {
      guard duty.shifts.contains(shift) else { continue }
      if let before = state.last[duty.rule], day.days(since: before) < duty.gap { continue }
      rule = duty.rule
      var changed = next ?? state
      changed.lateness += duty.lateness(on: day, after: changed.last[rule])
      changed.last[rule] = day
      changed.isSettled[position] = true
      changed.settled += duty.weight
      next = changed
    }
    next?.shifts.append(shift)
    next?.mixed = (state.mixed ^ UInt64(truncatingIfNeeded: shift &+ 1)) &* 0xBF58_476D_1CE4_E5B9
    return next
  }

  private func price(_ lateness: Int, _ changes: Int) -> Int {
    // Both are far below a million.
    isSticky ? changes << 20 + lateness : lateness << 20 + changes
  }

  private mutating func prune() {
    var kept: [State] = []
    var left: [State] = []
    let groups = Dictionary(grouping: states, by: \.settled).sorted { $0.key > $1.key }
    let quota = max(limit / groups.count, 1)
    for (_, group) in groups {
      let sorted = group.sorted {
        (price($0.lateness, $0.changes), $0.mixed >> 32, $0.mixed)
          < (price($1.lateness, $1.changes), $1.mixed >> 32, $1.mixed)
      }
      kept += sorted.prefix(quota)
      left += sorted.dropFirst(quota)
    }
    if kept.count > limit {
      left = Array(kept[limit...]) + left
      kept.removeSubrange(limit...)
    }
    let room = limit - kept.count
    kept += left.prefix(room)
    kept += left.dropFirst(room).filter { $0.isPublished || $0.shifts.isEmpty }
    states = kept
  }

  var options: [DayOption] {
    var finished = self
    if states.count > limit { finished.prune() }
    let outside = client.published.count { client.stayOfShift[$0] < 0 }
    let options = finished.states.map {
      DayOption(
        shifts: $0.shifts, unmet: total - $0.settled, lateness: $0.lateness, changes: $0.changes + outside)
    }
    return options.sorted {
      let (left, right) = (price($0.lateness, $0.changes), price($1.lateness, $1.changes))
      return ($0.unmet, left) != ($1.unmet, right)
        ? ($0.unmet, left) < ($1.unmet, right) : $0.shifts.lexicographicallyPrecedes($1.shifts)
    }
  }
}
