import Glibc
import RapportValues

/// Numbers as labels.
enum NumberLabel {
  /// A number rounded to digits behind the point.
  static func text(_ value: Double, places: Int, trimmed: Bool = false) -> String {
    var text = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NumberText.longest) { buffer in
      guard let base = buffer.baseAddress else { return "" }
      let count = NumberText.write(value == 0 ? 0 : value, places: places, to: base)
      return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }
    if trimmed, text.contains("."), !text.contains("e") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text == "-0" ? "0" : text
  }

  /// The power of ten of the first digit; 0 for 0.
  static func exponent(_ value: Double) -> Int {
    value == 0 || !value.isFinite ? 0 : Int(log10(value.magnitude).rounded(.down))
  }

  /// Numbers that a fixed point would show as zeros only.
  static func isTiny(_ value: Double) -> Bool { value != 0 && value.magnitude < 1e-12 }

  /// `2.5e-20`: a number as its first digits and a power of ten.
  static func scientific(_ value: Double, places: Int) -> String {
    let power = exponent(value)
    // In two steps: the power itself may be beyond what a number can be.
    let digits = value * pow(10, Double(-power / 2)) * pow(10, Double(-power - -power / 2))
    let shown = text(digits, places: places, trimmed: true)
    // Rounding may have given another digit.
    if shown == "10" || shown == "-10" { return String(shown.dropLast()) + "e\(power + 1)" }
    return "\(shown)e\(power)"
  }

  /// The marks of an axis, short and alike: `0`, `200k`, `400k`, as the language writes numbers.
  static func marks(_ values: [Double], step: Double) -> [String] {
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    let (unit, suffix): (Double, String) =
      largest >= 1e15 ? (1, "") : largest >= 1e6 ? (1e6, "M") : largest >= 1e4 ? (1e3, "k") : (1, "")
    let places = max(0, -exponent(step / unit * 1.000_001))
    return values.map { value in
      if value.magnitude < step / 1e6 { return "0" }
      if isTiny(step) { return scientific(value, places: max(0, exponent(value) + places)) }
      return text(value / unit, places: places) + suffix
    }
  }
}
