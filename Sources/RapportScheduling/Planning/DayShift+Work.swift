import RapportValues

extension DayShift {
  private static let dayLength = 1440

  /// The hours as given, in order and within the day; nil if nothing is left of them.
  init?(_ shift: TeamProblem.WorkShift) {
    opens = min(max(shift.opens, 0), Self.dayLength)
    closes = min(max(shift.closes, 0), Self.dayLength)
    guard opens < closes else { return nil }
    day = shift.day
    latest = closes + min(max(shift.overtime, 0), Self.dayLength)
    pauses = []
    for pause in shift.pauses.sorted(by: { ($0.earliest, $0.latest) < ($1.earliest, $1.latest) }) {
      guard let pause = pause.inMinutes, pause.latest >= Double(opens) else { continue }
      pauses.append(pause)
    }
  }

  /// Minutes of the shift without its breaks.
  var available: Int {
    pauses.reduce(closes - opens) { Int($1.latest) < closes ? $0 - Int($1.length) : $0 }
  }

  /// The hours that stops have when so many minutes at the end are kept for the desk.
  func keeping(_ minutes: Int) -> DayShift {
    var left = minutes
    var end = closes
    for pause in pauses.reversed() {
      let resumes = Int(pause.latest) + Int(pause.length)
      guard resumes < closes else { continue }
      let afternoon = end - resumes
      if afternoon >= left { break }
      left -= max(afternoon, 0)
      end = min(end, Int(pause.earliest))
    }
    var kept = self
    kept.closes = max(end - left, opens)
    kept.latest = kept.closes + latest - closes
    return kept
  }
}

extension RoutingProblem.Pause {
  /// Whole minutes of a day; nil for what is no break.
  fileprivate var inMinutes: RoutingProblem.Pause? {
    let (begin, end, long) = (earliest.rounded(.up), latest.rounded(.down), length.rounded(.up))
    guard begin >= 0, begin <= 2880, begin <= end, long >= 1, long <= 1440 else { return nil }
    return RoutingProblem.Pause(earliest: begin, latest: min(end, 2880), length: long)
  }
}
