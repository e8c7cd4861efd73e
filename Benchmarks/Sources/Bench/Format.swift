/// Numbers as the tables show them.
enum Format {
  /// Three significant digits, as milliseconds.
  static func milliseconds(_ runs: [Measurement]) -> String { number(runs.map(\.seconds).median * 1000) }

  static func ratio(_ value: Double) -> String { value.isFinite ? fixed(value, 2) : "–" }

  static func mebibytes(_ bytes: Int) -> String { number(Double(bytes) / 1_048_576) }

  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    return fixed(value, value >= 100 ? 0 : value >= 10 ? 1 : 2)
  }

  static func fixed(_ value: Double, _ digits: Int) -> String {
    var factor = 1
    for _ in 0..<digits { factor *= 10 }
    guard value.isFinite else { return "–" }
    let scaled = Int((value * Double(factor)).rounded())
    if scaled < 0 { return "-" + fixed(-value, digits) }
    if digits == 0 { return grouped(scaled) }
    let rest = String(scaled % factor)
    return "\(grouped(scaled / factor)).\(String(repeating: "0", count: digits - rest.count))\(rest)"
  }

  /// Thousands are set apart: 1,234,567.
  static func grouped(_ value: Int) -> String {
    var digits = Array(String(value))
    var position = digits.count - 3
    while position > (value < 0 ? 1 : 0) {
      digits.insert(",", at: position)
      position -= 3
    }
    return String(digits)
  }
}
