/// The word that a cursor stands at the end of, and the tokens before it.
struct CursorWord {
  enum Kind { case plain, parameter, string, quotedName, closed, comment }

  /// Tokens before the word.
  var list: TokenList
  var kind = Kind.plain
  var span: SourceSpan
  var text = ""
  /// Only blanks stand between the line start and the word.
  var isFirstOnLine: Bool
  /// No statement has begun.
  var isFresh = false
  /// The statement before the word could end there.
  var mayBegin = false

  init(_ bytes: [UInt8], end: Int) {
    list = Lexer.lex(bytes, range: 0..<end)
    span = SourceSpan(start: end, end: end)
    let lineStart = bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    isFirstOnLine = bytes[lineStart..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    if let comment = list.comments.last, comment.span.start >= lineStart,
      (list.tokens.last?.end ?? 0) <= comment.span.start
    {
      kind = .comment
    } else if let last = list.tokens.last, last.end == end {
      take(last, bytes)
    }
  }

  /// The token before the cursor is the word, if it is one.
  private mutating func take(_ token: Token, _ bytes: [UInt8]) {
    let first = bytes[token.start]
    let isQuoted = first == UInt8(ascii: "`")
    switch token.kind {
    case .word: kind = .plain
    case .parameter: kind = .parameter
    case .error where first == UInt8(ascii: "$"): kind = .parameter
    case .error where isQuoted && list.endsInsideText: kind = .quotedName
    case .string where list.endsInsideText: kind = .string
    case .string, .quotedName, .literal, .period, .error: kind = .closed
    default: return
    }
    list.tokens.removeLast()
    isFirstOnLine = token.isFirstOnLine
    // A quotation mark and `$` stay: candidates stand behind them.
    let skipped =
      switch kind {
      case .parameter, .quotedName: 1
      case .string: first == UInt8(ascii: "\"") ? 1 : 3
      default: 0
      }
    span = SourceSpan(start: min(token.start + skipped, token.end), end: token.end)
    text =
      kind == .plain ? token.text : String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }
}
