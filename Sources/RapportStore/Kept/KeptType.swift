package import RapportValues

/// The type of a kept column as it stands in the store: `integer`, `decimal(2)`, `money(2,CNY)`, `enum(credit)`,
/// `list(text)`. The values of an enum stand beside it.
package struct KeptType: Hashable, Sendable {
  package var text: String
  /// Names of the enum's values in order, a line each; in them line breaks and backslashes are escaped.
  package var enumValues: String?

  package init(text: String, enumValues: String?) {
    self.text = text
    self.enumValues = enumValues
  }

  package init(_ type: ValueType) {
    text = Self.text(of: type)
    enumValues = Self.enumeration(in: type).map { $0.names.map(Self.line).joined(separator: "\n") }
  }

  private static func text(of type: ValueType) -> String {
    switch type {
    case .bool: "bool"
    case .integer: "integer"
    case .decimal(let scale, let currency): currency.map { "money(\(scale),\($0.code))" } ?? "decimal(\(scale))"
    case .float(let currency): currency.map { "number(\($0.code))" } ?? "number"
    case .text: "text"
    case .code: "code"
    case .day: "date"
    case .dateTime: "datetime"
    case .enumeration(let type): type.isOrdered ? "ordered(\(type.name))" : "enum(\(type.name))"
    case .days: "days"
    case .period(let unit): "period(\(unit.rawValue))"
    case .list(let element): "list(\(text(of: element)))"
    }
  }

  private static func enumeration(in type: ValueType) -> EnumType? {
    switch type {
    case .enumeration(let type): type
    case .list(let element): enumeration(in: element)
    default: nil
    }
  }

  /// The type, with its enum from `enumeration` by name and values; nil if the text is no type.
  package func type(_ enumeration: (EnumDescription) -> EnumType) -> ValueType? {
    Self.type(text[...], depth: 0) { name, isOrdered in
      enumeration(
        EnumDescription(
          name: name, values: enumValues?.split(separator: "\n").map(Self.name) ?? [], isOrdered: isOrdered))
    }
  }

  private static func line(_ name: String) -> String {
    guard name.contains(where: { $0.isNewline || $0 == "\\" }) else { return name }
    return name.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\\": "\\\\"
      default: String(scalar)
      }
    }.joined()
  }

  private static func name(_ line: Substring) -> String {
    guard line.contains("\\") else { return String(line) }
    var name = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if scalar == "\\", !isEscaped {
        isEscaped = true
      } else {
        name.append(!isEscaped ? scalar : scalar == "n" ? "\n" : scalar == "r" ? "\r" : scalar)
        isEscaped = false
      }
    }
    return String(name)
  }

  package struct EnumDescription: Hashable, Sendable {
    package var name: String
    package var values: [String]
    package var isOrdered: Bool
  }

  private static func type(
    _ text: Substring, depth: Int, _ enumeration: (String, Bool) -> EnumType
  ) -> ValueType? {
    guard depth < 8 else { return nil }
    guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return plain[String(text)] }
    let argument = text[text.index(after: open)...].dropLast()
    switch text[..<open] {
    case "decimal": return scale(argument).map { .decimal(scale: $0, currency: nil) }
    case "money":
      let parts = argument.split(separator: ",")
      guard parts.count == 2, let scale = Self.scale(parts[0]) else { return nil }
      return .decimal(scale: scale, currency: Currency(String(parts[1])))
    case "number": return .float(currency: Currency(String(argument)))
    case "enum": return .enumeration(enumeration(String(argument), false))
    case "ordered": return .enumeration(enumeration(String(argument), true))
    case "period": return PeriodUnit(rawValue: String(argument)).map { .period($0) }
    case "list": return type(argument, depth: depth + 1, enumeration).map { .list($0) }
    default: return nil
    }
  }

  /// Digits behind the point: as many as 64 bits may have.
  private static func scale(_ text: Substring) -> Int? {
    Int(text).flatMap { PowersOfTen.int64.indices.contains($0) ? $0 : nil }
  }

  private static let plain: [String: ValueType] = [
    "bool": .bool, "integer": .integer, "number": .float(currency: nil), "text": .text, "code": .code,
    "date": .day, "datetime": .dateTime, "days": .days,
  ]
}
