extension ValueType {
  /// Which of the column storages holds the type.
  package enum StorageKind: Sendable {
    case int64, float, text
    case list(ValueType)
  }

  package var storageKind: StorageKind {
    switch self {
    case .bool, .integer, .decimal, .day, .dateTime, .enumeration, .days, .period: .int64
    case .float: .float
    case .text, .code: .text
    case .list(let element): .list(element)
    }
  }

  /// Integers, decimals, money and floating point.
  package var isNumeric: Bool {
    switch self {
    case .integer, .decimal, .float: true
    default: false
    }
  }

  /// Text and code.
  package var isTextual: Bool { self == .text || self == .code }

  /// Whether a store's columns of this type hold texts that are compared.
  package var isStoredAsText: Bool {
    switch self {
    case .text, .code, .enumeration: true
    default: false
    }
  }

  /// Days and moments.
  package var isTemporal: Bool { self == .day || self == .dateTime }

  /// Whether `<` and `>` make sense.
  package var isOrdered: Bool {
    switch self {
    case .bool, .list: false
    case .enumeration(let type): type.isOrdered
    default: true
    }
  }

  /// Whether a value can rise and fall: numbers, days and ordered enums.
  package var hasSteps: Bool {
    switch self {
    case .integer, .decimal, .float, .day, .dateTime, .days: true
    case .enumeration(let type): type.isOrdered
    case .bool, .text, .code, .period, .list: false
    }
  }

  /// The currency of money.
  package var currency: Currency? {
    switch self {
    case .decimal(_, let currency), .float(let currency): currency
    default: nil
    }
  }
}

extension ValueType: CustomStringConvertible {
  /// The type in the language's words: `text`, `money(CNY)`, `decimal(2)`, `list of text`, `period(month)`,
  /// an enum's name.
  public var description: String {
    switch self {
    case .bool: "bool"
    case .integer: "integer"
    case .decimal(let scale, let currency): currency.map { "money(\($0.code))" } ?? "decimal(\(scale))"
    case .float(let currency): currency.map { "money(\($0.code))" } ?? "number"
    case .text: "text"
    case .code: "code"
    case .day: "date"
    case .dateTime: "datetime"
    case .enumeration(let type): type.name
    case .days: "days"
    case .period(let unit): "period(\(unit.rawValue))"
    case .list(let element): "list of \(element)"
    }
  }
}
