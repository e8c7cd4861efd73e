/// Keeps a spreadsheet from taking a text for a formula or a number: an apostrophe goes in front of it.
///
/// Guarded are lines (the first one, and those after a line break) that begin, after blanks, with `=`, `+`, `-`, `@`, one of
/// their full-width forms, a tab or a carriage return, and texts of digits that a spreadsheet would change: with a
/// leading zero, or longer than eleven. Apostrophes before such a beginning are part of the text and get one more,
/// so that taking one away gives back exactly what was there.
package enum FormulaGuard {
  /// Appends the text with what guards it.
  package static func append(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    var start = 0
    while start < text.count {
      let end = lineEnd(text, start)
      let isWhole = start == 0 && end == text.count
      if needsGuard(UnsafeBufferPointer(rebasing: text[start..<end]), isFirst: start == 0, isWhole: isWhole) {
        out.append(UInt8(ascii: "'"))
      }
      out.append(UnsafeBufferPointer(rebasing: text[start..<end]))
      start = end
    }
  }

  /// The text without what `append` added.
  package static func removed(from text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "'")) else { return text }
    var text = text
    return text.withUTF8 { bytes in
      var kept: [UInt8] = []
      var start = 0
      while start < bytes.count {
        let end = lineEnd(bytes, start)
        let isWhole = start == 0 && end == bytes.count
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        let isGuarded = line.first == UInt8(ascii: "'") && needsGuard(line, isFirst: start == 0, isWhole: isWhole)
        kept.append(contentsOf: isGuarded ? line.dropFirst() : line[...])
        start = end
      }
      return String(decoding: kept, as: UTF8.self)
    }
  }

  /// Whether nothing in the text needs care; the common case, seen at a glance.
  @inline(__always) static func isHarmless(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    let isLetter = (first | 0x20) &- 0x61 < 26 || first &- 0xE4 < 6
    let feed = ByteScan.pattern(0x0A)
    let carriage = ByteScan.pattern(0x0D)
    return isLetter && !ByteScan.contains(text) { ByteScan.equal($0, feed) | ByteScan.equal($0, carriage) }
  }

  /// After the line feed, or the carriage return without one, that ends the line.
  private static func lineEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var position = start
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == 0x0A { return position }
      if byte == 0x0D, position == text.count || text[position] != 0x0A { return position }
    }
    return text.count
  }

  /// Whether a line needs an apostrophe, however many it has already.
  private static func needsGuard(
    _ line: UnsafeBufferPointer<UInt8>, isFirst: Bool, isWhole: Bool
  ) -> Bool {
    var position = 0
    while position < line.count, line[position] == UInt8(ascii: "'") { position += 1 }
    if isWhole, isChangedNumber(line, position) { return true }
    position = skipBlanks(line, position)
    guard position < line.count else { return false }
    switch line[position] {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: return true
    // An empty line inside a text is harmless.
    case 0x0A: return isFirst
    case 0xEF: return isFullWidthSign(line, position)
    default: return false
    }
  }

  /// `＝ ＋ － ＠`: U+FF1D, U+FF0B, U+FF0D, U+FF20.
  private static func isFullWidthSign(_ line: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    guard position + 2 < line.count, line[position + 1] == 0xBC else { return false }
    return [0x9D, 0x8B, 0x8D, 0xA0].contains(line[position + 2])
  }

  /// Over blanks, no-break spaces and ideographic spaces.
  private static func skipBlanks(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var position = start
    while position < line.count {
      if line[position] == UInt8(ascii: " ") {
        position += 1
      } else if line[position...].starts(with: [0xC2, 0xA0]) {
        position += 2
      } else if line[position...].starts(with: [0xE3, 0x80, 0x80]) {
        position += 3
      } else {
        break
      }
    }
    return position
  }

  private static func isChangedNumber(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    let digits = text[start...]
    guard digits.count > 1, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
    return digits.first == 0x30 || digits.count > 11
  }
}

/// CSV for spreadsheets: a byte order mark, lines ended by CR LF, texts guarded.
enum ExcelEncoding: DelimitedEncoding {
  static var separator: UInt8 { CSVEncoding.separator }
  static var start: StaticString { "\u{FEFF}" }
  static var lineEnd: StaticString { "\r\n" }

  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    if FormulaGuard.isHarmless(text) { return CSVEncoding.write(text, to: &out) }
    var guarded = OutputBuffer(capacity: text.count + 16)
    FormulaGuard.append(text, to: &guarded)
    CSVEncoding.write(guarded.contents, to: &out)
  }
}
