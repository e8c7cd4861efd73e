/// A day and a time of day without a zone, as seconds since 1970-01-01T00:00.
public struct DateTime: Hashable, Comparable, Sendable {
  public var seconds: Int64

  public init(seconds: Int64) { self.seconds = seconds }

  public static func < (left: DateTime, right: DateTime) -> Bool { left.seconds < right.seconds }
}

extension DateTime {
  package static let secondsPerDay = 86_400

  /// Nil unless hour is 0–23, minute and second 0–59.
  public init?(day: Day, hour: Int, minute: Int, second: Int = 0) {
    guard hour >= 0, hour < 24, minute >= 0, minute < 60, second >= 0, second < 60 else { return nil }
    self.init(seconds: day.midnight.seconds + Int64(hour * 3_600 + minute * 60 + second))
  }

  /// The day it lies in.
  public var day: Day {
    Day(clamping: Int64(CivilCalendar.floorDivide(Int(seconds), DateTime.secondsPerDay)))
  }

  /// Seconds since midnight.
  public var secondOfDay: Int { CivilCalendar.floorRemainder(Int(seconds), DateTime.secondsPerDay) }

  public var components: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let (year, month, dayOfMonth) = day.components
    let clock = secondOfDay
    return (year, month, dayOfMonth, clock / 3_600, clock / 60 % 60, clock % 60)
  }

  /// The moment `seconds` later; nil outside the calendar.
  package func adding(seconds count: Int64) -> DateTime? {
    let (sum, overflow) = seconds.addingReportingOverflow(count)
    guard !overflow, sum >= Day.earliest.midnight.seconds,
      sum < Day.latest.midnight.seconds + Int64(DateTime.secondsPerDay)
    else { return nil }
    return DateTime(seconds: sum)
  }
}

extension DateTime: CustomStringConvertible {
  /// ISO 8601 without a zone: `2026-01-31T09:30`, with seconds if they are not 0.
  public var description: String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 19) { buffer in
      guard let base = buffer.baseAddress else { return "" }
      let count = write(to: base)
      return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }
  }

  /// `2026-01-31T09:30[:SS[.fff]]`, with a blank for the `T` if you like; a bare date is its midnight.
  public init?(iso text: String) {
    var text = text
    guard let parsed = text.withUTF8({ DateTime.parse($0) }) else { return nil }
    self = parsed
  }

  /// As `init(iso:)`, from UTF-8. A fraction of a second is dropped, a zone accepted and not applied.
  package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> DateTime? {
    guard let day = Day.leading(bytes) else { return nil }
    if bytes.count == 10 { return day.midnight }
    guard let clock = ClockText.parse(bytes, from: 10) else { return nil }
    return DateTime(seconds: day.midnight.seconds + Int64(clock))
  }

  /// Writes 16 or, with seconds, 19 bytes; returns how many.
  package func write(to target: UnsafeMutablePointer<UInt8>) -> Int {
    day.write(to: target)
    let clock = secondOfDay
    target[10] = UInt8(ascii: "T")
    NumberText.writeTwoDigits(clock / 3_600, to: target + 11)
    target[13] = UInt8(ascii: ":")
    NumberText.writeTwoDigits(clock / 60 % 60, to: target + 14)
    guard clock % 60 != 0 else { return 16 }
    target[16] = UInt8(ascii: ":")
    NumberText.writeTwoDigits(clock % 60, to: target + 17)
    return 19
  }
}
