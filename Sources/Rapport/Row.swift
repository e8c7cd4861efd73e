import RapportCatalog

/// One row of a result: cells by column name or position.
public struct Row: Sendable {
  public let columns: [ResultColumn]
  private let values: [Value]

  init(columns: [ResultColumn], values: [Value]) {
    self.columns = columns
    self.values = values
  }

  /// The cell of a column; missing if the result has no such column.
  public subscript(name: String) -> Value {
    guard let position = columns.firstIndex(where: { $0.name == name }) else { return .missing }
    return self[position]
  }

  /// The cell at a position, counted from 0; missing outside the row.
  public subscript(position: Int) -> Value {
    values.indices.contains(position) ? values[position] : .missing
  }
}

/// A column of a result.
public struct ResultColumn: Hashable, Sendable {
  public let name: String
  public let type: ValueType
  /// For `Rows.translated`.
  let labels: ColumnLabels?
  /// What its values tell about people.
  var privacy: Privacy?
  /// A mask stands for its values.
  public internal(set) var isMasked = false
  /// The fields about people that its values come from, as `contacts.phone`.
  public var personalFields: [String] { privacy?.fields.sorted() ?? [] }

  public init(name: String, type: ValueType) { self.init(name: name, type: type, labels: nil) }

  init(name: String, type: ValueType, labels: ColumnLabels?) {
    self.name = name
    self.type = type
    self.labels = labels
  }

  public static func == (left: ResultColumn, right: ResultColumn) -> Bool {
    left.name == right.name && left.type == right.type
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(type)
  }
}

extension Value {
  /// The text of `text`, `code` and enum values; nil for anything else.
  public var string: String? { if case .text(let text) = self { text } else { nil } }
  /// The number, if it is whole and fits.
  public var int: Int? {
    switch self {
    case .integer(let number), .days(let number): Int(exactly: number)
    default: nil
    }
  }
  /// Any number as a binary floating point number; exact decimals are rounded to the nearest.
  public var double: Double? {
    switch self {
    case .integer(let number), .days(let number): return Double(number)
    case .float(let number): return number
    case .decimal(let decimal):
      var divisor = 1.0
      for _ in 0..<max(0, decimal.scale) { divisor *= 10 }
      return Double(decimal.unscaled) / divisor
    default: return nil
    }
  }
  public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  public var day: Day? { if case .day(let day) = self { day } else { nil } }
  public var isMissing: Bool { if case .missing = self { true } else { false } }
}
