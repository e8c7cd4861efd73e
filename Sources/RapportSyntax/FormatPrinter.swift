/// Prints the tokens of a layout line by line, with the comments between them.
struct FormatPrinter {
  private struct Line {
    var indent: Int
    var code = ""
    /// A comment behind the code.
    var comment: String?
  }

  let layout: FormatLayout
  private var lines: [Line] = []
  private var current: Line?
  private var nextComment = 0
  /// End of the token or comment printed last.
  private var lastEnd = 0

  init(layout: FormatLayout) { self.layout = layout }

  mutating func print() -> String {
    for (number, range) in layout.statements.enumerated() {
      if layout.verbatim.contains(number) {
        printVerbatim(range)
      } else {
        for index in range where !layout.isDropped[index] { printToken(index, range) }
      }
      if keepsSemicolon(number) { current?.code += ";" }
    }
    printComments(before: layout.list.comments.count, indent: 0, keepsBlankLine: true)
    endLine()
    return joined()
  }

  /// Without its `;` the next statement would read as a part of this one.
  private func keepsSemicolon(_ number: Int) -> Bool {
    guard number + 1 < layout.statements.count, let last = layout.statements[number].last else {
      return false
    }
    let first = layout.statements[number + 1].lowerBound
    let tokens = layout.tokens
    guard tokens[first - 1].kind == .semicolon else { return false }
    if tokens[first].keyword?.isStatementWord ?? false { return false }
    if !StatementMap.canBeginQuery(tokens[first]) || StatementMap.expectsMore(tokens, last) { return true }
    let isAssert = tokens[layout.statements[number].lowerBound].keyword == .assert
    return isAssert && tokens[first].kind == .string && tokens[last].kind != .string
  }

  private mutating func printToken(_ index: Int, _ range: Range<Int>) {
    let token = layout.tokens[index]
    let lineBreak = layout.breaks[index]
    let indent = lineBreak?.indent ?? (current?.indent ?? 0) + (index > range.lowerBound ? 2 : 0)
    let hadComments = printComments(
      before: Int(token.commentsBefore), indent: indent, keepsBlankLine: lineBreak?.keepsBlankLine ?? false)
    if let lineBreak {
      endLine()
      if lineBreak.keepsBlankLine { keepBlankLine(before: token.start, isClosing: token.kind == .rightBrace) }
      current = Line(indent: lineBreak.indent)
    } else if hadComments || current == nil {
      endLine()
      current = Line(indent: indent)
    } else if layout.needsSpace(before: index) || isAfterDropped(index) {
      current?.code += " "
    }
    current?.code += layout.text(index)
    lastEnd = token.end
  }

  private func isAfterDropped(_ index: Int) -> Bool { index > 0 && layout.isDropped[index - 1] }

  /// A statement with errors: as written, without the blanks at its line ends.
  private mutating func printVerbatim(_ range: Range<Int>) {
    guard let last = range.last else { return }
    let first = layout.tokens[range.lowerBound]
    printComments(before: Int(first.commentsBefore), indent: 0, keepsBlankLine: true)
    endLine()
    keepBlankLine(before: first.start, isClosing: false)
    let end = layout.tokens[last].end
    let text = String(decoding: layout.bytes[first.start..<max(first.start, end)], as: UTF8.self)
    current = Line(indent: 0, code: text)
    nextComment = max(nextComment, Int(layout.tokens[last].commentsBefore))
    lastEnd = end
  }

  /// Prints the comments up to a number; true if there were any.
  @discardableResult
  private mutating func printComments(before limit: Int, indent: Int, keepsBlankLine: Bool) -> Bool {
    let comments = layout.list.comments
    guard nextComment < min(limit, comments.count) else { return false }
    while nextComment < min(limit, comments.count) {
      let comment = comments[nextComment]
      nextComment += 1
      let text = String(
        decoding: layout.bytes[comment.span.start..<comment.span.end], as: UTF8.self)
      if comment.isTrailing, current != nil {
        current?.comment = text
        endLine()
      } else {
        endLine()
        if keepsBlankLine { keepBlankLine(before: comment.span.start, isClosing: false) }
        lines.append(Line(indent: indent, code: text))
      }
      lastEnd = comment.span.end
    }
    return true
  }

  private mutating func endLine() {
    if let current { lines.append(current) }
    current = nil
  }

  /// An empty line where the author left one or more, but not at the beginning or end of a body.
  private mutating func keepBlankLine(before offset: Int, isClosing: Bool) {
    guard let last = lines.last, !isClosing, lastEnd < offset else { return }
    if last.code.hasSuffix("{"), last.indent == 0, last.comment == nil { return }
    var newlines = 0
    for byte in layout.bytes[lastEnd..<offset] where byte == 0x0A { newlines += 1 }
    if newlines > 1 { lines.append(Line(indent: 0)) }
  }

  /// All lines; comments behind neighbouring lines stand in one column.
  private func joined() -> String {
    var text = ""
    var index = 0
    while index < lines.count {
      var end = index
      var column = 0
      while end < lines.count, lines[end].comment != nil {
        column = max(column, width(lines[end]))
        end += 1
      }
      if end == index { end += 1 }
      for line in lines[index..<end] {
        if !line.code.isEmpty { text += String(repeating: " ", count: line.indent) + line.code }
        if let comment = line.comment {
          text += String(repeating: " ", count: max(2, column - width(line) + 2)) + comment
        }
        text += "\n"
      }
      index = end
    }
    return text
  }

  /// Display width of the last line of a line's code.
  private func width(_ line: Line) -> Int {
    let last =
      line.code.utf8.contains(0x0A) ? line.code.split(separator: "\n").last ?? "" : Substring(line.code)
    return line.indent + DisplayWidth.width(of: last)
  }
}
