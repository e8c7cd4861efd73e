import RapportValues

/// The one place where text is made safe for a terminal: cells, headers, messages, file names and prompts.
///
/// Control characters become their pictures (`␛`), other characters that move the cursor, reverse the reading
/// direction or are invisible become `\u{202E}`, bytes that are no UTF-8 become `\xFF`.
package enum TerminalText {
  /// What happens to line feeds and tabs.
  package enum LineBreaks: Sendable {
    /// Written as they are.
    case kept
    /// Shown as `␊` and `␉`, for text that must stay on its line.
    case shown
  }

  /// The text as it may be shown.
  package static func escape(_ text: String, lineBreaks: LineBreaks = .shown) -> String {
    var text = text
    return text.withUTF8 { bytes in
      if isSafe(bytes, lineBreaks) { return String(decoding: bytes, as: UTF8.self) }
      var buffer = OutputBuffer(capacity: bytes.count * 2)
      escape(bytes, lineBreaks, to: &buffer)
      return String(decoding: buffer.contents, as: UTF8.self)
    }
  }

  /// Appends the text as it may be shown.
  package static func escape(
    _ bytes: UnsafeBufferPointer<UInt8>, _ lineBreaks: LineBreaks, to out: inout OutputBuffer
  ) {
    if isPlain(bytes) { return out.append(bytes) }
    var start = 0
    while true {
      let end = safeEnd(bytes, from: start, lineBreaks)
      out.append(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      guard end < bytes.count else { return }
      let step = UTF8Scan.step(bytes, end)
      show(step.scalar, byte: bytes[end], to: &out)
      start = end + step.length
    }
  }

  /// Whether the text may be shown as it is.
  package static func isSafe(_ bytes: UnsafeBufferPointer<UInt8>, _ lineBreaks: LineBreaks) -> Bool {
    isPlain(bytes) || safeEnd(bytes, from: 0, lineBreaks) == bytes.count
  }

  /// The end of the run from `start` on that may be shown as it is.
  private static func safeEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ lineBreaks: LineBreaks
  ) -> Int {
    var position = start
    while position < bytes.count {
      let lead = bytes[position]
      if lead &- 0x20 < 0x5F {
        position &+= 1
      } else if lead &- 0xE4 < 6, ByteScan.isHan(bytes, position) {
        position &+= 3
      } else {
        let step = UTF8Scan.step(bytes, position)
        guard let scalar = step.scalar, isSafe(scalar, lineBreaks) else { return position }
        position &+= step.length
      }
    }
    return position
  }

  /// Printable ASCII only.
  @inline(__always) private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    !ByteScan.containsNonPlain(bytes, or: 0x7F, 0x7F)
  }

  private static func isSafe(_ scalar: UInt32, _ lineBreaks: LineBreaks) -> Bool {
    switch scalar {
    case 0x09, 0x0A: lineBreaks == .kept
    case 0x00..<0x20: false
    case 0x20..<0x7F: true
    default: !isHarmful(scalar)
    }
  }

  /// DEL, C1 controls, direction marks, overrides and isolates, line and paragraph separators, what has no width and
  /// joins nothing, the byte order mark, and what is no character. Messages hide the same (`isHidden`).
  static func isHarmful(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x7F...0x9F, 0x061C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFFE...0xFFFF:
      true
    default: false
    }
  }

  private static func show(_ scalar: UInt32?, byte: UInt8, to out: inout OutputBuffer) {
    guard let scalar else {
      out.append("\\x")
      out.append(Hexadecimal.upper(byte >> 4))
      out.append(Hexadecimal.upper(byte & 0xF))
      return
    }
    if scalar < 0x20 || scalar == 0x7F {
      // The control pictures U+2400 …, and U+2421 for DEL.
      out.append(0xE2)
      out.append(0x90)
      out.append(scalar == 0x7F ? 0xA1 : 0x80 + UInt8(scalar))
      return
    }
    out.append("\\u{")
    Hexadecimal.append(scalar, minimum: 1, to: &out)
    out.append(UInt8(ascii: "}"))
  }
}

enum Hexadecimal {
  /// The digit of a value below 16.
  static func upper(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + (value & 0xF) - 10
  }

  /// Appends at least `minimum` digits.
  static func append(_ value: UInt32, minimum: Int, to out: inout OutputBuffer) {
    let needed = (32 - value.leadingZeroBitCount + 3) / 4
    for position in (0..<max(needed, minimum)).reversed() {
      out.append(upper(UInt8(value >> (UInt32(position) * 4) & 0xF)))
    }
  }
}
