// Calls, their arguments, and the relations inside aggregates.

extension Parser {
  /// `name(args) [per K]`; the name is the current token.
  mutating func parseNamedCall() -> Call? {
    let token = tokens[position]
    advance()
    return parseCall(Name(token.text, span: token.span, quoted: token.kind == .quotedName))
  }

  /// The brackets behind a name, and `per`.
  mutating func parseCall(_ name: Name) -> Call? {
    guard enter() else { return nil }
    defer { depth -= 1 }
    let start = name.span.start
    var distinct = false
    let arguments = measured { parser in
      parser.bracketed { parser -> [Call.Argument] in
        guard !parser.atEnd else { return [] }
        if parser.kind == .star, parser.kind(ahead: 1) == .end {
          parser.adviseStar(name)
          return []
        }
        if parser.keyword == .distinct, parser.kind(ahead: 1) != .end {
          distinct = true
          parser.advance()
        }
        return parser.parseCommaList(clauses: false) { $0.parseArgument() }
      }
    }
    let callHeight = height
    var per: [Expression] = []
    if callsTakePer, !panicking, accept(.per) { per = parsePer(severalAllowed: false) }
    grow(to: max(callHeight, height + 1))
    return Call(
      name: name, arguments: arguments, distinct: distinct, per: per, span: span(from: start))
  }

  private mutating func adviseStar(_ name: Name) {
    advise(
      "R0028", "`*` is no value", at: hereSpan, help: ["to count rows, write `\(name.text)()`"])
    advance()
  }

  /// `label: value` or a value.
  mutating func parseArgument() -> Call.Argument? {
    var label: Name?
    if kind == .word || kind == .quotedName, kind(ahead: 1) == .colon {
      let token = tokens[position]
      label = Name(token.text, span: token.span, quoted: token.kind == .quotedName)
      advance()
      advance()
    }
    let value = parseArgumentValue()
    return panicking ? nil : Call.Argument(label: label, value: value)
  }

  /// `E`, `E of orders where …`, `orders where …`, `orders in P where …`
  private mutating func parseArgumentValue() -> Expression {
    let start = here
    let first = parseExpression()
    guard !panicking else { return first }
    if accept(.of) {
      let firstHeight = height
      guard let query = parseSubquery() else { return first }
      grow(to: max(firstHeight, height) + 1)
      return Expression(.aggregand(value: first, of: query), span: span(from: start))
    }
    guard var query = subqueryStart(first) else { return first }
    guard !query.clauses.isEmpty || startsModifier else { return first }
    let firstHeight = height
    let modifiers = measured { $0.parseModifiers() }
    if modifiers.isEmpty, first.mayBeMembership { return first }
    query.clauses += modifiers
    query.span = span(from: start)
    grow(to: max(firstHeight, height) + 1)
    return Expression(.aggregand(value: nil, of: query), span: query.span)
  }

  /// An expression read as a relation with at most a period: `orders`, `orders in last 90 days`.
  private func subqueryStart(_ expression: Expression) -> Query? {
    switch expression.kind {
    case .path(let names):
      return Query(
        source: Query.Source(.path(names, all: false), span: expression.span), clauses: [],
        span: expression.span)
    case .call(let call):
      return Query(
        source: Query.Source(.call(call), span: expression.span), clauses: [], span: expression.span)
    case .literal(.text(let file)):
      return Query(
        source: Query.Source(.file(file), span: expression.span), clauses: [], span: expression.span)
    case .temporal(let subject, let op, let value, negated: false) where op != .olderThan:
      return subqueryStart(subject, op, value, span: expression.span)
    // `in $month`: what a parameter stands for is known later.
    case .membership(let subject, .values(let values, _), negated: false) where values.count == 1:
      guard case .parameter = values[0].kind else { return nil }
      return subqueryStart(subject, .during, values[0], span: expression.span)
    default: return nil
    }
  }

