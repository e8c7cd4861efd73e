import RapportValues

/// When an account can be visited on one day.
struct VisitHours {
  /// Nil: at any time.
  private var ranges: [ClosedRange<Int>]?
  private var fixed: Int?

  init(_ account: TeamProblem.Account, on day: Day) {
    ranges = account.hours.isEmpty ? nil : account.ranges(on: day.weekday)
  }

  func isClosed(for minutes: Int) -> Bool { ranges != nil && starts(minutes).isEmpty }

  /// When a visit of so many minutes may begin; empty for any time if it is not closed.
  func starts(_ minutes: Int) -> [ClosedRange<Double>] {
    guard let ranges else { return [] }
    let starts = ranges.compactMap { range in
      let last = range.upperBound - minutes
      return last < range.lowerBound ? nil : Double(range.lowerBound)...Double(last)
    }
    guard let fixed = fixed.map({ Double($0) }) else { return starts }
    return starts.contains { $0.contains(fixed) } ? [fixed...fixed] : []
  }

  /// Begins at this time and at no other; nil if the account is closed then.
  func fixed(at time: Int) -> VisitHours? {
    guard (0...1440).contains(time), ranges?.contains(where: { $0.contains(time) }) ?? true else { return nil }
    var hours = self
    if hours.ranges == nil { hours.ranges = [TeamProblem.Account.day] }
    hours.fixed = time
    return hours
  }

  /// A time was asked for and can be had.
  func isFixed(at time: Int) -> Bool { fixed == time }
}

extension TeamProblem.Account {
  /// Visits may last into the night, but no longer than the next day.
  static let day = 0...2880

  /// Opening hours of a weekday within the day, in order.
  func ranges(on weekday: Int) -> [ClosedRange<Int>] {
    (hours[weekday] ?? []).filter { $0.overlaps(Self.day) }.map { $0.clamped(to: Self.day) }
      .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// Opens earlier and closes later on a weekday; a day on which it is closed is open all day.
  func widened(on weekday: Int, by minutes: Int) -> TeamProblem.Account {
    guard !hours.isEmpty else { return self }
    var account = self
    let ranges = ranges(on: weekday)
    account.hours[weekday] =
      ranges.isEmpty
      ? [0...1440] : ranges.map { max($0.lowerBound - minutes, 0)...min($0.upperBound + minutes, Self.day.upperBound) }
    return account
  }
}
