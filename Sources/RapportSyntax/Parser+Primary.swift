// Literals, names, brackets and calls.

extension Parser {
  /// A path, a call, a literal or a bracket.
  mutating func parsePostfix() -> Expression {
    let start = here
    grow(to: 1)
    switch kind {
    case .literal: return parseLiteral()
    case .period:
      let payload = Int(tokens[position].payload)
      guard periods.indices.contains(payload) else { return unexpectedOperand() }
      advance()
      return Expression(.period(periods[payload]), span: span(from: start))
    case .string:
      let text = tokens[position].text
      advance()
      return Expression(.literal(.text(text)), span: span(from: start))
    case .parameter:
      return parseParameter()
    case .leftParen: return parseParenthesized()
    case .quotedName: return parseNameOrCall()
    case .word: return parseWordOperand()
    case .error:
      // Reported by the lexer; it stands for the operand that was meant.
      tainted = true
      advance()
      return Expression(.literal(.missing), span: span(from: start))
    case .bang:
      advise("R0027", "`!` is written `not`, and stands before the whole condition", at: hereSpan)
      advance()
      return parsePostfix()
    case .plus:
      advise("R0010", "a number needs no `+`", at: hereSpan)
      advance()
      return parsePostfix()
    default: return unexpectedOperand()
    }
  }

  private mutating func parseParameter() -> Expression {
    let token = tokens[position]
    advance()
    return Expression(.parameter(Name(token.text, span: token.span)), span: token.span)
  }

  private mutating func parseWordOperand() -> Expression {
    let start = here
    if isCall(), keyword.map({ !$0.isReserved || $0.isStatementWord }) ?? true { return parseNameOrCall() }
    if isNull, !isCall() {
      advise(
        "R0022", "the absent value is written `missing`", at: hereSpan,
        help: ["to test for it, write `x is missing`"])
      advance()
      return Expression(.literal(.missing), span: span(from: start))
    }
    switch keyword {
    case .true, .false:
      let value = keyword == .true
      advance()
      return Expression(.literal(.boolean(value)), span: span(from: start))
    case .missing:
      advance()
      return Expression(.literal(.missing), span: span(from: start))
    case .when: return parseWhen()
    case .not:
      advise("R0010", "`not` needs brackets here", at: hereSpan, help: ["write `(not …)`"])
      advance()
      return parsePostfix()
    case .all where kind(ahead: 1) == .word || kind(ahead: 1) == .quotedName:
      if sign(ahead: 1)?.isReserved ?? false { return parseNameOrCall() }
      return parseSubqueryOperand()
    default: break
    }
    if let period = parseRelativePeriod() { return period }
    if let keyword, keyword.isReserved, !isReservedUsedAsName { return unexpectedOperand() }
    return parseNameOrCall()
  }

  /// `order = 5`: what follows shows that a word of the language was meant as a name.
  private var isReservedUsedAsName: Bool {
    guard let keyword, keyword.isClauseWord || keyword.isStatementWord else { return false }
    switch kind(ahead: 1) {
    case .equal, .equalEqual, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .coalesce, .plus,
      .minus, .star, .slash, .dot, .end, .comma:
      return true
    case .word: return [.and, .or, .is, .asc, .desc].contains(sign(ahead: 1))
    default: return false
    }
  }

  /// What stands here cannot be a value.
  private mutating func unexpectedOperand() -> Expression {
    let result = errorExpression()
    switch kind {
    case .word:
      guard let keyword else { break }
      var help: [String] = []
      if keyword.isReserved { help = ["as a name it needs back-ticks: `` `\(keyword.text)` ``"] }
      fail("R0010", "expected a value, found the word `\(keyword.text)`", help: help)
      return result
    case .percent:
      fail("R0029", "a per cent sign touches its number, as in `20%`")
      return result
    default: break
    }
    fail("R0010", "expected a value, \(found)")
    return result
  }

  private mutating func parseLiteral() -> Expression {
    let start = here
    let payload = Int(tokens[position].payload)
    guard literals.indices.contains(payload) else { return unexpectedOperand() }
    let literal = literals[payload]
    advance()
    if case .integer(let count) = literal, let unit = acceptUnit(after: start) {
      return Expression(.literal(.duration(count: count, unit: unit)), span: span(from: start))
    }
    if case .decimal = literal, kind == .word, keyword == nil, Units.unit(named: tokens[position].text) != nil
    {
      let unit = hereSpan
      advise(
        "R0014", "a length of time is a whole number of units", at: SourceSpan(start: start, end: unit.end),
        help: ["use a smaller unit"])
      advance()
    }
    return Expression(.literal(literal), span: span(from: start))
  }

  /// `(E)`, `(a, b)`, `()`, or a query in brackets.
  private mutating func parseParenthesized() -> Expression {
    let start = here
    if looksLikeQuery(weakWords: false) {
      let query = measured { $0.bracketed { $0.parseQuery() } }
      guard let query else { return Expression(.literal(.missing), span: span(from: start)) }
      let source = Query.Source(.query(query), span: span(from: start))
      let whole = Query(source: source, clauses: [], span: source.span)
      return Expression(.aggregand(value: nil, of: whole), span: source.span)
    }
    let values = parseValues()
    if values.count == 1, let only = values.first {
      return Expression(.parenthesized(only), span: span(from: start))
    }
    return Expression(.list(values), span: span(from: start))
  }

  /// `name`, `a.b.c` or `name(args)`
  private mutating func parseNameOrCall() -> Expression {
    let start = here
    if isCall() {
      guard let call = parseNamedCall() else { return errorExpression() }
      return Expression(.call(call), span: span(from: start))
    }
    guard let names = parsePath("a name") else { return errorExpression() }
    if kind == .leftParen, !panicking, let last = names.last {
      if !touches(ahead: 0), names.count == 1 {
        advise(
          "R0019", "the `(` of a call touches its name", at: hereSpan,
          help: ["write `\(last.text)(…)`"])
        guard let call = parseCall(last) else { return errorExpression() }
        return Expression(.call(call), span: span(from: start))
      }
      if touches(ahead: 0) {
        let object = names.dropLast().map(\.text).joined(separator: ".")
        advise(
          "R0019", "a function takes its argument in brackets", at: last.span,
          help: ["write `\(last.text)(\(object))`"])
        guard let call = parseCall(last) else { return errorExpression() }
        return Expression(.call(call), span: span(from: start))
      }
    }
    return parsePast(Expression(.path(names), span: span(from: start)), start: start)
  }
}
