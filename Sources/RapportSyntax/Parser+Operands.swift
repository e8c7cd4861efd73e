// The right side of `in` and of the set clauses.

extension Parser {
  /// A relation name, a parenthesised query or a list of values.
  mutating func parseRelationOperand(after word: String) -> Operand? {
    if kind == .leftParen { return parseParenthesizedOperand() }
    if kind == .parameter {
      let value = parsePostfix()
      return .values([value], span: value.span)
    }
    guard kind == .word || kind == .quotedName || kind == .string else {
      fail("R0010", "expected a relation, a `(query)` or a list of values after `\(word)`, \(found)")
      return nil
    }
    return parseSource().map { .relation($0) }
  }

  /// `(a, b)` or `(accounts where …)`; the `(` is the current token.
  mutating func parseParenthesizedOperand() -> Operand {
    let start = here
    if looksLikeQuery(weakWords: true) {
      let query = bracketed { $0.parseQuery() }
      if let query { return .query(query) }
      return .values([], span: span(from: start))
    }
    let values = parseValues()
    return .values(values, span: span(from: start))
  }

  /// The expressions between brackets.
  mutating func parseValues() -> [Expression] {
    guard enter() else { return [] }
    defer { depth -= 1 }
    return measured {
      $0.bracketed { parser -> [Expression] in
        parser.atEnd ? [] : parser.parseCommaList(clauses: false) { $0.parseExpression() }
      }
    }
  }

  /// Whether the bracket here holds a query: a relation followed by a clause.
  func looksLikeQuery(weakWords: Bool) -> Bool {
    let opening = position
    let end = Int(map.partner[opening]) > opening ? Int(map.partner[opening]) : limit
    var index = opening + 1
    guard index < end else { return false }
    switch tokens[index].kind {
    case .string:
      index += 1
    case .leftParen:
      let partner = Int(map.partner[index])
      guard partner > index, partner < end else { return false }
      index = partner + 1
    case .word, .quotedName:
      if tokens[index].keyword == .all, index + 1 < end, tokens[index + 1].isName { return true }
      if let keyword = tokens[index].keyword, keyword.isReserved { return false }
      index += 1
      while index + 1 < end, tokens[index].kind == .dot, tokens[index + 1].isName { index += 2 }
      if index < end, tokens[index].kind == .leftParen, !tokens[index].hasSpaceBefore {
        let partner = Int(map.partner[index])
        guard partner > index, partner < end else { return false }
        index = partner + 1
      }
    default:
      return false
    }
    guard index < end else { return false }
    if tokens[index].kind == .pipe { return true }
    guard let keyword = tokens[index].keyword ?? tokens[index].shouted, keyword.isClauseWord else {
      return false
    }
    if keyword == .as { return index + 1 < end && tokens[index + 1].keyword == .of }
    return weakWords || !keyword.isWeakClauseWord
  }
}
