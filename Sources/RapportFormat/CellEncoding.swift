import RapportValues

/// How a format writes what is not a number.
protocol CellEncoding {
  /// A missing value.
  static var missing: StaticString { get }
  /// Whether lists stand in brackets.
  static var isJSON: Bool { get }
  /// What dates and periods stand in; numbers beyond all bounds are then missing.
  static var quote: UInt8? { get }
  /// Texts are made safe for a terminal.
  static var isForTerminal: Bool { get }
  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer)
}

extension CellEncoding {
  static var missing: StaticString { "" }
  static var isJSON: Bool { false }
  static var quote: UInt8? { nil }
  static var isForTerminal: Bool { false }
}

/// Text as it is.
enum RawEncoding: CellEncoding {
  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) { out.append(text) }
}

/// Text made safe for a terminal, then encoded: for formats that are usually read by programs.
enum VisibleEncoding<Base: CellEncoding>: CellEncoding {
  static var missing: StaticString { Base.missing }
  static var isJSON: Bool { Base.isJSON }
  static var quote: UInt8? { Base.quote }
  static var isForTerminal: Bool { true }

  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    if TerminalText.isSafe(text, .kept) { return Base.write(text, to: &out) }
    var shown = OutputBuffer(capacity: text.count * 2)
    TerminalText.escape(text, .kept, to: &shown)
    Base.write(shown.contents, to: &out)
  }
}

/// A format of fields between separators.
protocol DelimitedEncoding: CellEncoding {
  /// In front of the header.
  static var start: StaticString { get }
  static var separator: UInt8 { get }
  static var lineEnd: StaticString { get }
}

extension DelimitedEncoding {
  static var start: StaticString { "" }
  static var lineEnd: StaticString { "\n" }
}

extension VisibleEncoding: DelimitedEncoding where Base: DelimitedEncoding {
  // Byte order marks and carriage returns are for programs: the defaults stand.
  static var separator: UInt8 { Base.separator }
}

/// RFC 4180: fields with a comma, a quote or a line break stand in quotes, quotes inside doubled. An empty
/// text is `""`, a missing value nothing.
enum CSVEncoding: DelimitedEncoding {
  static var separator: UInt8 { UInt8(ascii: ",") }

  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    if needsQuotes(text) {
      writeQuoted(text, to: &out)
    } else {
      out.append(text)
    }
  }

  @inline(__always) private static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.isEmpty { return true }
    let (comma, quote) = (ByteScan.pattern(UInt8(ascii: ",")), ByteScan.pattern(UInt8(ascii: "\"")))
    let (feed, carriage) = (ByteScan.pattern(0x0A), ByteScan.pattern(0x0D))
    return ByteScan.contains(text) { word in
      ByteScan.equal(word, comma) | ByteScan.equal(word, quote) | ByteScan.equal(word, feed)
        | ByteScan.equal(word, carriage)
    }
  }

  private static func writeQuoted(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    let target = out.reserve(text.count * 2 + 2)
    var count = 1
    target[0] = UInt8(ascii: "\"")
    for byte in text {
      if byte == UInt8(ascii: "\"") {
        target[count] = byte
        count += 1
      }
      target[count] = byte
      count += 1
    }
    target[count] = UInt8(ascii: "\"")
    out.advance(count + 1)
  }
}

/// Fields between tabs, one line per row; a tab, line feed, carriage return and backslash in a text are `\t`,
/// `\n`, `\r` and `\\`, so that a line is always a row.
enum TSVEncoding: DelimitedEncoding {
  static var separator: UInt8 { 0x09 }

  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    EscapedField.write(text, separator: separator, to: &out)
  }
}

/// Fields between bars, escaped as those of TSV; a bar is `\|`.
enum ListEncoding: DelimitedEncoding {
  static var separator: UInt8 { UInt8(ascii: "|") }

  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    EscapedField.write(text, separator: separator, to: &out)
  }
}

/// A field that never holds its separator or a line break.
enum EscapedField {
  @inline(__always)
  static func write(_ text: UnsafeBufferPointer<UInt8>, separator: UInt8, to out: inout OutputBuffer) {
    let (backslash, mark) = (ByteScan.pattern(UInt8(ascii: "\\")), ByteScan.pattern(separator))
    let isPlain = !ByteScan.contains(text) { word in
      ByteScan.control(word) | ByteScan.equal(word, backslash) | ByteScan.equal(word, mark)
    }
    if isPlain { return out.append(text) }
    for byte in text {
      switch byte {
      case 0x09: out.append("\\t")
      case 0x0A: out.append("\\n")
      case 0x0D: out.append("\\r")
      case UInt8(ascii: "\\"): out.append("\\\\")
      case separator:
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      default: out.append(byte)
      }
    }
  }
}

/// A cell of a Markdown table: marks of Markdown escaped, `<` an entity, a line break `<br>`.
enum MarkdownEncoding: CellEncoding {
  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    var previous: UInt8 = 0
    for (position, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "_") where isInWord(position, text): out.append(byte)
      case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"),
        UInt8(ascii: "["), UInt8(ascii: "~"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case UInt8(ascii: "<"): out.append("&lt;")
      case UInt8(ascii: "&") where beginsEntity(position, text): out.append("&amp;")
      case 0x0D: out.append("<br>")
      case 0x0A: if previous != 0x0D { out.append("<br>") }
      default: out.append(byte)
      }
      previous = byte
    }
  }

  /// Inside a word a low line emphasizes nothing.
  private static func isInWord(_ position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    position > 0 && position + 1 < text.count && isWordByte(text[position - 1]) && isWordByte(text[position + 1])
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// `&name;` and `&#1;` would be read as the character they stand for.
  private static func beginsEntity(_ position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in text[(position + 1)...].prefix(32) {
      if byte == UInt8(ascii: ";") { return true }
      if byte != UInt8(ascii: "#"), !isWordByte(byte) || byte >= 0x80 { return false }
    }
    return false
  }
}
