/// One word, literal or sign of the source.
struct Token: Sendable {
  enum Kind: UInt8, Sendable {
    case word, quotedName, string, parameter, literal, period
    case comma, colon, semicolon, leftParen, rightParen, leftBrace, rightBrace, dot, dotDot
    case plus, minus, star, slash, equal, equalEqual, notEqual
    case less, lessEqual, greater, greaterEqual, coalesce, pipe
    /// Signs of other languages, kept for their own messages.
    case andAnd, orOr, bang, percent
    /// Already reported by the lexer.
    case error
    case end
  }

  var kind: Kind
  /// The word's meaning, if it has one and is written in lower case.
  var keyword: Keyword?
  /// The keyword a word would be in lower case: `WHERE`.
  var shouted: Keyword?
  /// Nothing but blanks and comments stand before it on its line.
  var isFirstOnLine: Bool
  /// Blanks, a line end or a comment stand before it.
  var hasSpaceBefore: Bool
  /// Bytes between the line start and the first token of its line.
  var indent: Int32
  /// Comments lexed before this token.
  var commentsBefore: Int32
  /// Index into the literals or periods of the token list.
  var payload: Int32
  var start: Int
  var end: Int
  /// The name, the parameter without `$`, or the value of a string; empty for signs.
  var text: String

  var span: SourceSpan { SourceSpan(start: start, end: end) }

  var isOpening: Bool { kind == .leftParen || kind == .leftBrace }
  var isClosing: Bool { kind == .rightParen || kind == .rightBrace }
  var isName: Bool { kind == .word || kind == .quotedName }
}

/// What the lexer hands to the parser and the formatter.
struct TokenList: Sendable {
  var tokens: [Token] = []
  var literals: [Literal] = []
  var periods: [PeriodExpression] = []
  var comments: [Comment] = []
  var diagnostics: [Diagnostic] = []
  /// The text ends inside a string or a back-ticked name.
  var endsInsideText = false
}
