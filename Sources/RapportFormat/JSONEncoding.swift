import RapportValues

/// JSON strings: control characters up to U+009F and invisible or direction-changing characters are written
/// as `\u….`, bytes that are no UTF-8 as U+FFFD, so that the result is valid JSON and safe to look at.
enum JSONEncoding: CellEncoding {
  static var missing: StaticString { "null" }
  static var isJSON: Bool { true }
  static var quote: UInt8? { UInt8(ascii: "\"") }

  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    let target = out.reserve(text.count + 2)
    target[0] = UInt8(ascii: "\"")
    out.advance(1)
    if ByteScan.containsNonPlain(text, or: UInt8(ascii: "\""), UInt8(ascii: "\\")) {
      writeEscaped(text, to: &out)
    } else {
      out.append(text)
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func writeEscaped(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    var position = 0
    // Runs that need nothing are copied in one go.
    var runStart = 0
    while position < text.count {
      let lead = text[position]
      if lead &- 0xE4 < 6, ByteScan.isHan(text, position) {
        position += 3
        continue
      }
      if isPlain(UInt32(lead)), lead < 0x7F {
        position += 1
        continue
      }
      let step = UTF8Scan.step(text, position)
      if let scalar = step.scalar, isPlain(scalar) {
        position += step.length
        continue
      }
      out.append(UnsafeBufferPointer(rebasing: text[runStart..<position]))
      escape(step.scalar ?? 0xFFFD, to: &out)
      position += step.length
      runStart = position
    }
    out.append(UnsafeBufferPointer(rebasing: text[runStart...]))
  }

  @inline(__always) private static func isPlain(_ scalar: UInt32) -> Bool {
    if scalar < 0x7F { return scalar >= 0x20 && scalar != 0x22 && scalar != 0x5C }
    return !TerminalText.isHarmful(scalar)
  }

  private static func escape(_ scalar: UInt32, to out: inout OutputBuffer) {
    switch scalar {
    case 0x08: out.append("\\b")
    case 0x09: out.append("\\t")
    case 0x0A: out.append("\\n")
    case 0x0C: out.append("\\f")
    case 0x0D: out.append("\\r")
    case 0x22: out.append("\\\"")
    case 0x5C: out.append("\\\\")
    case 0xFFFD: out.append("\u{FFFD}")
    default:
      out.append("\\u")
      Hexadecimal.append(scalar, minimum: 4, to: &out)
    }
  }
}
