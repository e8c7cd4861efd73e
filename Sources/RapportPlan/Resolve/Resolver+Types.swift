import RapportCatalog
import RapportSyntax
import RapportValues

extension ValueType {
  /// With its article, for messages.
  var article: String {
    switch self {
    case .bool: "true or false"
    case .integer, .decimal(_, nil), .float(nil): "a number"
    case .decimal, .float: "an amount of money"
    case .text, .code: "text"
    case .day: "a date"
    case .dateTime: "a date with time"
    case .enumeration(let type): "a value of \(type.name)"
    case .days: "a duration"
    case .period(let unit): "a \(unit.rawValue)"
    case .list: "a list"
    }
  }

}

extension Resolver {
  /// Largest scale of a decimal product before it becomes floating point.
  static let maximalScale = 10

  /// Makes a value one of another, alike type; returns it unchanged if nothing is to be done.
  func convert(_ expr: Expr, to type: ValueType) -> Expr {
    if expr.type == type { return expr }
    if case .literal(.missing, _) = expr { return .literal(.missing, type) }
    switch (expr.type, type) {
    case (.text, .code), (.code, .text):
      if case .literal(let value, _) = expr { return .literal(value, type) }
      return expr
    case (.integer, .decimal), (.integer, .float), (.decimal, .float), (.decimal, .integer), (.float, .integer):
      return .apply(.convert, [expr], type)
    case (.decimal(let from, let currency), .decimal(let to, let wanted)):
      // A formula keeps the digits it computes; only the currency is taken from the declaration.
      if currency == wanted || from == to { return retagged(expr, .decimal(scale: from, currency: wanted)) }
      return retagged(expr, .decimal(scale: from, currency: wanted ?? currency))
    case (.float, .float), (.float, .decimal): return expr
    case (.dateTime, .day): return .apply(.dayOf, [expr], .day)
    default: return expr
    }
  }

  /// The value of a formula for what is declared to have a type; reports one that cannot have it.
  func declared(_ expr: Expr, as type: ValueType, at span: SourceSpan) -> Expr? {
    if case .literal(.missing, _) = expr { return .literal(.missing, type) }
    guard expr.type.fits(type) else {
      return fail("R0202", "\(type.article) is declared, and this is \(expr.type.article)", at: span)
    }
    return convert(expr, to: type)
  }

  /// The same value under another type of equal storage.
  private func retagged(_ expr: Expr, _ type: ValueType) -> Expr {
    if expr.type == type { return expr }
    if case .literal(let value, _) = expr { return .literal(value, type) }
    return .apply(.convert, [expr], type)
  }

  /// The type that all of several values can take.
  func commonType(_ values: [Expr], at span: SourceSpan, what: String) -> ValueType? {
    var common: ValueType?
    for value in values {
      if case .literal(.missing, _) = value { continue }
      guard let known = common else {
        common = value.type
        continue
      }
      guard let joined = Self.join(known, value.type) else {
        return fail("R0202", "\(what) differ: \(known.article) and \(value.type.article)", at: span)
      }
      common = joined
    }
    if !currenciesAgree(values, at: span) { return nil }
    return common ?? values.first?.type
  }

  /// The smallest type that holds both, if they are alike.
  static func join(_ left: ValueType, _ right: ValueType) -> ValueType? {
    if left == right { return left }
    switch (left, right) {
    case (.text, .code), (.code, .text): return .text
    case (.day, .dateTime), (.dateTime, .day): return .day
    case (.integer, .decimal), (.integer, .float): return right
    case (.decimal, .integer), (.float, .integer): return left
    case (.decimal(let a, let x), .decimal(let b, let y)):
      if let x, let y, x != y { return nil }
      return .decimal(scale: max(a, b), currency: x ?? y)
    case (.decimal(_, let x), .float(let y)), (.float(let x), .decimal(_, let y)), (.float(let x), .float(let y)):
      if let x, let y, x != y { return nil }
      return .float(currency: x ?? y)
    default: return nil
    }
  }

  /// A parameter's or field's type by name.
  func valueType(of type: TypeExpression) -> ValueType? {
    switch type.name.text {
    case "text": return .text
    case "code": return .code
    case "integer": return .integer
    case "number": return .float(currency: nil)
    case "decimal": return .decimal(scale: type.argument.flatMap { Int($0) } ?? 2, currency: nil)
    case "money":
      let currency = type.argument.map { Currency($0) }
      return .decimal(scale: currency?.minorDigits ?? 2, currency: currency)
    case "bool", "boolean": return .bool
    case "date": return .day
    case "datetime": return .dateTime
    case "duration": return .days
    default: return catalog.enumeration(type.name.text).map { .enumeration($0.type) }
    }
  }
}

extension ValueType {
  /// Whether a value of this type can be had as one of another without losing what it is.
  fileprivate func fits(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (.dateTime, .day), (.day, .dateTime): true
    case (.enumeration(let given), .enumeration(let wanted)): given.name == wanted.name
    case (.text, .code), (.code, .text): true
    default: self == type || isNumeric && type.isNumeric
    }
  }
}
