import RapportValues

/// A value of DATE or DATE-TIME (RFC 5545, 3.3.4 and 3.3.5).
struct CalendarMoment {
  var day: Day
  /// Nil of a date.
  var second: Int?
  var isUTC: Bool

  /// `20261130`, `20261130T093000`, `20261130T013000Z`; second 60 is a leap second.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let isUTC = bytes.last == UInt8(ascii: "Z")
    let rest = isUTC ? bytes.dropLast() : bytes[...]
    guard rest.count == 8 || rest.count == 15, let day = Self.day(rest.prefix(8)) else { return nil }
    (self.day, self.isUTC) = (day, isUTC)
    if rest.count == 8 {
      if isUTC { return nil }
      return
    }
    guard rest[8] == UInt8(ascii: "T"), let clock = Self.number(rest.dropFirst(9)), clock / 10_000 < 24,
      clock / 100 % 100 < 60, clock % 100 <= 60
    else { return nil }
    second = clock / 10_000 * 3_600 + clock / 100 % 100 * 60 + clock % 100
  }

  var isDate: Bool { second == nil }

  /// Seconds since 1970 in its own zone.
  var position: Int64 { Int64(day.number) * 86_400 + Int64(second ?? 0) }

  private static func day(_ digits: ArraySlice<UInt8>) -> Day? {
    guard let number = number(digits) else { return nil }
    return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }
}
