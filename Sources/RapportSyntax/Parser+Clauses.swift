// What stands behind each clause word.

extension Parser {
  mutating func parseClauseKind(_ word: Keyword, start: Int) -> Clause.Kind? {
    switch word {
    case .where: return .filter(parseExpression())
    case .with: return .extend(parseAssignments("with", takesLabels: true))
    case .set: return .set(parseAssignments("set", takesLabels: false))
    case .select: return .select(parseCommaList { $0.parseSelectItem() })
    case .drop: return .drop(parseCommaList { $0.parseName("a column after `drop`") })
    case .group:
      expect(.by, "after `group`")
      return panicking ? nil : parseGroupItems()
    case .order:
      expect(.by, "after `order`")
      return panicking ? nil : .order(parseOrderKeys())
    case .pivot: return parsePivot()
    case .take, .limit: return .take(parseOperand())
    case .skip, .offset: return .skip(parseOperand())
    case .top, .bottom: return parseTop(isBottom: word == .bottom)
    case .distinct:
      guard !atEnd, !startsClause else { return .distinct([]) }
      let keys = parseCommaList { $0.parseExpression() }
      return keys.isEmpty ? nil : .distinct(keys)
    case .union, .except, .intersect: return parseCombination(word)
    case .in: return parsePeriodClause(.during)
    case .since: return parsePeriodClause(.since)
    case .before: return parsePeriodClause(.before)
    case .as:
      expect(.of, "after `as`")
      return panicking ? nil : .asOf(parseOperand())
    case .delete: return .delete
    case .chart: return parseChart()
    case .to: return .to(parseOperand())
    default: return nil
    }
  }

  private mutating func parsePeriodClause(_ op: PeriodOperator) -> Clause.Kind {
    .period(PeriodClause(op: op, value: parseRange()))
  }

  /// `name [labels] = E, …`
  private mutating func parseAssignments(_ clause: String, takesLabels: Bool) -> [Assignment] {
    parseCommaList { parser in
      let named = parser.kind(ahead: takesLabels ? parser.labelCount(ahead: 1) + 1 : 1)
      guard named == .equal || named == .equalEqual else { return parser.parseUnassigned(clause) }
      guard let name = parser.parseName("a name after `\(clause)`") else { return nil }
      let labels = takesLabels ? parser.parseColumnLabels() : []
      if parser.kind == .equalEqual {
        parser.advise("R0010", "`\(clause)` takes a single `=`", at: parser.hereSpan)
      }
      parser.advance()
      var value = parser.parseExpression()
      if parser.tainted { value = Expression(.literal(.missing), span: value.span) }
      // The name is known, whatever its value is.
      parser.tainted = false
      return Assignment(name: name, labels: labels, value: value)
    }
  }

  /// `with E as name`, or no name at all.
  private mutating func parseUnassigned(_ clause: String) -> Assignment? {
    let start = here
    let value = parseExpression()
    let text = quote(span(from: start))
    guard !panicking else { return nil }
    if accept(.as), let name = parseName("a name after `as`") {
      advise(
        "R0010", "`\(clause)` puts the name first", at: SourceSpan(start: start, end: previousEnd),
        help: ["write `\(clause) \(name.text) = \(text)`"])
      return Assignment(name: name, value: value)
    }
    advise(
      "R0010", "`\(clause)` needs a name for this", at: SourceSpan(start: start, end: previousEnd),
      help: ["write `\(clause) name = \(text)`"])
    return nil
  }

  /// `E [as name [labels]]`
  private mutating func parseSelectItem() -> SelectItem? {
    if kind == .star {
      fail(
        "R0010", "`*` is not needed: without `select` every column is shown", at: hereSpan,
        help: ["leave out `select *`"])
      return nil
    }
    let value = parseExpression()
    guard !panicking else { return nil }
    guard sign == .as, sign(ahead: 1) != .of else { return SelectItem(value: value, name: nil) }
    advanceKeyword()
    if kind == .string {
      let text = tokens[position].text
      advise(
        "R0010", "a column name stands without quotation marks", at: hereSpan,
        help: ["odd names stand in back-ticks: `` as `\(text)` ``"])
      let name = Name(text, span: hereSpan, quoted: true)
      advance()
      return SelectItem(value: value, name: name)
    }
    let name = parseName("a name after `as`")
    return SelectItem(value: value, name: name, labels: name == nil ? [] : parseColumnLabels())
  }

  /// `K [as name], … [fill]`
  mutating func parseGroupItems() -> Clause.Kind {
    let items = parseCommaList(stop: { $0.keyword == .fill }) { $0.parseSelectItem() }
    return .group(items, fill: accept(.fill))
  }

