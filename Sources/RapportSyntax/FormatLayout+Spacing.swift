extension FormatLayout {
  /// The canonical text of a token.
  func text(_ index: Int) -> String {
    let token = tokens[index]
    switch token.kind {
    case .word: return token.text
    case .quotedName: return SourceText.backTicked(token.text)
    case .string: return SourceText.quoted(token.text)
    case .parameter: return "$" + token.text
    case .comma: return ","
    case .colon: return ":"
    case .semicolon: return ";"
    case .leftParen: return "("
    case .rightParen: return ")"
    case .leftBrace: return "{"
    case .rightBrace: return "}"
    case .dot: return "."
    case .dotDot: return ".."
    case .plus: return "+"
    case .minus: return "-"
    case .star: return "*"
    case .slash: return "/"
    case .equal: return "="
    case .equalEqual: return "=="
    case .notEqual: return "!="
    case .less: return "<"
    case .lessEqual: return "<="
    case .greater: return ">"
    case .greaterEqual: return ">="
    case .coalesce: return "??"
    case .pipe: return "|"
    case .literal, .period, .andAnd, .orOr, .bang, .percent, .error, .end: return folded(token)
    }
  }

  /// The token as written, full-width forms made ASCII.
  private func folded(_ token: Token) -> String {
    guard token.start < token.end, token.end <= bytes.count else { return "" }
    var text = ""
    for scalar in String(decoding: bytes[token.start..<token.end], as: UTF8.self).unicodeScalars {
      text.unicodeScalars.append(Unicode.Scalar(Lexer.asciiForm(scalar.value)) ?? scalar)
    }
    return text
  }

  /// Whether a blank stands between a token and the one printed before it.
  func needsSpace(before index: Int) -> Bool {
    guard index > 0 else { return false }
    let token = tokens[index]
    let previous = tokens[index - 1]
    switch token.kind {
    case .comma, .rightParen, .colon, .semicolon, .dot: return false
    case .leftParen: return !isCallBracket(index) && previous.kind != .leftParen && !isPrefix(index - 1)
    case .rightBrace: return previous.kind != .leftBrace
    case .slash where isTight[index]: return false
    case .minus where isPrefix(index - 1) && previous.kind == .minus: return true
    default: break
    }
    switch previous.kind {
    case .leftParen, .dot: return false
    case .slash where isTight[index - 1]: return false
    default: return !isPrefix(index - 1)
    }
  }

  /// The `(` of a call touches its name; behind an operator or a clause word it does not.
  private func isCallBracket(_ index: Int) -> Bool {
    let name = tokens[index - 1]
    guard name.isName, !tokens[index].hasSpaceBefore else { return false }
    // `add visits (…)` adds a row and calls nothing.
    if index > 1, tokens[index - 2].keyword == .add { return false }
    guard let keyword = name.keyword, index < 2 || tokens[index - 2].kind != .dot else { return true }
    return !keyword.isReserved || keyword.isStatementWord
  }

  /// A minus before its operand, or a foreign `!`.
  private func isPrefix(_ index: Int) -> Bool {
    switch tokens[index].kind {
    case .bang: true
    case .minus: index == 0 || StatementMap.expectsMore(tokens, index - 1)
    default: false
    }
  }

  // MARK: - Long lines

  /// Breaks the lines of a statement that are too wide: after commas, before `and`, `or`, `when`, `else`
  /// and the clauses of inner queries; outer brackets first.
  mutating func wrap(_ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, breaks[end] == nil { end += 1 }
      if width(of: start..<end) + (breaks[start]?.indent ?? 0) > Formatter.lineWidth {
        wrapLine(start..<end)
      }
      start = end
    }
  }

  private mutating func wrapLine(_ range: Range<Int>) {
    let indent = breaks[range.lowerBound]?.indent ?? 0
    let step = breaks[range.lowerBound]?.step ?? 2
    var column = indent
    var depth = 0
    var lineStart = range.lowerBound
    var candidates: [(index: Int, depth: Int)] = []
    var index = range.lowerBound
    var depths = [Int](repeating: 0, count: range.count)
    while index < range.upperBound {
      if tokens[index].isClosing { depth -= 1 }
      depths[index - range.lowerBound] = depth
      if tokens[index].isOpening { depth += 1 }
      index += 1
    }
    index = range.lowerBound
    while index < range.upperBound {
      if index > lineStart {
        if canBreak(before: index, depth: depths[index - range.lowerBound]) {
          candidates.append((index, depths[index - range.lowerBound]))
        }
        column += needsSpace(before: index) ? 1 : 0
      }
      column += DisplayWidth.width(of: text(index))
      // A comma or bracket is not left alone on the next line.
      if column > Formatter.lineWidth, let best = best(of: candidates) {
        breaks[best] = Break(indent: indent + step, keepsBlankLine: false, step: step)
        lineStart = best
        index = best
        column = indent + step
        candidates.removeAll(keepingCapacity: true)
        continue
      }
      index += 1
    }
  }

  /// The outermost of the possible breaks, and of those the last.
  private func best(of candidates: [(index: Int, depth: Int)]) -> Int? {
    guard let outermost = candidates.map(\.depth).min() else { return nil }
    return candidates.last { $0.depth == outermost }?.index
  }

  private func canBreak(before index: Int, depth: Int) -> Bool {
    let previous = tokens[index - 1]
    if previous.kind == .comma { return true }
    guard let keyword = tokens[index].keyword, previous.kind != .dot else { return false }
    switch keyword {
    case .and, .or, .when, .else: return true
    default:
      guard depth > 0, keyword.isClauseWord, !keyword.isWeakClauseWord else { return false }
      return keyword != .distinct && previous.keyword != .starts && previous.keyword != .ends
    }
  }
}
