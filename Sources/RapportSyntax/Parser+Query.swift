// Queries: a relation and the clauses behind it.

extension Parser {
  /// Whether a clause begins here, without `|`.
  var startsClause: Bool {
    if kind == .pipe { return true }
    guard let sign, sign.isClauseWord, kind == .word else { return false }
    if tokens[position].keyword == nil, kind(ahead: 1) == .leftParen, touches(ahead: 1) { return false }
    return true
  }

  /// A relation followed by clauses, up to the end of the statement or bracket.
  mutating func parseQuery() -> Query? {
    guard enter() else { return nil }
    defer { depth -= 1 }
    let start = here
    guard let source = parseSource() else {
      if panicking, !aborted { skip(toComma: false, toClause: false) }
      return nil
    }
    let clauses = measured { $0.parseClauses() }
    return Query(source: source, clauses: clauses, span: span(from: start))
  }

  /// `orders`, `all orders`, `a.b`, `( query )`, `"codes.csv"`, `kept("unseen", on: D)`
  mutating func parseSource() -> Query.Source? {
    let start = here
    switch kind {
    case .leftParen:
      guard let query = bracketed({ $0.parseQuery() }) else { return nil }
      return Query.Source(.query(query), span: span(from: start))
    case .string:
      let text = tokens[position].text
      advance()
      return Query.Source(.file(text), span: span(from: start))
    case .word, .quotedName:
      let all = keyword == .all && [.word, .quotedName].contains(kind(ahead: 1)) && !startsClauseAfterAll
      if all { advance() }
      if isCall(), !all {
        guard let call = parseNamedCall() else { return nil }
        return Query.Source(.call(call), span: span(from: start))
      }
      guard let names = parsePath("a relation") else { return nil }
      return Query.Source(.path(names, all: all), span: span(from: start))
    default:
      fail(
        "R0010", "expected a relation, \(found)", help: ["a query begins with a relation, such as `accounts`"]
      )
      return nil
    }
  }

  private var startsClauseAfterAll: Bool { sign(ahead: 1)?.isClauseWord ?? false }

  /// `name { . name }`
  mutating func parsePath(_ what: String) -> [Name]? {
    guard let first = parseName(what) else { return nil }
    var names = [first]
    while kind == .dot {
      advance()
      guard let next = parseName("a name after `.`", allowReserved: true) else { return names }
      names.append(next)
      if names.count > Self.depthLimit {
        abort("this path has more than \(Self.depthLimit) steps")
        return names
      }
    }
    return names
  }

  private mutating func parseClauses() -> [Clause] {
    var clauses: [Clause] = []
    while !atEnd {
      let start = position
      if let clause = parsePipedClause(isFirst: clauses.isEmpty) { clauses.append(clause) }
      if panicking { recover(toComma: false) }
      // Whatever happened, every round moves on.
      if position == start { advance() }
    }
    return clauses
  }

  private mutating func parsePipedClause(isFirst: Bool) -> Clause? {
    guard kind == .pipe else { return parseClause(piped: false, isFirst: isFirst) }
    let pipe = hereSpan
    advance()
    while kind == .pipe {
      advise("R0031", "two `|` without a clause between them", at: hereSpan)
      advance()
    }
    if atEnd {
      if !hasOpenBracket { advise("R0031", "a clause is missing after this `|`", at: pipe) }
      return nil
    }
    return parseClause(piped: true, isFirst: isFirst)
  }

  /// One clause; its word is the current token.
  private mutating func parseClause(piped: Bool, isFirst: Bool) -> Clause? {
    let start = here
    guard kind == .word, let sign, sign.isClauseWord, startsClause else {
      return parseOtherClause(piped: piped)
    }
    if [.in, .since, .before].contains(sign), !piped, !isFirst { adviseUnpipedPeriod(sign) }
    advanceKeyword()
    return finishClause(parseClauseKind(sign, start: start), start, piped: piped)
  }

