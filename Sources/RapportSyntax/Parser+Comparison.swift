// Comparisons and membership; none of them associate.

extension Parser {
  mutating func parseComparison() -> Expression {
    let start = here
    var left = parseRange()
    var isComparison = false
    while !panicking {
      let leftHeight = height
      let sign = hereSpan
      guard let result = parseComparisonTail(left, start: start) else { break }
      if isComparison { adviseChain(left, sign, result) }
      isComparison = true
      grow(to: max(leftHeight, height) + 1)
      left = result
    }
    return left
  }

  /// `a < b < c`
  private mutating func adviseChain(_ left: Expression, _ sign: SourceSpan, _ result: Expression) {
    var help: [String] = []
    if case .binary(_, _, let middle) = left.kind, case .binary(_, _, let right) = result.kind {
      let (first, between) = (quote(left.span), quote(middle.span))
      help = ["write `\(first) and \(between) \(quote(sign)) \(quote(right.span))`"]
    }
    advise("R0016", "comparisons do not chain", at: sign, help: help)
  }

  /// The operator here and its right side, or nil if no comparison follows.
  private mutating func parseComparisonTail(_ left: Expression, start: Int) -> Expression? {
    if let op = comparisonSign {
      advance()
      return parseSigned(op, left, start: start)
    }
    guard kind == .word, let sign else { return nil }
    switch sign {
    case .not: return parseNegated(left, start: start)
    case .is: return parseIs(left, start: start)
    case .was, .changed, .rose, .fell: return parseHistory(left, start: start)
    default: return parseWordOperator(left, negated: false, start: start)
    }
  }

  private var comparisonSign: BinaryOperator? {
    switch kind {
    case .equal: .equal
    case .equalEqual: .identical
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessOrEqual
    case .greater: .greater
    case .greaterEqual: .greaterOrEqual
    default: nil
    }
  }

  private mutating func parseSigned(_ op: BinaryOperator, _ left: Expression, start: Int) -> Expression {
    var op = op
    if op == .equal, kind == .greater || kind == .less, touches(ahead: 0) {
      let wanted: BinaryOperator = kind == .greater ? .greaterOrEqual : .lessOrEqual
      advise(
        "R0027", "this comparison is written `\(wanted.rawValue)`",
        at: SourceSpan(start: previousEnd - 1, end: tokens[position].end))
      advance()
      op = wanted
    }
    if isNull {
      let negated = op == .notEqual
      advance()
      return adviseNull(left, negated: negated, start: start)
    }
    if keyword == .not, !isCall() {
      advise(
        "R0010", "`not` stands before the whole comparison", at: hereSpan,
        help: ["write `not \(quote(left.span)) \(op.rawValue) …`"])
      advance()
    }
    let right = parseRange()
    return Expression(.binary(op, left, right), span: span(from: start))
  }

  /// `not in`, `not like`, …; the `not` is the current token.
  private mutating func parseNegated(_ left: Expression, start: Int) -> Expression? {
    switch sign(ahead: 1) {
    case .in, .since, .before, .contains, .like, .starts, .ends, .older, .between:
      advanceKeyword()
      return parseWordOperator(left, negated: true, start: start)
    default: return nil
    }
  }

  /// `in`, `since`, `before`, `older than`, `contains`, `starts with`, `ends with`, `like`, `between`
  private mutating func parseWordOperator(_ left: Expression, negated: Bool, start: Int) -> Expression? {
    switch sign {
    case .in:
      advanceKeyword()
      return parseIn(left, negated: negated, start: start)
    case .since: return parseTemporal(.since, 1, left, negated, start)
    case .before: return parseTemporal(.before, 1, left, negated, start)
    case .older where sign(ahead: 1) == .than: return parseTemporal(.olderThan, 2, left, negated, start)
    case .contains: return parseText(.contains, 1, left, negated, start)
    case .like: return parseText(.like, 1, left, negated, start)
    case .starts where sign(ahead: 1) == .with: return parseText(.startsWith, 2, left, negated, start)
    case .ends where sign(ahead: 1) == .with: return parseText(.endsWith, 2, left, negated, start)
    case .between: return parseBetween(left, negated: negated, start: start)
    default: return nil
    }
  }

