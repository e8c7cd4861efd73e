import RapportValues

/// Calendar arithmetic by counting: years and months are walked one by one from a table of their lengths.
enum NaiveCalendar {
  struct Date: Equatable {
    var year: Int
    var month: Int
    var day: Int
  }

  static func isLeap(_ year: Int) -> Bool {
    if year % 400 == 0 { return true }
    if year % 100 == 0 { return false }
    return year % 4 == 0
  }

  static func length(_ year: Int, _ month: Int) -> Int {
    [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Days from 1970-01-01 to 1 January of the years 1 … 10,000.
  private static let newYears: [Int] = {
    var starts = [0]
    for year in 1..<10_000 { starts.append(starts[year - 1] + (isLeap(year) ? 366 : 365)) }
    let epoch = starts[1_969]
    return starts.map { $0 - epoch }
  }()

  static let first = newYears[0]
  static let last = newYears[9_999] - 1

  static func date(_ day: Day) throws -> Date {
    let number = Int(day.number)
    guard number >= first, number <= last else { throw NaiveError.unsupported("day \(number)") }
    var low = 0
    var high = newYears.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if newYears[middle] <= number { low = middle } else { high = middle }
    }
    var rest = number - newYears[low]
    var month = 1
    while rest >= length(low + 1, month) {
      rest -= length(low + 1, month)
      month += 1
    }
    return Date(year: low + 1, month: month, day: rest + 1)
  }

  /// Nil outside the years 1 … 9999.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    guard year >= 1, year <= 9_999 else { return nil }
    var number = newYears[year - 1] + day - 1
    for earlier in 1..<month { number += length(year, earlier) }
    return Day(number: Int32(number))
  }

  static func day(number: Int) -> Day? {
    number >= first && number <= last ? Day(number: Int32(number)) : nil
  }

  static func day(of moment: DateTime) -> Day {
    let seconds = Int(moment.seconds)
    var number = seconds / 86_400
    if seconds % 86_400 < 0 { number -= 1 }
    return Day(number: Int32(clamping: number))
  }

  /// 1 = Monday.
  static func weekday(_ day: Day) -> Int {
    var position = (Int(day.number) + 3) % 7
    if position < 0 { position += 7 }
    return position + 1
  }

  /// ISO week: week 1 is the one with the year's first Thursday.
  static func week(_ day: Day) throws -> Int {
    let thursday = Int(day.number) - weekday(day) + 4
    guard let anchor = self.day(number: thursday) else { throw NaiveError.unsupported("week") }
    let year = try date(anchor).year
    return (thursday - newYears[year - 1]) / 7 + 1
  }

  /// First day of the unit that holds the day.
  static func start(of unit: PeriodUnit, _ day: Day) throws -> Day {
    let date = try date(day)
    let start: Day? =
      switch unit {
      case .day: day
      case .week: self.day(number: Int(day.number) - weekday(day) + 1)
      case .month: self.day(date.year, date.month, 1)
      case .quarter: self.day(date.year, [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10][date.month - 1], 1)
      case .half: self.day(date.year, date.month < 7 ? 1 : 7, 1)
      case .year: self.day(date.year, 1, 1)
      }
    return start ?? Day(number: Int32(first))
  }

  /// First day of the following unit; nil at the calendar's end.
  static func next(_ unit: PeriodUnit, after start: Day) throws -> Day? {
    switch unit {
    case .day: day(number: Int(start.number) + 1)
    case .week: day(number: Int(start.number) + 7)
    case .month: try add(months: 1, to: start)
    case .quarter: try add(months: 3, to: start)
    case .half: try add(months: 6, to: start)
    case .year: try add(months: 12, to: start)
    }
  }

  /// The same day of another month, or that month's last.
  static func add(months: Int, to day: Day) throws -> Day? {
    var date = try date(day)
    guard abs(months) <= 200_000 else { return nil }
    for _ in 0..<abs(months) {
      date.month += months > 0 ? 1 : -1
      if date.month == 13 { (date.year, date.month) = (date.year + 1, 1) }
      if date.month == 0 { (date.year, date.month) = (date.year - 1, 12) }
    }
    guard date.year >= 1, date.year <= 9_999 else { return nil }
    return self.day(date.year, date.month, min(date.day, length(date.year, date.month)))
  }

  /// A day or date-time moved by a span; missing outside the calendar.
  static func add(_ span: CalendarSpan, to value: Value) throws -> Value {
    let count = Int(span.count)
    guard abs(count) < 1_000_000_000 else { return .missing }
    switch span.unit {
    case .second: return try add(seconds: count, to: value)
    case .minute: return try add(seconds: count * 60, to: value)
    case .hour: return try add(seconds: count * 3_600, to: value)
    case .day: return try add(seconds: count * 86_400, to: value)
    case .week: return try add(seconds: count * 604_800, to: value)
    case .month: return try addMonths(count, to: value)
    case .quarter: return try addMonths(count * 3, to: value)
    case .half: return try addMonths(count * 6, to: value)
    case .year: return try addMonths(count * 12, to: value)
    }
  }

  private static func add(seconds: Int, to value: Value) throws -> Value {
    switch value {
    case .day(let start):
      guard seconds % 86_400 == 0 else {
        return try add(seconds: seconds, to: .dateTime(DateTime(seconds: Int64(start.number) * 86_400)))
      }
      return day(number: Int(start.number) + seconds / 86_400).map { .day($0) } ?? .missing
    case .dateTime(let moment):
      let sum = Int(moment.seconds) + seconds
      let inCalendar = sum >= first * 86_400 && sum < (last + 1) * 86_400
      return inCalendar ? .dateTime(DateTime(seconds: Int64(sum))) : .missing
    default: throw NaiveError.unsupported("\(value) plus a span")
    }
  }

  private static func addMonths(_ months: Int, to value: Value) throws -> Value {
    switch value {
    case .day(let start): return try add(months: months, to: start).map { .day($0) } ?? .missing
    case .dateTime(let moment):
      let start = day(of: moment)
      let clock = moment.seconds - Int64(start.number) * 86_400
      guard let moved = try add(months: months, to: start) else { return .missing }
      return .dateTime(DateTime(seconds: Int64(moved.number) * 86_400 + clock))
    default: throw NaiveError.unsupported("\(value) plus months")
    }
  }
}
