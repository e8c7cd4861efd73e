// Statements that add rows.

extension Parser {
  /// `add visits (account: "Acme", date: today), (…)`
  mutating func parseAddition() -> Statement.Kind? {
    advance()
    guard let entity = parseName("whose rows to add, such as `add visits (…)`") else { return nil }
    var rows: [Addition.Row] = []
    repeat {
      guard let row = parseRow() else { return nil }
      rows.append(row)
    } while accept(.comma)
    return tainted ? nil : .addition(Addition(entity: entity, subject: nil, rows: rows))
  }

  /// `log visit "Acme" (note: "…")`, the brackets if there is something to put into them.
  mutating func parseLog() -> Statement.Kind? {
    advance()
    guard let entity = parseName("what happened, such as `log visit \"Acme\"`") else { return nil }
    guard position < limit else {
      fail("R0010", "expected the account after `log \(entity.text)`, \(found)")
      return nil
    }
    let start = here
    let subject = parseExpression()
    guard !panicking else { return nil }
    var row = Addition.Row(fields: [], span: span(from: start))
    if kind == .leftParen {
      guard let written = parseRow() else { return nil }
      row = written
    }
    return tainted ? nil : .addition(Addition(entity: entity, subject: subject, rows: [row]))
  }

  /// `(field: value, …)`
  private mutating func parseRow() -> Addition.Row? {
    guard kind == .leftParen else {
      fail(
        "R0010", "expected the fields of the row in brackets, \(found)",
        help: ["such as `(account: \"Acme\", date: today)`"])
      return nil
    }
    let start = here
    let fields = bracketed { parser -> [Call.Argument] in
      if parser.atEnd { return [] }
      return parser.parseCommaList(clauses: false) { $0.parseArgument() }
    }
    guard !panicking else { return nil }
    if let bare = fields.first(where: { $0.label == nil }) {
      advise(
        "R0010", "each value of a row stands behind its field", at: bare.value.span,
        help: ["write `field: \(quote(bare.value.span))`"])
      return nil
    }
    return Addition.Row(fields: fields, span: span(from: start))
  }
}