  private mutating func parseTemporal(
    _ op: PeriodOperator, _ words: Int, _ left: Expression, _ negated: Bool, _ start: Int
  ) -> Expression {
    for _ in 0..<words { advanceKeyword() }
    let value = parseRange()
    return Expression(.temporal(left, op, value, negated: negated), span: span(from: start))
  }

  private mutating func parseText(
    _ op: BinaryOperator, _ words: Int, _ left: Expression, _ negated: Bool, _ start: Int
  ) -> Expression {
    for _ in 0..<words { advanceKeyword() }
    let right = parseRange()
    if op == .like { advisePercentPattern(left, right) }
    let whole = Expression(.binary(op, left, right), span: span(from: start))
    return negated ? Expression(.not(whole), span: whole.span) : whole
  }

  /// The right side of `in`: a period, or a relation, a query or a list of values.
  private mutating func parseIn(_ left: Expression, negated: Bool, start: Int) -> Expression {
    if kind == .leftParen {
      let operand = parseParenthesizedOperand()
      if case .values(let values, let list) = operand, values.count == 1, let only = values.first,
        only.isPeriod
      {
        let period = Expression(.parenthesized(only), span: list)
        return Expression(.temporal(left, .during, period, negated: negated), span: span(from: start))
      }
      return Expression(.membership(left, operand, negated: negated), span: span(from: start))
    }
    let value = parseRange()
    let whole = span(from: start)
    if let operand = value.asOperand {
      return Expression(.membership(left, operand, negated: negated), span: whole)
    }
    if case .literal(.duration) = value.kind {
      let text = quote(value.span)
      advise(
        "R0033", "`\(text)` is a length of time; a period says when", at: value.span,
        help: ["write `in last \(text)` or `in next \(text)`"])
    }
    return Expression(.temporal(left, .during, value, negated: negated), span: whole)
  }

  /// `is missing`, `is known`, `is not missing`
  private mutating func parseIs(_ left: Expression, start: Int) -> Expression {
    advanceKeyword()
    let negated = accept(.not)
    if isNull {
      advance()
      return adviseNull(left, negated: negated, start: start)
    }
    if accept(.missing) {
      return Expression(.isMissing(left, negated: negated), span: span(from: start))
    }
    if accept(.known) {
      return Expression(.isMissing(left, negated: !negated), span: span(from: start))
    }
    let right = parseRange()
    if !panicking {
      let op: BinaryOperator = negated ? .notEqual : .equal
      advise(
        "R0010", "`is` tells whether a value is `missing` or `known`", at: right.span,
        help: ["to compare, write `\(quote(left.span)) \(op.rawValue) \(quote(right.span))`"])
    }
    return Expression(.binary(negated ? .notEqual : .equal, left, right), span: span(from: start))
  }
}

extension Expression {
  /// Says a period by its form alone: `this month`, `2026-Q1`, `a .. b`, `today - 1 year`.
  var isPeriod: Bool {
    switch kind {
    case .period: true
    case .binary(.add, let left, _), .binary(.subtract, let left, _): left.isPeriod
    default: false
    }
  }

  /// The relation or values this stands for behind `in`; nil for a period.
  var asOperand: Operand? {
    switch kind {
    case .path(let names): .relation(Query.Source(.path(names, all: false), span: span))
    case .call(let call): .relation(Query.Source(.call(call), span: span))
    case .literal(.text(let file)): .relation(Query.Source(.file(file), span: span))
    case .parameter: .values([self], span: span)
    case .aggregand(value: nil, let query):
      query.clauses.isEmpty ? .relation(query.source) : .query(query)
    default: nil
    }
  }
}
