/// A calendar day of the proleptic Gregorian calendar, as days since 1970-01-01.
///
/// Days made from text, from year, month and day, or by arithmetic lie between 0001-01-01 and 9999-12-31.
public struct Day: Hashable, Comparable, Sendable {
  public var number: Int32

  public init(number: Int32) { self.number = number }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day {
  /// 0001-01-01
  public static var earliest: Day { Day(number: Int32(CivilCalendar.firstNumber)) }
  /// 9999-12-31
  public static var latest: Day { Day(number: Int32(CivilCalendar.lastNumber)) }

  /// The day with this number, if it lies between 0001-01-01 and 9999-12-31.
  package init?(checked number: Int) {
    guard number >= CivilCalendar.firstNumber, number <= CivilCalendar.lastNumber else { return nil }
    self.init(number: Int32(truncatingIfNeeded: number))
  }

  /// The day of a stored `Int64`, taken to the nearest valid day if it lies outside the calendar.
  package init(clamping number: Int64) {
    let bounded = min(max(number, Int64(CivilCalendar.firstNumber)), Int64(CivilCalendar.lastNumber))
    self.init(number: Int32(truncatingIfNeeded: bounded))
  }

  /// Nil unless the calendar has this day: year 1–9999, month 1–12, day 1 to the end of the month.
  public init?(year: Int, month: Int, day: Int) {
    guard year >= 1, year <= 9_999, month >= 1, month <= 12, day >= 1,
      day <= CivilCalendar.length(ofMonth: month, year: year)
    else { return nil }
    self.init(number: Int32(CivilCalendar.number(year: year, month: month, day: day)))
  }

  public var components: (year: Int, month: Int, day: Int) {
    CivilCalendar.components(of: Int(number))
  }

  public var year: Int { components.year }
  /// 1–12
  public var month: Int { components.month }
  /// 1–31
  public var dayOfMonth: Int { components.day }
  /// 1–4
  public var quarter: Int { (components.month + 2) / 3 }
  /// 1 or 2
  public var half: Int { components.month <= 6 ? 1 : 2 }

  /// 1 is Monday, 7 is Sunday (ISO 8601).
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    CivilCalendar.floorRemainder(Int(number) + 3, 7) + 1
  }

  /// ISO 8601 week: it belongs to the year that holds its Thursday.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = Int(number) + 4 - weekday
    let year = CivilCalendar.components(of: thursday).year
    let newYear = CivilCalendar.number(year: year, month: 1, day: 1)
    return (year, (thursday - newYear) / 7 + 1)
  }
}
