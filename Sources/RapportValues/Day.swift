/// A calendar day of the proleptic Gregorian calendar, as days since 1970-01-01.
public struct Day: Hashable, Comparable, Sendable {
  public var number: Int32

  public init(number: Int32) { self.number = number }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

/// A day and a time of day without a zone, as seconds since 1970-01-01T00:00.
public struct DateTime: Hashable, Comparable, Sendable {
  public var seconds: Int64

  public init(seconds: Int64) { self.seconds = seconds }

  public static func < (left: DateTime, right: DateTime) -> Bool { left.seconds < right.seconds }
}
