// Names, parameters, comments and signs.

extension Lexer {
  /// `# …` or `## …` up to the line end.
  mutating func lexComment() {
    let start = position
    var hashes = 0
    while true {
      let (scalar, length) = scalar(at: position)
      guard scalar == 0x23 else { break }
      hashes += 1
      position += length
    }
    let textStart = position
    while position < end, bytes[position] != 0x0A { position += 1 }
    var textEnd = position
    while textEnd > textStart, [0x20, 0x09, 0x0D].contains(bytes[textEnd - 1]) { textEnd -= 1 }
    var textBegin = textStart
    while textBegin < textEnd, [0x20, 0x09].contains(bytes[textBegin]) { textBegin += 1 }
    checkText(textBegin, textEnd)
    list.comments.append(
      Comment(
        text: slice(textBegin, textEnd), isDocumentation: hashes == 2,
        span: SourceSpan(start: start, end: textEnd), isTrailing: !isFirstOnLine))
  }

  /// Reports bytes that are not UTF-8 inside a comment or a string.
  mutating func checkText(_ start: Int, _ end: Int) {
    var offset = start
    while offset < end {
      if bytes[offset] < 0x80 {
        offset += 1
        continue
      }
      let (scalar, length) = rawScalar(at: offset)
      if scalar == Self.invalid {
        reportInvalidUTF8(at: offset)
        return
      }
      offset += length
    }
  }

  mutating func reportInvalidUTF8(at offset: Int) {
    report(
      "R0001", "the text is not valid UTF-8 here", from: offset, to: min(offset + 1, end),
      help: ["save the file as UTF-8"])
  }

  /// The end of the name that begins at `start`, and whether it holds full-width letters.
  func nameEnd(from start: Int) -> (end: Int, isWide: Bool) {
    var offset = start
    var isWide = false
    while offset < end {
      let byte = bytes[offset]
      if byte < 0x80 {
        guard Self.isNamePart(UInt32(byte)) else { break }
        offset += 1
        continue
      }
      let (scalar, length) = scalar(at: offset)
      guard scalar != Self.invalid, Self.isNamePart(scalar) else { break }
      if scalar < 0x80 { isWide = true }
      offset += length
    }
    return (offset, isWide)
  }

