// Reporting, and finding the place where parsing resumes.

extension Parser {
  /// Reports a problem that does not keep the parser from going on; one per place, unless it has nothing
  /// to do with the others.
  mutating func advise(
    _ code: String, _ message: String, at span: SourceSpan, label: String? = nil, help: [String] = [],
    besideOthers: Bool = false
  ) {
    guard !panicking, !aborted, diagnostics.count <= Lexer.errorLimit else { return }
    guard reportedStarts.insert(span.start).inserted || besideOthers else { return }
    diagnostics.append(Diagnostic(code: code, message, at: span, label: label, help: help))
    if diagnostics.count > Lexer.errorLimit { aborted = true }
  }

  /// Reports that the text here cannot be understood and makes every rule return to a place to resume.
  mutating func fail(
    _ code: String, _ message: String, at span: SourceSpan? = nil, label: String? = nil, help: [String] = []
  ) {
    if !panicking {
      let follows = atEnd && span == nil && hasOpenBracket
      if !follows, kind != .error { advise(code, message, at: span ?? hereSpan, label: label, help: help) }
    }
    panicking = true
    tainted = true
  }

  /// "found `x`" or "but the statement ends here", for the end of a message.
  var found: String {
    guard !aborted, position < limit else {
      if let closingSign { return "found `\(quote(closingSign.span))`" }
      return limit < statementEnd ? "but the line ends here" : "but the statement ends here"
    }
    return "found `\(quote(tokens[position].span))`"
  }

  /// What cannot stand here, with a message of its own for the habits of other languages.
  mutating func failUnexpected(help: [String] = []) {
    guard !atEnd else { return fail("R0010", "the statement ends too early") }
    if adviseForeignOperator() { return }
    let token = tokens[position]
    switch token.kind {
    case .rightParen, .rightBrace:
      let opening = token.kind == .rightParen ? "(" : "{"
      fail("R0011", "no `\(opening)` is open for this `\(quote(token.span))`", help: help)
    default:
      fail("R0013", "unexpected `\(quote(token.span))`", help: help)
    }
  }

  /// Begins one level of nesting; false if there are too many, and then nothing more is read.
  mutating func enter() -> Bool {
    depth += 1
    if depth <= Self.depthLimit { return !aborted }
    abort("this is nested more than \(Self.depthLimit) levels deep")
    return false
  }

  /// Gives up on the statement, once.
  mutating func abort(_ message: String) {
    guard !aborted else { return }
    panicking = false
    // Brackets that were not followed to their ends are not the problem.
    diagnostics.removeAll { $0.code == "R0011" && ($0.span?.start ?? 0) >= statementStart }
    advise(
      "R0005", message, at: hereSpan, help: ["split the query with `let`, or simplify the expression"])
    aborted = true
    panicking = true
    tainted = true
  }

  /// Notes the height of a tree just built.
  mutating func grow(to newHeight: Int) {
    height = newHeight
    peak = max(peak, newHeight)
    if newHeight > Self.heightLimit { abort("this expression is too long") }
  }

  /// Parses something whose height is one more than the tallest expression in it.
  mutating func measured<Result>(_ body: (inout Parser) -> Result) -> Result {
    let outer = peak
    peak = 0
    let result = body(&self)
    let inner = peak
    peak = outer
    grow(to: inner + 1)
    return result
  }

  /// Skips to one of the wanted kinds at this level of brackets, to a clause, or to the end.
  mutating func skip(toComma: Bool = true, toClause: Bool = true) {
    while !atEnd {
      let token = tokens[position]
      if token.kind == .comma, toComma { return }
      if token.kind == .pipe, toClause { return }
      if toClause, let keyword = token.keyword ?? token.shouted, keyword.isClauseWord,
        !keyword.isWeakClauseWord, !isCall(), tokens[max(position - 1, 0)].kind != .dot
      {
        return
      }
      if token.isOpening, map.partner[position] > position, map.partner[position] < limit {
        position = Int(map.partner[position])
      }
      position += 1
    }
  }

  /// After a failed part: skips to where the list or query goes on and forgets the failure.
  mutating func recover(toComma: Bool = true, toClause: Bool = true) {
    guard panicking, !aborted else { return }
    skip(toComma: toComma, toClause: toClause)
    panicking = false
  }

  /// Stands in for what could not be parsed; a diagnostic always accompanies it.
  func errorExpression() -> Expression { Expression(.literal(.missing), span: hereSpan) }

  /// The index of the first token at or behind an offset.
  func tokenIndex(at offset: Int) -> Int { tokens.firstIndex(atOrAfter: offset) }
}

extension [Token] {
  /// The index of the first token that begins at or behind an offset.
  func firstIndex(atOrAfter offset: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
