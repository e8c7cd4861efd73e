/// Recursive descent over the tokens, with precedence climbing for arithmetic.
///
/// Errors come in two kinds. `advise` reports something understood but wrong (`&&`, `WHERE`) and goes on.
/// `fail` reports something not understood and sets `panicking`: every rule then returns without reading
/// until a comma, a clause, a closing bracket or the end of the statement, where parsing resumes.
struct Parser {
  /// Deepest nesting of brackets, calls and prefix operators.
  static let depthLimit = 100
  /// Tallest expression tree: later stages walk trees recursively.
  static let heightLimit = 400

  let bytes: [UInt8]
  let tokens: [Token]
  let literals: [Literal]
  let periods: [PeriodExpression]
  let comments: [Comment]
  let map: StatementMap

  var position = 0
  /// Tokens from here on are out of reach: the end of the statement or the partner of a bracket.
  var limit = 0
  var diagnostics: [Diagnostic] = []
  var panicking = false
  /// What is being read holds a part that could not be understood; it is left out of the tree where that
  /// is possible, so that later stages find no errors that follow from it.
  var tainted = false
  /// The statement nests too deeply; nothing more of it is read.
  var aborted = false
  var depth = 0
  /// Height of the expression parsed last.
  var height = 0
  /// Greatest height within the bracket being read.
  var peak = 0
  /// `per` after a call belongs to the call, not to the `top` around it.
  var callsTakePer = true
  /// Whether `on D` behind a path belongs to the path.
  var readsPast = true
  /// Places that already have an error.
  var reportedStarts: Set<Int> = []
  /// A bracket of this statement is not closed: what its end lacks follows from that.
  var hasOpenBracket = false
  /// The statement's upper-case keywords were mentioned.
  var mentionedCase = false
  /// Offset of the statement being parsed.
  var statementStart = 0
  /// The end of the statement being parsed.
  var statementEnd = 0

  init(bytes: [UInt8], list: TokenList) {
    self.bytes = bytes
    tokens = list.tokens
    literals = list.literals
    periods = list.periods
    comments = list.comments
    map = StatementMap(list)
    for diagnostic in list.diagnostics {
      if let start = diagnostic.span?.start { reportedStarts.insert(start) }
    }
  }

  // MARK: - Looking

  var atEnd: Bool { position >= limit || aborted }

  var kind: Token.Kind { atEnd ? .end : tokens[position].kind }

  /// The kind of a token further on.
  func kind(ahead: Int) -> Token.Kind {
    let index = position + ahead
    return index >= limit || index < 0 || aborted ? .end : tokens[index].kind
  }

  /// The meaning of the current word, if it is spelt in lower case.
  var keyword: Keyword? { atEnd ? nil : tokens[position].keyword }

  func keyword(ahead: Int) -> Keyword? {
    let index = position + ahead
    return index >= limit || index < 0 || aborted ? nil : tokens[index].keyword
  }

  /// The meaning of the current word where only a keyword can stand, upper case included.
  var sign: Keyword? { sign(ahead: 0) }

  func sign(ahead: Int) -> Keyword? {
    let index = position + ahead
    guard index < limit, index >= 0, !aborted else { return nil }
    return tokens[index].keyword ?? tokens[index].shouted
  }

  /// The current token touches the one before it.
  func touches(ahead: Int) -> Bool {
    let index = position + ahead
    return index < limit && index >= 0 && !aborted && !tokens[index].hasSpaceBefore
  }

  /// A call's `(` follows the token at `ahead`.
  func isCall(ahead: Int = 0) -> Bool { kind(ahead: ahead + 1) == .leftParen && touches(ahead: ahead + 1) }

  /// Offset of the current token, or just behind the last one.
  var here: Int { atEnd ? previousEnd : tokens[position].start }

  var previousEnd: Int { position > 0 && position <= tokens.count ? tokens[position - 1].end : 0 }

  /// The current token; at the end of a bracket its closing sign, else the empty place behind the last one.
  var hereSpan: SourceSpan {
    if !atEnd { return tokens[position].span }
    return closingSign?.span ?? SourceSpan(start: previousEnd, end: previousEnd)
  }

  /// The sign that ends the bracket being read, if everything before it has been read.
  var closingSign: Token? {
    guard !aborted, limit < statementEnd, limit < tokens.count, tokens[limit].isClosing else { return nil }
    return tokens[limit]
  }

  /// From an offset to the end of the last token read.
  func span(from start: Int) -> SourceSpan { SourceSpan(start: start, end: max(start, previousEnd)) }

  /// The user's own text.
  func slice(_ span: SourceSpan) -> String {
    let start = min(max(span.start, 0), bytes.count)
    let end = min(max(span.end, start), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The user's own text on one line and short enough for a message.
  func quote(_ span: SourceSpan) -> String {
    // A message shows no more than its beginning.
    let start = SourceSpan(start: span.start, end: min(span.end, span.start + 1_000))
    let words = slice(start).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return visible(words)
  }

  // MARK: - Moving

  mutating func advance() {
    if position < limit { position += 1 }
  }

  mutating func accept(_ wanted: Token.Kind) -> Bool {
    guard kind == wanted else { return false }
    position += 1
    return true
  }

  /// Accepts a keyword where only keywords can stand; upper case is understood and corrected.
  mutating func accept(_ wanted: Keyword) -> Bool {
    guard sign == wanted else { return false }
    advanceKeyword()
    return true
  }

  /// Moves over a keyword, mentioning once per statement that keywords are lower case.
  mutating func advanceKeyword() {
    if !atEnd, tokens[position].keyword == nil, let shouted = tokens[position].shouted, !mentionedCase {
      mentionedCase = true
      advise(
        "R0017", "keywords are lower case: `\(tokens[position].text)` is `\(shouted.text)`", at: hereSpan)
    }
    advance()
  }

  /// Moves over a keyword that must stand here, or says what it is for.
  mutating func expect(_ wanted: Keyword, _ purpose: String) {
    if !accept(wanted) { fail("R0010", "expected `\(wanted.text)` \(purpose), \(found)") }
  }

  mutating func expect(_ wanted: Token.Kind, _ sign: String, _ purpose: String) -> Bool {
    if accept(wanted) { return true }
    fail("R0010", "expected `\(sign)` \(purpose), \(found)")
    return false
  }

  /// Parses what stands between the bracket here and its partner; nothing inside can read past it.
  mutating func bracketed<Result>(_ body: (inout Parser) -> Result) -> Result {
    let opening = position
    let partner = Int(map.partner[opening])
    let outerLimit = limit
    let closes = partner > opening && partner < limit
    position += 1
    if closes {
      limit = partner
    } else if !panicking, !hasOpenBracket {
      hasOpenBracket = true
      let sign = tokens[opening].kind == .leftParen ? "(" : "{"
      advise("R0011", "this `\(sign)` is never closed", at: tokens[opening].span)
    }
    let outerPer = callsTakePer
    callsTakePer = true
    let outerPast = readsPast
    readsPast = true
    let result = body(&self)
    callsTakePer = outerPer
    readsPast = outerPast
    guard closes, !aborted else { return result }
    if position < limit, !panicking { failUnexpected() }
    limit = outerLimit
    position = partner + 1
    panicking = false
    return result
  }
}
