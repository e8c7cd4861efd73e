import RapportStore
import RapportValues

/// Days: `2024-01-05`, `2024/1/5`, `2024.1.5`, `2024年1月5日`, `20240105`, a spreadsheet's day number, and day and month
/// first if it is said which.
final class DayConverter: CellConverter {
  private let order: ImportOptions.DateOrder?
  private let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 10)

  init(order: ImportOptions.DateOrder?) { self.order = order }

  deinit { memory.deallocate() }

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    if bytes.count == 10, Day(iso: bytes) != nil { return .text(bytes) }
    try DateText.day(bytes, order).write(to: memory)
    return .text(Bytes(start: memory, count: 10))
  }
}

/// A day with a time of day.
final class MomentConverter: CellConverter {
  private let order: ImportOptions.DateOrder?
  private let scratch = Scratch()

  init(order: ImportOptions.DateOrder?) { self.order = order }

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    if let moment = DateTime.parse(bytes) { return .text(scratch.take(moment.description.utf8)) }
    return .text(scratch.take(try DateText.day(bytes, order).midnight.description.utf8))
  }
}

/// Reading days as people write them.
enum DateText {
  static func day(_ bytes: Bytes, _ order: ImportOptions.DateOrder?) throws(CellFault) -> Day {
    if let narrow = Narrow.form(of: bytes) {
      return try narrow.withUnsafeBufferPointer { text throws(CellFault) in try day(text, order) }
    }
    let (numbers, rest) = numbers(bytes)
    guard numbers.count == 3 else { return try serial(bytes) }
    guard isMidnight(rest) else {
      throw CellFault(
        .value, "\(Quoted.text(bytes)) has a time of day, and the field holds days",
        help: ["cut the time off where the file comes from"])
    }
    guard let day = try inOrder(numbers, order, bytes) else { throw noDate(bytes) }
    return day
  }

  private struct Number {
    var value: Int
    var digits: Int
  }

  /// Three numbers between signs of dates, and what stands behind them.
  private static func numbers(_ bytes: Bytes) -> (numbers: [Number], rest: Bytes) {
    var numbers: [Number] = []
    var position = 0
    while numbers.count < 3, position < bytes.count {
      var number = Number(value: 0, digits: 0)
      while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10, number.digits < 5 {
        number.value = number.value * 10 + Int(bytes[position] &- UInt8(ascii: "0"))
        number.digits += 1
        position += 1
      }
      guard number.digits > 0 else { break }
      numbers.append(number)
      let step = separator(bytes, position)
      if step == 0 { break }
      if numbers.count < 3 || step == 3 { position += step }
      while numbers.count < 3, position < bytes.count, bytes[position] == 0x20 { position += 1 }
    }
    return (numbers, Bytes(rebasing: bytes[min(position, bytes.count)...]))
  }

  /// Length of a `-`, `/`, `.` or `年`, `月`, `日`, `号` at a position.
  private static func separator(_ bytes: Bytes, _ position: Int) -> Int {
    guard position < bytes.count else { return 0 }
    switch bytes[position] {
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."): return 1
    case 0xE5, 0xE6, 0xE8:
      guard position + 2 < bytes.count else { return 0 }
      let sign = String(decoding: bytes[position..<(position + 3)], as: UTF8.self)
      return ["年", "月", "日", "号", "號"].contains(sign) ? 3 : 0
    default: return 0
    }
  }

  /// Nothing, or a time of day that is midnight.
  private static func isMidnight(_ rest: Bytes) -> Bool {
    rest.allSatisfy {
      $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ":") || $0 == 0x20 || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: "Z")
    }
  }

  private static func inOrder(
    _ numbers: [Number], _ order: ImportOptions.DateOrder?, _ bytes: Bytes
  ) throws(CellFault) -> Day? {
    let (first, second, third) = (numbers[0], numbers[1], numbers[2])
    if first.digits == 4 { return Day(year: first.value, month: second.value, day: third.value) }
    guard third.digits == 4 else {
      if third.digits == 2, first.digits <= 2 {
        throw CellFault(
          .ambiguousDate, "\(Quoted.text(bytes)) has a year of two digits",
          help: ["write all four digits of the year"])
      }
      return nil
    }
    let dayFirst = Day(year: third.value, month: second.value, day: first.value)
    let monthFirst = Day(year: third.value, month: first.value, day: second.value)
    switch order {
    case .dmy: return dayFirst
    case .mdy: return monthFirst
    case .ymd: return nil
    case nil:
      guard let dayFirst, let monthFirst, dayFirst != monthFirst else { return dayFirst ?? monthFirst }
      throw CellFault(
        .ambiguousDate, "\(Quoted.text(bytes)) may be \(dayFirst) or \(monthFirst)",
        help: ["`--dates dmy` if the day comes first, `--dates mdy` if the month does"])
    }
  }

  /// `20240105`, or days since the end of 1899 as spreadsheets count them (1927 to 2173).
  private static func serial(_ bytes: Bytes) throws(CellFault) -> Day {
    var whole = bytes
    if let point = bytes.firstIndex(of: UInt8(ascii: ".")) {
      guard bytes[(point + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") }) else { throw noDate(bytes) }
      whole = Bytes(rebasing: bytes[..<point])
    }
    guard whole.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let number = Int(whole.string) else {
      throw noDate(bytes)
    }
    if whole.count == 8, whole.count == bytes.count,
      let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    {
      return day
    }
    // Day 25,569 is 1970-01-01.
    guard whole.count == 5, let day = Day(checked: number - 25_569) else { throw noDate(bytes) }
    return day
  }

  private static func noDate(_ bytes: Bytes) -> CellFault {
    CellFault(
      .value, "\(Quoted.text(bytes)) is no date", help: ["for example 2024-01-05, 2024/1/5 or 2024年1月5日"])
  }
}
