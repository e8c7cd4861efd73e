extension Value {
  /// −1, 0 or 1; nil if either is missing or the two cannot be compared. Numbers of all kinds compare by
  /// value, texts by their bytes, a date with a date and time as its midnight. A floating-point number
  /// compares with a decimal as its shortest text does.
  package static func compare(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.missing, _), (_, .missing): nil
    case (.bool(let a), .bool(let b)): Column.order(a ? 1 : 0, b ? 1 : 0)
    case (.integer(let a), .integer(let b)), (.days(let a), .days(let b)): Column.order(a, b)
    case (.float(let a), .float(let b)): Column.order(a, b)
    case (.text(let a), .text(let b)): compare(a, b)
    case (.day(let a), .day(let b)): Column.order(a, b)
    case (.dateTime(let a), .dateTime(let b)): Column.order(a, b)
    case (.day(let a), .dateTime(let b)): Column.order(a.midnight, b)
    case (.dateTime(let a), .day(let b)): Column.order(a, b.midnight)
    case (.period(let unit, let a), .period(let other, let b)): unit == other ? Column.order(a, b) : nil
    case (.list(let a), .list(let b)): compare(a, b)
    default: compareNumbers(left, right)
    }
  }

  private static func compare(_ left: String, _ right: String) -> Int {
    var (left, right) = (left, right)
    return left.withUTF8 { a in right.withUTF8 { b in Column.order(a, b) } }
  }

  private static func compare(_ left: [Value], _ right: [Value]) -> Int? {
    for (a, b) in zip(left, right) {
      guard let result = compare(a, b) else { return nil }
      if result != 0 { return result }
    }
    return Column.order(left.count, right.count)
  }

  private static func compareNumbers(_ left: Value, _ right: Value) -> Int? {
    if let a = left.exactNumber, let b = right.exactNumber { return a.order(against: b) }
    guard let a = left.toDouble, let b = right.toDouble else { return nil }
    return Column.order(a, b)
  }

  /// The number as a decimal; nil for other values and for numbers no decimal holds.
  package var exactNumber: Decimal? {
    switch self {
    case .integer(let value): Decimal(value)
    case .decimal(let value): value
    case .float(let value): Decimal(exactly: value)
    default: nil
    }
  }

  /// The number as the nearest `Double`; nil for other values.
  package var toDouble: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .decimal(let value): value.toDouble()
    case .float(let value): value
    default: nil
    }
  }
}
