import RapportValues

/// Comparing, matching and converting single values.
enum NaiveValue {
  /// A number as it is held: exactly, or in binary.
  enum Number {
    case exact(Decimal)
    case float(Double)

    var double: Double {
      switch self {
      case .exact(let decimal): NaiveNumber.double(decimal)
      case .float(let value): value
      }
    }
  }

  static func number(_ value: Value) -> Number? {
    switch value {
    case .bool(let flag): .exact(Decimal(unscaled: flag ? 1 : 0, scale: 0))
    case .integer(let integer), .days(let integer): .exact(Decimal(unscaled: Int128(integer), scale: 0))
    case .decimal(let decimal): .exact(decimal)
    case .float(let double): .float(double)
    default: nil
    }
  }

  /// Negative, zero or positive as `left` comes before, equals or follows `right`; both are known. Texts
  /// compare by their UTF-8 bytes, enum values by rank with undeclared values last.
  static func order(_ left: Value, _ right: Value, _ type: ValueType) throws -> Int {
    if case .enumeration(let enumeration) = type, case .text(let a) = left, case .text(let b) = right {
      let (first, second) = (rank(a, enumeration), rank(b, enumeration))
      return first != second ? sign(first, second) : NaiveText.order(a, b)
    }
    if let a = number(left), let b = number(right) { return try order(a, b) }
    switch (left, right) {
    case (.text(let a), .text(let b)): return NaiveText.order(a, b)
    case (.day(let a), .day(let b)): return sign(Int(a.number), Int(b.number))
    case (.dateTime(let a), .dateTime(let b)): return sign(Int(a.seconds), Int(b.seconds))
    case (.day(let a), .dateTime(let b)): return sign(Int(a.number) * 86_400, Int(b.seconds))
    case (.dateTime(let a), .day(let b)): return sign(Int(a.seconds), Int(b.number) * 86_400)
    case (.period(_, let a), .period(_, let b)): return sign(Int(a.number), Int(b.number))
    case (.list(let a), .list(let b)): return try orderLists(a, b, type)
    default: throw NaiveError.unsupported("comparison of \(left) and \(right)")
    }
  }

  private static func orderLists(_ a: [Value], _ b: [Value], _ type: ValueType) throws -> Int {
    guard case .list(let element) = type else { throw NaiveError.unsupported("list of \(type)") }
    for (x, y) in zip(a, b) {
      let result = try order(x, y, element)
      if result != 0 { return result }
    }
    return sign(a.count, b.count)
  }

  private static func order(_ left: Number, _ right: Number) throws -> Int {
    if case .exact(let a) = left, case .exact(let b) = right {
      let scale = max(a.scale, b.scale)
      return sign(
        try NaiveNumber.rescale(a, to: scale).unscaled, try NaiveNumber.rescale(b, to: scale).unscaled)
    }
    return sign(left.double, right.double)
  }

  /// Position of a declared value; the number of values for any other.
  static func rank(_ name: String, _ type: EnumType) -> Int {
    type.names.firstIndex { Array($0.utf8) == Array(name.utf8) } ?? type.names.count
  }

  /// False for a value that its enum does not declare.
  static func hasRank(_ value: Value, _ type: ValueType) -> Bool {
    guard case .enumeration(let enumeration) = type, case .text(let name) = value else { return true }
    return rank(name, enumeration) < enumeration.names.count
  }

  static func sign<T: Comparable>(_ left: T, _ right: T) -> Int { left < right ? -1 : left > right ? 1 : 0 }

  /// Equality as grouping, `distinct`, joins and set operators see it: exact, missing equals missing.
  static func same(_ left: Value, _ right: Value) throws -> Bool {
    switch (left, right) {
    case (.missing, .missing): return true
    case (.missing, _), (_, .missing): return false
    case (.text(let a), .text(let b)): return Array(a.utf8) == Array(b.utf8)
    case (.list(let a), .list(let b)):
      return try a.count == b.count && zip(a, b).allSatisfy { try same($0, $1) }
    default: return try order(left, right, .integer) == 0
    }
  }

  static func same(_ left: [Value], _ right: [Value]) throws -> Bool {
    guard left.count == right.count else { return false }
    for (a, b) in zip(left, right) where try !same(a, b) { return false }
    return true
  }

  /// The value as its type holds it: numbers in the type's representation, dates with or without a time.
  static func conform(_ value: Value, _ type: ValueType) throws -> Value {
    switch (value, type) {
    case (.missing, _): return .missing
    case (.list(let elements), .list(let element)):
      return .list(try elements.map { try conform($0, element) })
    case (.day(let day), .dateTime): return .dateTime(DateTime(seconds: Int64(day.number) * 86_400))
    case (.dateTime(let moment), .day): return .day(NaiveCalendar.day(of: moment))
    case (.period(_, let start), .day): return .day(start)
    case (.day(let day), .period(let unit)): return .period(unit, start: day)
    case (_, .bool), (_, .integer), (_, .decimal), (_, .float), (_, .days):
      guard let number = number(value) else {
        throw NaiveError.unsupported("\(value) as \(type)")
      }
      return try NaiveNumber.conform(number, type)
    default: return value
    }
  }
}