  /// The name between two offsets with full-width letters made ASCII.
  func nameText(_ start: Int, _ end: Int, isWide: Bool) -> String {
    guard isWide else { return slice(start, end) }
    var text = ""
    var offset = start
    while offset < end {
      let (scalar, length) = scalar(at: offset)
      if let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) }
      offset += max(length, 1)
    }
    return text
  }

  mutating func lexWord() {
    let start = position
    let (wordEnd, isWide) = nameEnd(from: start)
    let text = nameText(start, wordEnd, isWide: isWide)
    if wordEnd - start >= 6, text.utf8.count == 6, text.hasPrefix("FY"),
      lexFiscalYear(text, from: start, to: wordEnd)
    {
      return
    }
    var keyword: Keyword?
    var shouted: Keyword?
    if isWide {
      keyword = Keyword.named(text)
    } else if let folded = Keyword.folded(bytes, start, wordEnd) {
      if text == folded.text { keyword = folded } else { shouted = folded }
    }
    add(.word, from: start, to: wordEnd, text: text, keyword: keyword, shouted: shouted)
  }

  mutating func lexParameter(length: Int) {
    let start = position
    let (nameEnd, isWide) = nameEnd(from: start + length)
    guard nameEnd > start + length else {
      report("R0002", "`$` needs a parameter name", from: start, to: start + length)
      return add(.error, from: start, to: start + length)
    }
    let text = nameText(start + length, nameEnd, isWide: isWide)
    add(.parameter, from: start, to: nameEnd, text: text)
  }

  /// Letters, quotation marks and signs beyond ASCII.
  mutating func lexOther(_ scalar: UInt32, length: Int) {
    let start = position
    switch scalar {
    case Self.invalid:
      var next = start + 1
      while next < end, bytes[next] >= 0x80, rawScalar(at: next).0 == Self.invalid { next += 1 }
      reportInvalidUTF8(at: start)
      add(.error, from: start, to: next)
    case 0x2264: add(.lessEqual, from: start, to: start + length)
    case 0x2265: add(.greaterEqual, from: start, to: start + length)
    case 0x2260: add(.notEqual, from: start, to: start + length)
    case 0xFEFF, 0x200B...0x200D: position += length
    default:
      if Self.isLetter(scalar) { return lexWord() }
      if let properties = Unicode.Scalar(scalar)?.properties, properties.isWhitespace {
        position += length
        return
      }
      lexUnexpected()
    }
  }

  /// A run of characters that mean nothing: one message for all of them.
  mutating func lexUnexpected() {
    let start = position
    var next = start
    while next < end {
      let (scalar, length) = scalar(at: next)
      if next > start, scalar < 0x80, !Self.meaningless.contains(UInt8(scalar)) { break }
      if scalar >= 0x80, scalar == Self.invalid || Self.isLetter(scalar) { break }
      if scalar >= 0x80, Unicode.Scalar(scalar)?.properties.isWhitespace ?? false { break }
      if [0x201C, 0x201D, 0x2264, 0x2265, 0x2260].contains(scalar) { break }
      next += max(length, 1)
    }
    next = max(next, min(start + 1, end))
    report("R0002", "unexpected character `\(visible(slice(start, next)))`", from: start, to: next)
    add(.error, from: start, to: next)
  }

  private static let meaningless = Set<UInt8>("@^~?&\\".utf8).union(0...8).union(14...31).union([127])

  mutating func lexSign(_ scalar: UInt32, length: Int) {
    let start = position
    let (second, secondLength) = self.scalar(at: start + length)
    let pair = start + length + secondLength
    switch (scalar, second) {
    case (0x3D, 0x3D): add(.equalEqual, from: start, to: pair)
    case (0x21, 0x3D), (0x3C, 0x3E): add(.notEqual, from: start, to: pair)
    case (0x3C, 0x3D): add(.lessEqual, from: start, to: pair)
    case (0x3E, 0x3D): add(.greaterEqual, from: start, to: pair)
    case (0x3F, 0x3F): add(.coalesce, from: start, to: pair)
    case (0x26, 0x26): add(.andAnd, from: start, to: pair)
    case (0x7C, 0x7C): add(.orOr, from: start, to: pair)
    case (0x2E, 0x2E): add(.dotDot, from: start, to: pair)
    case (0x2D, 0x2D), (0x2F, 0x2F), (0x2F, 0x2A): lexForeignComment(pair)
    case (0x2E, 0x30...0x39): lexLeadingPoint()
    default: lexSingleSign(scalar, to: start + length)
    }
  }

  private mutating func lexSingleSign(_ scalar: UInt32, to next: Int) {
    let start = position
    let kind: Token.Kind
    switch scalar {
    case 0x2C: kind = .comma
    case 0x3A: kind = .colon
    case 0x3B: kind = .semicolon
    case 0x28: kind = .leftParen
    case 0x29: kind = .rightParen
    case 0x7B: kind = .leftBrace
    case 0x7D: kind = .rightBrace
    case 0x2E: kind = .dot
    case 0x2B: kind = .plus
    case 0x2D: kind = .minus
    case 0x2A: kind = .star
    case 0x2F: kind = .slash
    case 0x3D: kind = .equal
    case 0x3C: kind = .less
    case 0x3E: kind = .greater
    case 0x7C: kind = .pipe
    case 0x21: kind = .bang
    case 0x25: kind = .percent
    case 0x5B:
      report("R0002", "lists and calls use round brackets, not `[`", from: start, to: next)
      kind = .leftParen
    case 0x5D: kind = .rightParen
    default: return lexUnexpected()
    }
    add(kind, from: start, to: next)
  }

  /// `-- …`, `// …` and `/* … */` of other languages.
  private mutating func lexForeignComment(_ next: Int) {
    let start = position
    let isBlock = slice(start, next).hasSuffix("*")
    report(
      "R0032", "comments begin with `#`, not `\(slice(start, next))`", from: start, to: next,
      help: isBlock ? ["begin each line with `#`"] : [])
    position = next
    while position < end {
      if isBlock, bytes[position] == 0x2A, byte(position + 1) == 0x2F {
        position += 2
        return
      }
      if !isBlock, bytes[position] == 0x0A { return }
      if bytes[position] == 0x0A { (isFirstOnLine, lineStart) = (true, position + 1) }
      position += 1
    }
  }
}
