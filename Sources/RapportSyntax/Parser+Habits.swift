// Habits from other languages, each with its own message and a way out in the user's own words.

extension Parser {
  /// `null`, `NULL`, `nil` standing where a value can.
  var isNull: Bool {
    guard kind == .word, kind(ahead: 1) != .dot else { return false }
    return sign == .null || tokens[position].text == "nil"
  }

  /// `x = null`, `x is not null`; the null has been read.
  mutating func adviseNull(_ left: Expression, negated: Bool, start: Int) -> Expression {
    let text = quote(left.span)
    advise(
      "R0022", "the absent value is `missing`, and nothing equals it", at: tokens[position - 1].span,
      help: ["write `\(text) is \(negated ? "known" : "missing")`"])
    return Expression(.isMissing(left, negated: negated), span: span(from: start))
  }

  /// `like "%x%"`
  mutating func advisePercentPattern(_ left: Expression, _ right: Expression) {
    guard case .literal(.text(let pattern)) = right.kind, pattern.utf8.contains(0x25) else { return }
    var inner = Substring(pattern)
    let leading = inner.hasPrefix("%")
    let trailing = inner.hasSuffix("%") && inner.count > 1
    if leading { inner = inner.dropFirst() }
    if trailing { inner = inner.dropLast() }
    let subject = quote(left.span)
    var help = "`\(subject) like \(SourceText.quoted(String(pattern.map { $0 == "%" ? "*" : $0 })))`"
    if !inner.contains("%"), !inner.contains("_"), leading || trailing {
      let word = leading && trailing ? "contains" : leading ? "ends with" : "starts with"
      help = "`\(subject) \(word) \(SourceText.quoted(String(inner)))`"
    }
    advise(
      "R0023", "in a `like` pattern `*` stands for any text and `?` for one character, not `%`",
      at: right.span, help: ["write \(help)"], besideOthers: true)
  }

  /// `x between a and b`
  mutating func parseBetween(_ left: Expression, negated: Bool, start: Int) -> Expression {
    let word = hereSpan
    advance()
    let low = parseOperand()
    guard !panicking else { return left }
    expect(.and, "between the two bounds")
    guard !panicking else { return left }
    let high = parseOperand()
    let lower = Expression(.binary(.greaterOrEqual, left, low), span: left.span.union(low.span))
    let upper = Expression(.binary(.lessOrEqual, left, high), span: left.span.union(high.span))
    let both = Expression(.binary(.and, lower, upper), span: span(from: start))
    if !panicking {
      let (x, a, b) = (quote(left.span), quote(low.span), quote(high.span))
      let no = negated ? "not " : ""
      var help = ["write `\(negated ? "not (" : "")\(x) >= \(a) and \(x) <= \(b)\(negated ? ")" : "")`"]
      if low.isDateLike || high.isDateLike { help = ["write `\(x) \(no)in \(a) .. \(b)`"] }
      advise("R0025", "`between` is written as two comparisons or as a period", at: word, help: help)
    }
    return negated ? Expression(.not(both), span: both.span) : both
  }

  /// `credit = 1 or 2`: a literal cannot be a condition. A bare word may be a boolean field and is left
  /// to the resolver, which knows.
  mutating func adviseEqualityAlternatives(_ operands: [Expression]) {
    guard let found = EqualityAlternatives(operands, isValue: \.isBareLiteral) else { return }
    let list = found.values.map { quote($0.span) }.joined(separator: ", ")
    advise(
      "R0026", "each side of `or` is a whole condition", at: found.firstAlternative.span,
      help: ["write `\(quote(found.subject.span)) in (\(list))`"])
  }

  /// Signs of other languages where an operator of ours was expected.
  mutating func adviseForeignOperator() -> Bool {
    switch kind {
    case .percent:
      fail("R0029", "there is no `%` operator; a per cent sign touches its number, as in `20%`")
    case .andAnd, .orOr:
      fail("R0021", "`\(quote(hereSpan))` joins conditions and cannot stand here")
    case .equal, .equalEqual:
      fail("R0013", "unexpected `\(quote(hereSpan))`", help: ["a condition stands behind `where`"])
    default: return false
    }
    return true
  }

  /// `SELECT … FROM t`, `from t …`, `INSERT`, at the beginning of a statement.
  mutating func adviseForeignStatement() -> Bool {
    guard kind == .word, !isCall() else { return false }
    if sign == .select {
      let suggestion = selectSuggestion()
      fail(
        "R0020", "a query begins with its relation", at: hereSpan,
        help: suggestion.map { ["write `\($0)`"] } ?? ["write `accounts select …`"])
      return true
    }
    if sign == .from, kind(ahead: 1) == .word || kind(ahead: 1) == .quotedName {
      let word = hereSpan
      advance()
      let rest = quote(SourceSpan(start: here, end: tokens[limit - 1].end))
      fail("R0020", "a query begins with its relation, without `from`", at: word, help: ["write `\(rest)`"])
      return true
    }
    return false
  }

  /// The statement here in our order: relation, `where`, `select`, the rest.
  private func selectSuggestion() -> String? {
    var from: Int?
    var cut: Int?
    var depth = 0
    for index in position..<limit {
      let word = tokens[index].keyword ?? tokens[index].shouted
      if tokens[index].isOpening { depth += 1 }
      if tokens[index].isClosing { depth -= 1 }
      guard depth == 0 else { continue }
      if word == .from, from == nil { from = index }
      if from != nil, cut == nil, [.group, .order, .limit, .offset, .union].contains(word) { cut = index }
    }
    guard let from, from + 1 < limit, tokens[from + 1].isName else { return nil }
    let end = cut ?? limit
    let columns = plain(position + 1, from)
    var parts = [plain(from + 1, end)]
    let grouped = cut.map { (tokens[$0].keyword ?? tokens[$0].shouted) == .group } ?? false
    let selection = columns == "*" || columns.isEmpty ? [] : ["select \(columns)"]
    let rest = cut.map { [plain($0, limit)] } ?? []
    parts += grouped ? rest + selection : selection + rest
    return visible(parts.joined(separator: " "), limit: 400)
  }

  /// Tokens as text with keywords in lower case and text in double quotes.
  private func plain(_ from: Int, _ to: Int) -> String {
    var text = ""
    for index in from..<max(from, to) {
      let token = tokens[index]
      if index > from, token.hasSpaceBefore { text += " " }
      if token.kind == .string {
        text += SourceText.quoted(token.text)
      } else if token.keyword == nil, let shouted = token.shouted, shouted.isReserved || shouted == .desc {
        text += shouted.text
      } else {
        text += slice(token.span)
      }
    }
    return text
  }
}
