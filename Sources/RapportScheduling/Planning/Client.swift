import RapportValues

/// An account that one person has to see, and why.
struct Client: Sendable {
  var account: Int64
  /// In the person's travel table.
  var place: Int
  /// By rule, then by deadline.
  var duties: [Duty]
  /// The days on which it may be seen, in order.
  var stays: [Stay]
  /// Where in `stays` a shift is, by shift; -1 for none.
  var stayOfShift: [Int]
  /// Of each rule, the last visit on a frozen day.
  var lastDays: [Day?]
  /// Shifts on which the published plan has it.
  var published: [Int]

  /// One obligation, or a pin.
  struct Duty: Sendable {
    var obligation: Obligation
    /// A number of its own for each rule of the client.
    var rule: Int
    var isPin: Bool
    /// As the obligation says, within bounds that sums can bear.
    var weight: Int
    var minutes: Int
    /// Shifts on which it may be done, each alone possible, in order.
    var shifts: [Int]
  }

  /// How it can be seen on one day.
  struct Stay: Sendable {
    var shift: Int
    /// The longest of the duties that may be done on the day.
    var minutes: Int
    /// When the visit may begin; empty: at any time.
    var windows: [ClosedRange<Double>]
    var isPinned: Bool
  }

  func stay(_ shift: Int) -> Stay? {
    let position = stayOfShift[shift]
    return position < 0 ? nil : stays[position]
  }
}

extension Client.Duty {
  /// More is as good as all: sums over a team stay within 64 bits.
  static let heaviest = 1 << 36

  init(_ obligation: Obligation, isPin: Bool = false) {
    self.obligation = obligation
    self.isPin = isPin
    rule = 0
    weight = min(max(obligation.weight, 1), Self.heaviest)
    minutes = min(max(obligation.minutes, 0), 1440)
    shifts = []
  }

  /// Days that there must be since the visit before of the same rule.
  var gap: Int { min(max(obligation.smallestGap, 1), 100_000) }

  /// Days after the due date, and over the largest gap since the visit before.
  func lateness(on day: Day, after last: Day?) -> Int {
    var days = max(0, day.days(since: obligation.due))
    if let last, let largest = obligation.largestGap { days += max(0, day.days(since: last) - max(largest, 1)) }
    return days
  }
}
