/// A length of calendar time: so many days, months, years.
public struct CalendarSpan: Hashable, Sendable {
  public var count: Int64
  public var unit: SpanUnit

  public init(count: Int64, unit: SpanUnit) {
    self.count = count
    self.unit = unit
  }
}

public enum SpanUnit: String, Hashable, Sendable, CaseIterable {
  case second, minute, hour, day, week, month, quarter, half, year
}
