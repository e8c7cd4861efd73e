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
    default: throw NaiveError.unsupported("text of \(value)")
    }
  }

  static func number(_ text: String) -> Value {
    let body = trim(text)
    let unsigned = body.hasPrefix("-") || body.hasPrefix("+") ? String(body.dropFirst()) : body
    let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { digits.contains($0) } }
    return isNumber ? Double(body).map { .float($0) } ?? .missing : .missing
  }

  static func day(_ text: String) -> Value {
    Day(iso: trim(text)).map { .day($0) } ?? .missing
  }
}