  /// `E [asc|desc], …`
  mutating func parseOrderKeys() -> [OrderKey] {
    parseCommaList { $0.parseOrderKey() }
  }

  private mutating func parseOrderKey() -> OrderKey? {
    let value = parseExpression()
    guard !panicking else { return nil }
    if case .negate(let field) = value.kind, case .path = field.kind {
      return parseNegatedKey(field, minus: value.span.start)
    }
    if accept(.desc) { return OrderKey(value: value, descending: true) }
    if accept(.asc) { return OrderKey(value: value, descending: false) }
    if kind == .word, ["descending", "ascending"].contains(tokens[position].text) {
      let word = tokens[position].text
      let short = word == "descending" ? "desc" : "asc"
      advise("R0010", "`\(word)` is written `\(short)`", at: hereSpan)
      advance()
      return OrderKey(value: value, descending: short == "desc")
    }
    return OrderKey(value: value, descending: false)
  }

  /// `-revenue`: a key that is nothing but a field with a minus sign means the other direction.
  private mutating func parseNegatedKey(_ field: Expression, minus: Int) -> OrderKey {
    advise(
      "R0010", "descending order is written with `desc`", at: SourceSpan(start: minus, end: minus + 1),
      help: ["write `\(quote(field.span)) desc`"])
    if !accept(.desc) { _ = accept(.asc) }
    return OrderKey(value: field, descending: true)
  }

  /// `pivot K: A`
  private mutating func parsePivot() -> Clause.Kind? {
    let key = parseOperand()
    guard !panicking else { return nil }
    guard expect(.colon, ":", "between the key of `pivot` and its value") else { return nil }
    return .pivot(key, value: parseExpression())
  }

  /// `top n by E [per K, …]`
  private mutating func parseTop(isBottom: Bool) -> Clause.Kind? {
    let word = isBottom ? "bottom" : "top"
    let count = parseOperand()
    guard !panicking else { return nil }
    guard accept(.by) else {
      fail(
        "R0010", "expected `by` and a measure after `\(word) \(quote(count.span))`, \(found)",
        help: ["the first rows in their present order are `take \(quote(count.span))`"])
      return nil
    }
    let outer = callsTakePer
    callsTakePer = false
    let by = parseExpression()
    callsTakePer = outer
    var per: [Expression] = []
    if !panicking, accept(.per) { per = parsePer(severalAllowed: true) }
    if !panicking, sign == .desc || sign == .asc {
      advise(
        "R0010", "`\(word)` has its order already", at: hereSpan, help: ["use `top` or `bottom` to turn it"])
      advance()
    }
    return .top(Top(count: count, isBottom: isBottom, by: by, per: per))
  }

  /// The keys behind `per`: `K`, `(a, b)`, and for `top` also `a, b`.
  mutating func parsePer(severalAllowed: Bool) -> [Expression] {
    let flatten: (Expression) -> [Expression] = { key in
      if case .list(let keys) = key.kind, !keys.isEmpty { return keys }
      return [key]
    }
    if severalAllowed { return parseCommaList { $0.parsePostfix() }.flatMap(flatten) }
    return flatten(parsePostfix())
  }

  /// `union R`
  private mutating func parseCombination(_ word: Keyword) -> Clause.Kind? {
    let op: SetOperator = word == .union ? .union : word == .except ? .except : .intersect
    if kind == .word, keyword == .all, kind(ahead: 1) == .leftParen || kind(ahead: 1) == .end {
      advise("R0010", "`\(op.rawValue)` takes no `all`", at: hereSpan)
      advance()
    }
    guard let operand = parseRelationOperand(after: op.rawValue) else { return nil }
    return .combine(op, operand)
  }

  /// `chart KIND(…)`
  private mutating func parseChart() -> Clause.Kind? {
    guard kind == .word || kind == .quotedName else {
      fail("R0010", "expected a kind of chart, such as `bar(…)`, \(found)")
      return nil
    }
    if isCall() { return parseNamedCall().map { .chart($0) } }
    guard let name = parseName("a kind of chart") else { return nil }
    return .chart(Call(name: name, arguments: [], span: name.span))
  }
}

extension Clause.Kind {
  /// A list of which nothing could be understood.
  var isHollow: Bool {
    switch self {
    case .extend(let items), .set(let items): items.isEmpty
    case .select(let items), .group(let items, _): items.isEmpty
    case .order(let keys): keys.isEmpty
    case .drop(let columns): columns.isEmpty
    default: false
    }
  }
}
