import RapportCatalog
import RapportValues

extension Value {
  /// As a column of our own stores holds a value of this type; an empty text is no value.
  func stored(as type: ValueType, _ encoding: StoredColumn.Encoding = .plain) -> Value {
    switch self {
    case .missing, .list: return .missing
    case .text(let text):
      if text.isEmpty { return .missing }
      guard case .mapped(let names) = encoding else { return self }
      return names.first { $0.value == text }?.stored ?? self
    case .bool(let flag): return .integer(flag ? 1 : 0)
    case .days(let count): return .integer(count)
    case .day(let day): return .text(type == .dateTime ? day.midnight.description : day.description)
    case .dateTime(let moment): return .text(moment.description)
    case .period(_, let start): return .text(start.description)
    case .integer, .decimal, .float: return type.stored(self).map { .integer($0) } ?? self
    }
  }
}

extension Field {
  /// A value of the field as its column holds it.
  func stored(_ value: Value) -> Value {
    if case .stored(let column) = kind { return value.stored(as: type, column.encoding) }
    return value.stored(as: .integer)
  }

  /// What its column holds, as people read it; `label` names the row that a to-one field points to.
  func shown(_ stored: Value, label: (Value) -> String) -> String {
    switch (stored, type) {
    case (.missing, _): "missing"
    case (_, _) where isRelation: label(stored)
    case (.integer(let number), .decimal(let scale, _)):
      Decimal(unscaled: Int128(number), scale: scale).description
    case (.integer(let number), .bool): number == 1 ? "true" : "false"
    default: stored.shown
    }
  }

  /// What is shown of a value to whoever may not see it.
  func masked(_ text: String, of stored: Value) -> String {
    guard let privacy, stored != .missing else { return text }
    return privacy.form.masked(text)
  }

  private var isRelation: Bool {
    if case .toOne = kind { true } else { false }
  }
}
