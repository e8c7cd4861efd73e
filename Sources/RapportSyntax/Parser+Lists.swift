// Names and comma-separated lists.

extension Parser {
  /// A name; reserved words need back-ticks.
  mutating func parseName(_ what: String, allowReserved: Bool = false) -> Name? {
    guard kind == .word || kind == .quotedName else {
      if kind == .string {
        let text = tokens[position].text
        fail(
          "R0010", "expected \(what), \(found)",
          help: ["names stand without quotation marks, odd ones in back-ticks: `` `\(text)` ``"])
      } else {
        fail("R0010", "expected \(what), \(found)")
      }
      return nil
    }
    let token = tokens[position]
    if token.kind == .word, let keyword = token.keyword, keyword.isReserved, !allowReserved {
      adviseReserved(keyword, at: token.span)
    }
    advance()
    return Name(token.text, span: token.span, quoted: token.kind == .quotedName)
  }

  mutating func adviseReserved(_ keyword: Keyword, at span: SourceSpan) {
    advise(
      "R0015", "`\(keyword.text)` is a word of the language", at: span,
      help: ["as a name it needs back-ticks: `` `\(keyword.text)` ``"])
  }

  /// One or more items with commas between; an error in one does not reach the next.
  mutating func parseCommaList<Item>(
    clauses: Bool = true, stop: (Parser) -> Bool = { _ in false }, _ item: (inout Parser) -> Item?
  ) -> [Item] {
    var items: [Item] = []
    while true {
      let start = position
      let outer = tainted
      tainted = false
      if let parsed = item(&self), !clauses || !tainted { items.append(parsed) }
      // An argument cannot be left out alone.
      tainted = outer || !clauses && tainted
      if panicking { recover(toClause: clauses) }
      if atEnd { return items }
      if kind == .comma {
        let comma = hereSpan
        advance()
        if atEnd || (clauses && startsClause) {
          if !hasOpenBracket { advise("R0012", "nothing follows this comma", at: comma) }
          return items
        }
        if kind == .comma {
          advise("R0012", "two commas without a value between them", at: hereSpan)
          while kind == .comma { advance() }
        }
        continue
      }
      guard position > start, !stop(self), startsForgottenItem(clauses: clauses) else { return items }
      adviseForgottenComma(before: position, after: start)
    }
  }

  /// A new item begins although no comma was written.
  private func startsForgottenItem(clauses: Bool) -> Bool {
    switch kind {
    case .quotedName, .string, .parameter, .literal, .period: return true
    case .word:
      guard let token = tokens.indices.contains(position) ? tokens[position] : nil else { return false }
      if let sign = token.keyword ?? token.shouted {
        if sign.isReserved { return [.missing, .true, .false, .when].contains(sign) && token.keyword != nil }
        switch sign {
        case .asc, .desc, .fill, .per, .between, .contains, .starts, .ends, .like, .older: return false
        default: break
        }
      }
      if clauses, clauseSuggestion() != nil { return false }
      return true
    default: return false
    }
  }

  /// "a comma is missing": quotes the two items it should stand between.
  private mutating func adviseForgottenComma(before index: Int, after start: Int) {
    let left = quote(SourceSpan(start: tokens[start].start, end: previousEnd))
    let right = quote(tokens[index].span)
    advise(
      "R0012", "a comma is missing before `\(right)`", at: tokens[index].span,
      help: left.count <= 40 ? ["write `\(left), \(right)`"] : [])
  }
}