  /// The clause, unless it could not be understood.
  private mutating func finishClause(_ kind: Clause.Kind?, _ start: Int, piped: Bool) -> Clause? {
    let isSound = !tainted
    tainted = false
    guard isSound, let kind, !kind.isHollow else { return nil }
    return Clause(kind, span: span(from: start), piped: piped)
  }

  /// `accounts where x take 5 in 2026`: after a clause a period needs its `|`.
  private mutating func adviseUnpipedPeriod(_ sign: Keyword) {
    advise(
      "R0018", "`\(sign.text)` selects a period only directly after a relation or `|`", at: hereSpan,
      help: ["write `| \(sign.text) …`"])
  }

  /// `| rfm()`, a misspelt clause word, or something that cannot stand here.
  private mutating func parseOtherClause(piped: Bool) -> Clause? {
    let start = here
    if kind == .word || kind == .quotedName, isCall() {
      if !piped {
        let name = quote(hereSpan)
        advise(
          "R0018", "a function over the relation needs `|` before it", at: hereSpan,
          help: ["write `| \(name)(…)`"])
      }
      return finishClause(parseNamedCall().map { .call($0) }, start, piped: true)
    }
    if let meant = clauseSuggestion() {
      let words = meant == .group || meant == .order ? "\(meant.text) by" : meant.text
      advise(
        "R0013", "`\(quote(hereSpan))` is not a clause", at: hereSpan, label: "did you mean `\(words)`?")
      advance()
      if (meant == .group || meant == .order), sign != .by { return parseByClause(meant, start: start) }
      return finishClause(parseClauseKind(meant, start: start), start, piped: piped)
    }
    failOtherClause(piped: piped)
    return nil
  }

  /// `sort name`: the words of other languages need no `by`.
  private mutating func parseByClause(_ meant: Keyword, start: Int) -> Clause? {
    let kind: Clause.Kind = meant == .order ? .order(parseOrderKeys()) : parseGroupItems()
    return finishClause(kind, start, piped: false)
  }

  private mutating func failOtherClause(piped: Bool) {
    if piped, kind == .word {
      return fail(
        "R0013", "`\(quote(hereSpan))` is not a clause",
        help: ["a function over the relation is written `| \(quote(hereSpan))()`"])
    }
    failUnexpected(help: unexpectedHelp())
  }

  /// A way out for a value that stands where a clause or an operator should.
  private func unexpectedHelp() -> [String] {
    switch kind {
    case .comma: return ["a comma separates the items of one clause"]
    case .quotedName, .word, .literal, .string, .parameter, .period:
      guard position > 0 else { return [] }
      let previous = tokens[position - 1]
      if previous.isName, previous.keyword == nil {
        let (left, right) = (quote(previous.span), quote(hereSpan))
        return ["to compare, write `\(left) = \(right)`; to join conditions, write `and`"]
      }
      return ["conditions are joined by `and`; a clause begins with a word such as `where` or `select`"]
    default: return []
    }
  }

  /// The clause an unknown word probably stands for.
  func clauseSuggestion() -> Keyword? {
    guard kind == .word, tokens[position].keyword == nil, tokens[position].shouted == nil else { return nil }
    let word = tokens[position].text.lowercased()
    switch word {
    case "filter", "having": return .where
    case "sort", "orderby", "sort_by", "order_by": return .order
    case "groupby", "group_by": return .group
    case "head", "first": return kind(ahead: 1) == .literal ? .take : nil
    case "minus": return .except
    default: break
    }
    guard word.utf8.count >= 4 else { return nil }
    let words = Keyword.allCases.filter { $0.isClauseWord && $0.text.utf8.count >= 4 }
    guard let closest = Suggestions.closest(to: word, in: words.map(\.text)) else { return nil }
    // A near miss that is followed by the end or a comma is more likely a name.
    switch kind(ahead: 1) {
    case .end, .comma, .equal, .dot: return nil
    default: return Keyword.named(closest)
    }
  }
}
