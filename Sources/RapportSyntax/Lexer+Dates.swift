// Dates, date-times and the periods of the calendar.

extension Lexer {
  /// A run with dashes: `2026-01-31`, `2026-01-31T09:30`, `2026-03`, `2026-Q1`, `2026-H1`, `2026-W07`.
  mutating func classifyDate(from start: Int, to stop: Int) -> NumberLike {
    guard run.count >= 7, run[4] == 0x2D, let year = digits(0, 4) else {
      return subtraction(from: start, to: stop)
    }
    let letter = run[5] & 0xDF
    if [0x51, 0x48, 0x57].contains(letter) { return calendarPeriod(year, letter, from: start, to: stop) }
    guard let month = digits(5, 2) else { return subtraction(from: start, to: stop) }
    if run.count == 7 {
      guard (1900...2199).contains(year), (1...12).contains(month) else {
        return subtraction(from: start, to: stop)
      }
      return .period(.calendar(year: year, unit: .month, index: month))
    }
    guard run[7] == 0x2D, let day = digits(8, 2), run.count == 10 || run[10] == 0x54 else {
      return subtraction(from: start, to: stop)
    }
    guard year >= 1, (1...12).contains(month), day >= 1, day <= Calendar.days(inMonth: month, of: year) else {
      return invalidDate(year, month, day, from: start, to: stop)
    }
    if run.count == 10 { return .number(.date(year: year, month: month, day: day)) }
    return dateTime(year, month, day, from: start, to: stop)
  }

  /// `count` digits from an index of the run.
  private func digits(_ from: Int, _ count: Int) -> Int? {
    guard from + count <= run.count else { return nil }
    var value = 0
    for index in from..<from + count {
      guard Self.isDigit(run[index]) else { return nil }
      value = value * 10 + Int(run[index] - 0x30)
    }
    return value
  }

  private mutating func dateTime(
    _ year: Int, _ month: Int, _ day: Int, from start: Int, to stop: Int
  ) -> NumberLike {
    let second = run.count == 16 ? 0 : run.count == 19 && run[16] == 0x3A ? digits(17, 2) : nil
    guard run.count >= 16, run[13] == 0x3A, let hour = digits(11, 2), let minute = digits(14, 2),
      let second, hour < 24, minute < 60, second < 60
    else {
      report(
        "R0007", "`\(visible(slice(start, stop)))` is not a date-time", from: start, to: stop,
        help: ["write it as `2026-01-31T09:30` or `2026-01-31T09:30:15`"])
      return .invalid
    }
    return .number(
      .dateTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second))
  }

  private mutating func calendarPeriod(
    _ year: Int, _ letter: UInt8, from start: Int, to stop: Int
  ) -> NumberLike {
    let unit: TimeUnit = letter == 0x51 ? .quarter : letter == 0x48 ? .half : .week
    let width = unit == .week ? 2 : 1
    let limit = unit == .quarter ? 4 : unit == .half ? 2 : Calendar.isoWeeks(in: year)
    if run.count == 6 + width, let index = digits(6, width), (1...limit).contains(index) {
      return .period(.calendar(year: year, unit: unit, index: index))
    }
    let text = visible(slice(start, stop))
    let last = unit == .week ? "W\(limit)" : unit == .half ? "H2" : "Q4"
    let first = unit == .week ? "W01" : unit == .half ? "H1" : "Q1"
    let y = String(String(year + 10_000).dropFirst())
    report(
      "R0007", "`\(text)` is not a \(unit.rawValue) of the year \(year)", from: start, to: stop,
      help: ["they run from `\(y)-\(first)` to `\(y)-\(last)`"])
    return .invalid
  }

  private mutating func invalidDate(
    _ year: Int, _ month: Int, _ day: Int, from start: Int, to stop: Int
  ) -> NumberLike {
    var help: [String] = []
    if (1...12).contains(month), day > 28 {
      help = ["that month has \(Calendar.days(inMonth: month, of: year)) days"]
    } else if (13...31).contains(month), (1...12).contains(day) {
      help = [
        "dates are year-month-day: `\(slice(start, start + 5))\(slice(start + 8, start + 10))-\(month)`"
      ]
    }
    report("R0007", "there is no date `\(visible(slice(start, stop)))`", from: start, to: stop, help: help)
    return .invalid
  }

  /// `5-3`, `2026-13`, `555-1234`: subtraction of literals needs spaces.
  private mutating func subtraction(from start: Int, to stop: Int) -> NumberLike {
    let text = visible(slice(start, stop))
    let parts = String(decoding: run.filter { $0 < 0x80 }, as: UTF8.self)
      .split(separator: "-", omittingEmptySubsequences: false)
    var help: [String] = []
    if parts.count == 2, let year = Int(parts[0]), (1900...2199).contains(year), let month = Int(parts[1]),
      (1...9).contains(month), parts[1].count == 1
    {
      help.append("a month has two digits: `\(year)-0\(month)`")
    }
    if !run.contains(where: { $0 >= 0x80 }) {
      help.append("to subtract, write spaces: `\(parts.joined(separator: " - "))`")
    }
    help.append("a phone number or code is text: `\"\(text)\"`")
    report("R0007", "`\(text)` is neither a date nor a period", from: start, to: stop, help: help)
    return .invalid
  }

  /// `FY2026` and `FY2026-Q1`; false if the word is something else.
  mutating func lexFiscalYear(_ text: String, from start: Int, to wordEnd: Int) -> Bool {
    guard let year = Int(text.dropFirst(2)), year >= 1 else { return false }
    var stop = wordEnd
    var quarter: Int?
    let (dash, dashLength) = scalar(at: stop)
    let (letter, letterLength) = scalar(at: stop + dashLength)
    let (digit, digitLength) = scalar(at: stop + dashLength + letterLength)
    if dash == 0x2D, letter == 0x51 || letter == 0x71, (0x30...0x39).contains(digit) {
      stop += dashLength + letterLength + digitLength
      let value = Int(digit) - 0x30
      quarter = value
      let (next, _) = scalar(at: stop)
      if !(1...4).contains(value) || Self.isNamePart(next) {
        report(
          "R0007", "`\(slice(start, stop))` is not a quarter of the fiscal year \(year)", from: start,
          to: stop, help: ["they run from `\(text)-Q1` to `\(text)-Q4`"])
        add(.error, from: start, to: stop)
        return true
      }
    }
    list.periods.append(.fiscal(year: year, quarter: quarter))
    add(.period, from: start, to: stop, payload: list.periods.count - 1)
    return true
  }
}

/// The little of the proleptic Gregorian calendar that checking literals needs.
enum Calendar {
  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// 52 or 53: a year has 53 ISO weeks if it begins on a Thursday, or is leap and begins on a Wednesday.
  static func isoWeeks(in year: Int) -> Int {
    let before = max(year, 1) - 1
    // Days since Monday of the first of January; year 1 began on a Monday.
    let weekday = (before * 365 + before / 4 - before / 100 + before / 400) % 7
    return weekday == 3 || (weekday == 2 && isLeap(year)) ? 53 : 52
  }
}
