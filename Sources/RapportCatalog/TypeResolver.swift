import RapportSyntax
import RapportValues

/// Turns a type as written into the type of a column.
struct TypeResolver {
  /// The type and, if it is one, its enum.
  struct Resolved {
    var type: ValueType
    var enumeration: Enumeration?
    /// `money` without a currency of its own.
    var isOpenMoney = false
  }

  static let builtIn = [
    "text", "code", "integer", "number", "decimal", "money", "bool", "date", "datetime", "duration",
  ]
  /// Names from elsewhere, with the one to use.
  private static let foreign: [String: String] = [
    "string": "text", "varchar": "text", "char": "code", "int": "integer", "bigint": "integer",
    "float": "number", "double": "number", "real": "number", "numeric": "decimal(2)",
    "timestamp": "datetime", "currency": "money(USD)", "percent": "decimal(4)",
  ]

  static func resolve(
    _ expression: TypeExpression, in source: inout some DeclarationSource, _ log: inout ProblemLog
  ) -> Resolved? {
    guard var result = element(expression, in: &source, &log) else { return nil }
    if expression.isList { result.type = .list(result.type) }
    return result
  }

  private static func element(
    _ expression: TypeExpression, in source: inout some DeclarationSource, _ log: inout ProblemLog
  ) -> Resolved? {
    let name = expression.name.text
    switch name {
    case "decimal": return decimal(expression, &log)
    case "money": return money(expression, &log)
    default: break
    }
    guard let result = simple(name) ?? enumerated(name, &source) else {
      unknown(expression, source, &log)
      return nil
    }
    if let argument = expression.argument {
      log.error(
        CatalogCode.typeArgument, "`\(name)` takes no `(\(argument))`", at: expression.span,
        help: ["write `\(name)`"])
    }
    return result
  }

  private static func simple(_ name: String) -> Resolved? {
    switch name {
    case "text": Resolved(type: .text)
    case "code": Resolved(type: .code)
    case "integer": Resolved(type: .integer)
    case "number": Resolved(type: .float(currency: nil))
    case "bool", "boolean": Resolved(type: .bool)
    case "date": Resolved(type: .day)
    case "datetime": Resolved(type: .dateTime)
    case "duration": Resolved(type: .days)
    default: nil
    }
  }

  private static func enumerated(_ name: String, _ source: inout some DeclarationSource) -> Resolved? {
    source.enumeration(name).map { Resolved(type: .enumeration($0.type), enumeration: $0) }
  }

  /// `decimal(n)`: an Int64 holds 18 digits in full.
  private static func decimal(_ expression: TypeExpression, _ log: inout ProblemLog) -> Resolved? {
    guard let digits = expression.argument.flatMap({ Int($0) }), (0...18).contains(digits) else {
      log.error(
        CatalogCode.typeArgument, "`decimal` needs its number of digits after the point, 0 to 18",
        at: expression.span, help: ["`decimal(2)` for 0.05"])
      return nil
    }
    return Resolved(type: .decimal(scale: digits, currency: nil))
  }

  private static func money(_ expression: TypeExpression, _ log: inout ProblemLog) -> Resolved? {
    guard let code = expression.argument else {
      return Resolved(type: .decimal(scale: 2, currency: nil), isOpenMoney: true)
    }
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
      let upper = code.uppercased()
      let good = upper.utf8.count == 3 && upper.utf8.allSatisfy { (65...90).contains($0) }
      log.error(
        CatalogCode.typeArgument, "`\(code)` is not a currency code", at: expression.span,
        label: good ? "did you mean `money(\(upper))`?" : nil,
        help: good ? [] : ["three capital letters of ISO 4217: `money(CNY)`"])
      return nil
    }
    let currency = Currency(code)
    return Resolved(type: .decimal(scale: currency.minorDigits, currency: currency))
  }

  private static func unknown(
    _ expression: TypeExpression, _ source: some DeclarationSource, _ log: inout ProblemLog
  ) {
    let name = expression.name
    if let ours = foreign[name.text.lowercased()] {
      log.error(
        CatalogCode.unknownType, "there is no type `\(name.text)`", at: name.span,
        label: "here it is `\(ours)`")
    } else if source.entityNames.contains(name.text) {
      log.error(
        CatalogCode.unknownType, "`\(name.text)` is an entity, not a type", at: name.span,
        help: [
          "`\(name.text) by column` for one row of it",
          "`many \(name.text) by column` for all that point here",
        ])
    } else {
      log.unknown(
        CatalogCode.unknownType, "there is no type or enum `\(name.text)`", name,
        known: builtIn + source.enumNames, kind: "types and enums")
    }
  }
}
