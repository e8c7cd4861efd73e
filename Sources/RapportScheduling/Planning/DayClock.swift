import RapportValues

/// A person's working day while it passes, in whole minutes: the clock of the routes, with the day's breaks.
struct DayClock {
  private var clock: ShiftClock
  private let pauses: [RoutingProblem.Pause]

  init(_ shift: DayShift) {
    clock = ShiftClock(at: Double(shift.opens))
    pauses = shift.pauses
  }

  var time: Int { Int(clock.time) }

  /// False if a break cannot be kept.
  mutating func travel(_ minutes: Int) -> Bool { clock.travel(Double(minutes), pauses) }

  /// When work of so many minutes begins, within windows of its start (none: at any time); nil if it cannot.
  mutating func work(_ minutes: Int, windows: [ClosedRange<Double>]) -> Int? {
    clock.serve(Double(minutes), windows, pauses).map { Int($0) }
  }

  /// Home after a way of so many minutes; a day that is over before a break must begin has none.
  mutating func goHome(_ minutes: Int) -> Bool { clock.goHome(Double(minutes), pauses) }
}

/// The hours of one day that stops may take, in whole minutes after midnight.
struct DayShift: Sendable {
  var day: Day
  var opens: Int
  /// What comes after is overtime.
  var closes: Int
  /// No return after.
  var latest: Int
  /// In whole minutes too.
  var pauses: [RoutingProblem.Pause]
}
