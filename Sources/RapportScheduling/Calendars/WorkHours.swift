/// When a person works on a weekday, in minutes after midnight.
package struct WorkHours: Hashable, Sendable {
  package var opens: Int
  package var closes: Int
  /// How much longer the day may last.
  package var overtime: Int
  package var pauses: [RoutingProblem.Pause]
  /// Where half a day of leave cuts: the morning ends, the afternoon begins.
  package var morningEnds: Int
  package var afternoonBegins: Int

  package init(
    opens: Int, closes: Int, overtime: Int = 0, pauses: [RoutingProblem.Pause] = [],
    morningEnds: Int = 12 * 60, afternoonBegins: Int = 13 * 60
  ) {
    self.opens = opens
    self.closes = closes
    self.overtime = overtime
    self.pauses = pauses
    self.morningEnds = morningEnds
    self.afternoonBegins = afternoonBegins
  }

  /// 9:00 to 17:30 with an hour for lunch that begins between 11:30 and 13:00.
  package static let office = WorkHours(
    opens: 9 * 60, closes: 17 * 60 + 30, pauses: [.init(earliest: 11.5 * 60, latest: 13 * 60, length: 60)])

  /// What is left with leave for a part of the day; nil if nothing is.
  package func without(_ part: Leave.Part) -> WorkHours? {
    var rest = self
    switch part {
    case .whole: return nil
    case .morning: rest.opens = max(opens, afternoonBegins)
    case .afternoon:
      rest.closes = min(closes, morningEnds)
      rest.overtime = 0
    }
    guard rest.opens < rest.closes else { return nil }
    // The pause between the halves goes with either of them.
    rest.pauses = pauses.filter {
      $0.earliest >= Double(rest.opens) && $0.latest + $0.length <= Double(rest.closes)
    }
    return rest
  }
}
