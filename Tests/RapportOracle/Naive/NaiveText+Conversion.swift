import RapportValues

extension NaiveText {
  private static let digits: Set<Character> = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

  static func written(_ value: Value) throws -> String {
    switch value {
    case .text(let text): return text
    case .bool(let flag): return flag ? "true" : "false"
    case .integer(let number), .days(let number): return "\(number)"
    case .decimal(let decimal):
      var digits = "\(decimal.unscaled.magnitude)"
      while digits.count <= decimal.scale { digits = "0" + digits }
      if decimal.scale > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimal.scale)) }
      return (decimal.unscaled < 0 ? "-" : "") + digits
    case .day(let day): return "\(day)"
    case .dateTime(let moment): return "\(moment)"
    case .float(let number): return try written(number)
    default: throw NaiveError.unsupported("text of \(value)")
    }
  }

  /// Only what the generator makes: numbers without an exponent.
  private static func written(_ number: Double) throws -> String {
    let text = "\(number)"
    guard !text.contains("e") else { throw NaiveError.tooLarge }
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func number(_ text: String) -> Value {
    let body = trim(text)
    let unsigned = body.hasPrefix("-") || body.hasPrefix("+") ? String(body.dropFirst()) : body
    let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { digits.contains($0) } }
    return isNumber ? Double(body).map { .float($0) } ?? .missing : .missing
  }

  static func day(_ text: String) -> Value {
    let body = trim(text)
    guard body.unicodeScalars.count == 10 || DateTime(iso: body) != nil else { return .missing }
    return Day(iso: String(body.prefix(10))).map { .day($0) } ?? .missing
  }
}
