// Strings and back-ticked names.

extension Lexer {
  /// `"…"` or `“…”`; may span lines. Without its end it stops at the line end.
  mutating func lexString(opening: UInt32, length: Int) {
    let start = position
    let isCurly = opening != 0x22
    var offset = start + length
    var pieces = ""
    var pieceStart = offset
    var closed = false
    var lineEnd: Int?
    scan: while offset < end {
      let byte = bytes[offset]
      switch byte {
      case 0x5C:
        pieces += slice(pieceStart, offset)
        offset = lexEscape(at: offset, into: &pieces)
        pieceStart = offset
        continue scan
      case 0x22:
        closed = true
        pieces += slice(pieceStart, offset)
        offset += 1
        break scan
      case 0x0A:
        if lineEnd == nil { lineEnd = offset }
        if sawUnclosedString { break scan }
      case 0x80...:
        let (scalar, width) = rawScalar(at: offset)
        if isCurly ? (scalar == 0x201D || scalar == 0x201C) : scalar == 0xFF02 {
          closed = true
          pieces += slice(pieceStart, offset)
          offset += width
          break scan
        }
        offset += width
        continue scan
      default: break
      }
      offset += 1
    }
    if !closed {
      offset = lineEnd ?? end
      sawUnclosedString = true
      list.endsInsideText = true
      report(
        "R0003", "this text has no closing quotation mark", from: start, to: max(offset, start + length))
      pieces = pieceStart <= offset ? pieces + slice(pieceStart, offset) : pieces
    }
    checkText(start + length, offset)
    add(.string, from: start, to: offset, text: pieces)
  }

  /// Reads the escape at a `\`, adds what it stands for and returns the offset behind it.
  private mutating func lexEscape(at offset: Int, into text: inout String) -> Int {
    switch byte(offset + 1) {
    case 0x22: text += "\""
    case 0x5C: text += "\\"
    case 0x6E: text += "\n"
    case 0x74: text += "\t"
    case 0x0A, 0:
      text += "\\"
      return offset + 1
    default:
      let (scalar, length) = rawScalar(at: offset + 1)
      if scalar == 0x201C || scalar == 0x201D {
        text += scalar == 0x201C ? "“" : "”"
        return offset + 1 + length
      }
      let next = min(offset + 1 + max(length, 1), end)
      report(
        "R0003", "`\(visible(slice(offset, next)))` is no escape", from: offset, to: next,
        help: ["a backslash stands before `\"`, `\\`, `n` or `t`; a backslash itself is `\\\\`"])
      text += slice(offset + 1, next)
      return next
    }
    return offset + 2
  }

  /// `'…'` of other languages: understood, and corrected.
  mutating func lexSingleQuoted(length: Int) {
    let start = position
    var offset = start + length
    while offset < end, bytes[offset] != 0x0A {
      let (scalar, width) = scalar(at: offset)
      if scalar == 0x27 {
        let text = slice(start + length, offset)
        report(
          "R0024", "text stands in double quotes", from: start, to: offset + width,
          help: ["write `\(SourceText.quoted(text))`"])
        return add(.string, from: start, to: offset + width, text: text)
      }
      offset += max(width, 1)
    }
    report(
      "R0024", "text stands in double quotes, and this one has no end", from: start, to: start + length)
    add(.error, from: start, to: offset)
  }

  /// `` `odd name` ``; two back-ticks inside stand for one.
  mutating func lexQuotedName(length: Int) {
    let start = position
    var offset = start + length
    var text = ""
    var pieceStart = offset
    while offset < end, bytes[offset] != 0x0A {
      let (scalar, width) = scalar(at: offset)
      guard scalar == 0x60 else {
        offset += max(width, 1)
        continue
      }
      text += slice(pieceStart, offset)
      offset += width
      let (next, nextWidth) = self.scalar(at: offset)
      guard next == 0x60 else {
        checkText(start + length, offset)
        if text.isEmpty {
          report("R0003", "a name between back-ticks cannot be empty", from: start, to: offset)
          return add(.error, from: start, to: offset)
        }
        return add(.quotedName, from: start, to: offset, text: text)
      }
      text += "`"
      offset += nextWidth
      pieceStart = offset
    }
    list.endsInsideText = offset >= end
    report("R0003", "this name has no closing back-tick", from: start, to: max(offset, start + length))
    add(.error, from: start, to: offset)
  }
}