  /// `orders in last 90 days`
  private func subqueryStart(
    _ subject: Expression, _ op: PeriodOperator, _ period: Expression, span: SourceSpan
  ) -> Query? {
    guard case .path = subject.kind, var query = subqueryStart(subject) else { return nil }
    let word = tokenIndex(at: subject.span.end)
    let start = tokens.indices.contains(word) ? tokens[word].start : period.span.start
    query.clauses = [
      Clause(
        .period(PeriodClause(op: op, value: period)), span: SourceSpan(start: start, end: span.end), piped: false)
    ]
    query.span = span
    return query
  }

  /// `all orders where …` where a value is expected.
  mutating func parseSubqueryOperand() -> Expression {
    let start = here
    guard let query = parseSubquery() else { return errorExpression() }
    return Expression(.aggregand(value: nil, of: query), span: span(from: start))
  }

  /// A relation inside an aggregate: a path, a period, `where`, `order by`, `take`.
  mutating func parseSubquery() -> Query? {
    guard enter() else { return nil }
    defer { depth -= 1 }
    let start = here
    return measured { parser -> Query? in
      guard let source = parser.parseSource() else { return nil }
      var clauses: [Clause] = []
      if let op = parser.periodOperator {
        let clauseStart = parser.here
        parser.advanceKeyword()
        let value = parser.parseRange()
        clauses.append(
          Clause(
            .period(PeriodClause(op: op, value: value)), span: parser.span(from: clauseStart),
            piped: false))
      }
      clauses += parser.parseModifiers()
      return Query(source: source, clauses: clauses, span: parser.span(from: start))
    }
  }

  private var periodOperator: PeriodOperator? {
    switch sign {
    case .in: .during
    case .since: .since
    case .before: .before
    default: nil
    }
  }

  /// A clause begins here that an inner relation can take, or one that it cannot.
  private var startsModifier: Bool {
    startsClause && !(sign.map { [.as, .to, .with].contains($0) } ?? false)
  }

  /// `where C`, `order by K`, `take n`, each any number of times.
  private mutating func parseModifiers() -> [Clause] {
    var clauses: [Clause] = []
    while !panicking, startsModifier {
      let piped = accept(.pipe)
      let start = here
      guard let word = sign, word.isClauseWord else {
        fail("R0010", "expected `where`, `order by` or `take`, \(found)")
        break
      }
      let isPeriod = piped && periodOperator != nil
      if !isPeriod, ![.where, .order, .take, .limit].contains(word) {
        advise(
          "R0018", "a relation inside an aggregate takes `where`, `order by` and `take`, not `\(word.text)`",
          at: hereSpan, help: ["put the query in brackets, or name it with `let`"])
      }
      advanceKeyword()
      let outer = tainted
      tainted = false
      let kind = word == .order ? parseInnerOrder() : parseClauseKind(word, start: start)
      let isSound = !tainted
      tainted = outer
      if panicking { recover() }
      if let kind, isSound, !kind.isHollow {
        clauses.append(Clause(kind, span: span(from: start), piped: piped))
      }
    }
    return clauses
  }

  /// `order by K, …`: a comma before a labelled argument ends the keys.
  private mutating func parseInnerOrder() -> Clause.Kind? {
    expect(.by, "after `order`")
    guard !panicking else { return nil }
    var keys: [OrderKey] = []
    repeat {
      let value = parseExpression()
      guard !panicking else { break }
      let descending = accept(.desc)
      if !descending { _ = accept(.asc) }
      keys.append(OrderKey(value: value, descending: descending))
    } while kind == .comma && kind(ahead: 2) != .colon && accept(.comma)
    return .order(keys)
  }
}

extension Expression {
  /// `x in P`: a relation in a period, or a value that lies in one.
  fileprivate var mayBeMembership: Bool {
    switch kind {
    case .temporal(_, .during, _, _), .membership: true
    default: false
    }
  }
}
