import RapportValues

/// What a client's visits on some days settle.
///
/// One visit settles at most one obligation of each rule: the one with the first deadline of those that are open on the
/// day and far enough from the rule's visit before.
struct Settlement: Sendable {
  /// Positions of the duties, for each day of the visits.
  var duties: [[Int]]
  /// For each duty.
  var isSettled: [Bool]
  var lateness: Int

  init(_ client: Client, on shifts: [Int], of days: [Day]) {
    duties = []
    isSettled = Array(repeating: false, count: client.duties.count)
    lateness = 0
    var last = client.lastDays
    for shift in shifts {
      let day = days[shift]
      var done: [Int] = []
      var rule = -1
      // Duties are in order of rule and deadline: the first that fits is the rule's.
      for (position, duty) in client.duties.enumerated() where duty.rule != rule && !isSettled[position] {
        guard duty.shifts.contains(shift) else { continue }
        if let before = last[duty.rule], day.days(since: before) < duty.gap { continue }
        rule = duty.rule
        lateness += duty.lateness(on: day, after: last[rule])
        last[rule] = day
        isSettled[position] = true
        done.append(position)
      }
      duties.append(done)
    }
  }

  /// Sum of the weights of what no visit settles.
  func unmet(_ client: Client) -> Int {
    var sum = 0
    for (position, duty) in client.duties.enumerated() where !isSettled[position] { sum += duty.weight }
    return sum
  }

  /// Settles all that `other` does.
  func covers(_ other: Settlement) -> Bool {
    zip(isSettled, other.isSettled).allSatisfy { $0 || !$1 }
  }
}
