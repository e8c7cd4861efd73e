/// Somebody's working day while it passes: ways, stops and breaks one after the other.
///
/// A break is taken as soon as it may begin, but never on the way or during a stop; where the way or the stop ahead would
/// end too late for it, it is taken before, waiting if need be. A day that is over before a break must begin has none.
struct ShiftClock {
  var time: Double
  /// The next break.
  var next: Int

  init(at opens: Double) {
    time = opens
    next = 0
  }

  init(time: Double, next: Int) {
    self.time = time
    self.next = next
  }

  /// Goes on to another place; false if a break cannot be kept.
  mutating func travel(_ length: Double, _ pauses: [RoutingProblem.Pause]) -> Bool {
    if pauses.isEmpty {
      time += length
      return true
    }
    guard takeDue(pauses) else { return false }
    while next < pauses.count, time + length > pauses[next].latest {
      guard take(pauses) else { return false }
    }
    time += length
    return true
  }

  /// When service begins; nil if it cannot.
  mutating func serve(
    _ length: Double, _ windows: [ClosedRange<Double>], _ pauses: [RoutingProblem.Pause]
  ) -> Double? {
    while true {
      guard takeDue(pauses), let start = Self.start(at: time, windows) else { return nil }
      let isPauseDue =
        next < pauses.count
        && (start + length > pauses[next].latest || pauses[next].earliest + pauses[next].length <= start)
      if !isPauseDue {
        time = start + length
        return start
      }
      guard take(pauses) else { return nil }
    }
  }

  /// Goes home; breaks that may be left out are.
  mutating func goHome(_ length: Double, _ pauses: [RoutingProblem.Pause]) -> Bool {
    while next < pauses.count, time + length > pauses[next].latest {
      guard take(pauses) else { return false }
    }
    time += length
    return true
  }

  private mutating func takeDue(_ pauses: [RoutingProblem.Pause]) -> Bool {
    while next < pauses.count, pauses[next].earliest <= time {
      guard take(pauses) else { return false }
    }
    return true
  }

  private mutating func take(_ pauses: [RoutingProblem.Pause]) -> Bool {
    let pause = pauses[next]
    time = max(time, pause.earliest)
    guard time <= pause.latest else { return false }
    time += pause.length
    next += 1
    return true
  }

  private static func start(at time: Double, _ windows: [ClosedRange<Double>]) -> Double? {
    if windows.isEmpty { return time }
    for window in windows where window.upperBound >= time { return max(time, window.lowerBound) }
    return nil
  }
}
