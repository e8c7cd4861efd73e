import RapportCatalog
import RapportValues

/// Stored values to values of a type, as `StoredColumn.Encoding` says.
enum NaiveDecode {
  /// Nil if the stored value is none of the type.
  static func value(_ stored: Value, _ column: StoredColumn, _ type: ValueType) throws -> Value? {
    if stored == .missing { return .missing }
    switch column.encoding {
    case .plain: return try plain(stored, type)
    case .scaled:
      guard case .decimal(let scale, _) = type, case .integer(let unscaled) = stored else { return nil }
      return .decimal(Decimal(unscaled: Int128(unscaled), scale: scale))
    case .real:
      guard let number = NaiveValue.number(stored) else { return nil }
      return try NaiveNumber.conform(number, type)
    case .mapped(let mappings):
      for mapping in mappings where try NaiveValue.isAlike(mapping.stored, stored) {
        return .text(mapping.value)
      }
      return .text(text(stored))
    }
  }

  private static func plain(_ stored: Value, _ type: ValueType) throws -> Value? {
    switch (type, stored) {
    case (.bool, .integer(let flag)): return .bool(flag != 0)
    case (.integer, .integer), (.float, .float): return stored
    case (.float, .integer(let integer)): return .float(Double(integer))
    case (.decimal, .integer), (.decimal, .float):
      return try NaiveValue.number(stored).map { try NaiveNumber.conform($0, type) }
    case (.days, .integer(let count)): return .days(count)
    case (.text, _), (.code, _), (.enumeration, _): return .text(text(stored))
    case (.day, .text(let text)): return day(text).map { .day($0) }
    case (.dateTime, .text(let text)): return moment(text).map { .dateTime($0) }
    default: return nil
    }
  }

  private static func text(_ stored: Value) -> String {
    switch stored {
    case .text(let text): text
    case .integer(let integer): String(integer)
    case .float(let double): String(double)
    default: ""
    }
  }

  /// The date of `YYYY-MM-DD`, with or without a time after it.
  static func day(_ text: String) -> Day? {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), (1...9_999).contains(year), day >= 1,
      day <= NaiveCalendar.length(year, month)
    else { return nil }
    return NaiveCalendar.day(year, month, day)
  }

  static func moment(_ text: String) -> DateTime? {
    guard let day = day(text) else { return nil }
    let clock = text.dropFirst(11).split(separator: ":").compactMap { Int($0.prefix(2)) }
    var seconds = Int64(day.number) * 86_400
    for (part, size) in zip(clock, [3_600, 60, 1] as [Int64]) { seconds += Int64(part) * size }
    return DateTime(seconds: seconds)
  }
}

extension NaiveValue {
  /// As SQLite's `=` between stored values: numbers by value, texts by bytes; missing equals nothing.
  static func isAlike(_ left: Value, _ right: Value) throws -> Bool {
    switch (left, right) {
    case (.missing, _), (_, .missing): false
    case (.text, .text): try same(left, right)
    case (.text, _), (_, .text): false
    default: try same(left, right)
    }
  }
}
