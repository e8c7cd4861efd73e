/// Turns UTF-8 bytes into tokens; every problem becomes a diagnostic and lexing goes on behind it.
struct Lexer {
  /// More errors than this are not listed.
  static let errorLimit = 100

  let bytes: [UInt8]
  let end: Int
  var position: Int
  var list = TokenList()
  var isFirstOnLine = true
  var lineStart: Int
  var indent: Int32 = 0
  /// A `"` was found without its partner: later strings end with their line at most.
  var sawUnclosedString = false
  /// Scratch of the number being read, full-width forms made ASCII.
  var run: [UInt8] = []

  init(_ bytes: [UInt8], range: Range<Int>? = nil) {
    self.bytes = bytes
    end = min(max(range?.upperBound ?? bytes.count, 0), bytes.count)
    position = min(max(range?.lowerBound ?? 0, 0), end)
    lineStart = position
    list.tokens.reserveCapacity((end - position) / 5 + 8)
  }

  static func lex(_ bytes: [UInt8], range: Range<Int>? = nil) -> TokenList {
    var lexer = Lexer(bytes, range: range)
    lexer.lexAll()
    return lexer.list
  }

  mutating func lexAll() {
    while position < end {
      let (scalar, length) = scalar(at: position)
      switch scalar {
      case 0x0A:
        isFirstOnLine = true
        position += length
        lineStart = position
      case 0x20, 0x09, 0x0D, 0x0B, 0x0C:
        position += length
      case 0x23:
        lexComment()
      case 0x61...0x7A, 0x41...0x5A, 0x5F:
        lexWord()
      case 0x30...0x39:
        lexNumber()
      case 0x22, 0x201C, 0x201D:
        lexString(opening: scalar, length: length)
      case 0x27:
        lexSingleQuoted(length: length)
      case 0x60:
        lexQuotedName(length: length)
      case 0x24:
        lexParameter(length: length)
      case 0x80...:
        lexOther(scalar, length: length)
      default:
        lexSign(scalar, length: length)
      }
    }
  }

  // MARK: - Reading

  /// The byte at an offset, 0 behind the end.
  func byte(_ offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

  static let invalid: UInt32 = 0xFFFF_FFFF

  /// The scalar at an offset with full-width forms made ASCII, and its length; 0 behind the end.
  func scalar(at offset: Int) -> (UInt32, Int) {
    let first = byte(offset)
    if first < 0x80 { return (UInt32(first), offset < end ? 1 : 0) }
    let (raw, length) = rawScalar(at: offset)
    return (Self.asciiForm(raw), length)
  }

  /// The scalar as written.
  func rawScalar(at offset: Int) -> (UInt32, Int) {
    let first = UInt32(byte(offset))
    if first < 0x80 { return (first, offset < end ? 1 : 0) }
    func continuation(_ index: Int) -> UInt32? {
      let next = byte(offset + index)
      return next & 0xC0 == 0x80 ? UInt32(next & 0x3F) : nil
    }
    if first >= 0xC2, first <= 0xDF, let b = continuation(1) { return ((first & 0x1F) << 6 | b, 2) }
    if first & 0xF0 == 0xE0, let b = continuation(1), let c = continuation(2) {
      let value = (first & 0x0F) << 12 | b << 6 | c
      if value >= 0x800, !(0xD800...0xDFFF).contains(value) { return (value, 3) }
    }
    if first >= 0xF0, first <= 0xF4, let b = continuation(1), let c = continuation(2), let d = continuation(3)
    {
      let value = (first & 0x07) << 18 | b << 12 | c << 6 | d
      if value >= 0x10000, value <= 0x10FFFF { return (value, 4) }
    }
    return (Self.invalid, 1)
  }

  /// `（` is `(`, `，` and `、` are `,`, `　` is a blank; curly double quotes stay as they are.
  static func asciiForm(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xFF01...0xFF5E: scalar - 0xFEE0
    case 0x3000, 0xA0: 0x20
    case 0x2018, 0x2019: 0x27
    case 0x3001: 0x2C
    case 0x2212: 0x2D
    case 0x2028, 0x2029, 0x85: 0x0A
    default: scalar
    }
  }

  static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x4E00...0x9FFF, 0x3400...0x4DBF: true
    case 0...0x7F: false
    default: Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    }
  }

  /// A letter, a digit or a mark.
  static func isNamePart(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isLetter(scalar) || (0x30...0x39).contains(scalar) }
    if isLetter(scalar) { return true }
    guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
    switch properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark: return true
    default: return false
    }
  }

  /// The text of a byte range.
  func slice(_ start: Int, _ end: Int) -> String {
    start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : ""
  }

  // MARK: - Writing

  mutating func report(
    _ code: String, _ message: String, from start: Int, to end: Int, label: String? = nil,
    help: [String] = []
  ) {
    guard list.diagnostics.count < Self.errorLimit else { return }
    list.diagnostics.append(
      Diagnostic(code: code, message, at: SourceSpan(start: start, end: end), label: label, help: help))
  }

  /// Adds a token that ends at `end` and moves there.
  mutating func add(
    _ kind: Token.Kind, from start: Int, to end: Int, text: String = "", keyword: Keyword? = nil,
    shouted: Keyword? = nil, payload: Int = 0
  ) {
    if isFirstOnLine { indent = Int32(clamping: start - lineStart) }
    let touches = list.tokens.last.map { $0.end == start } ?? false
    list.tokens.append(
      Token(
        kind: kind, keyword: keyword, shouted: shouted, isFirstOnLine: isFirstOnLine,
        hasSpaceBefore: !touches, indent: indent, commentsBefore: Int32(clamping: list.comments.count),
        payload: Int32(clamping: payload), start: start, end: end, text: text))
    isFirstOnLine = false
    position = end
  }
}
