// Entities and their fields.

extension Parser {
  /// `entity accounts 客户/客戶 from "customers" key customerNumber label name { … }`
  mutating func parseEntity() -> Statement.Kind? {
    advance()
    guard let name = parseLabelled("a name after `entity`") else { return nil }
    var declaration = EntityDeclaration(name: name, table: nil, key: [], label: nil, fields: [])
    parseEntityHead(&declaration)
    guard !panicking, kind == .leftBrace else {
      fail("R0010", "expected `{` and the fields of the entity, \(found)")
      return .entity(declaration)
    }
    bracketed { parser in
      while !parser.atEnd {
        if let field = parser.parseLimitedField() { declaration.fields.append(field) }
      }
    }
    return .entity(declaration)
  }

  private mutating func parseEntityHead(_ declaration: inout EntityDeclaration) {
    while !panicking {
      if accept(.from) {
        declaration.table = parseColumn("a table")?.text
      } else if accept(.key) {
        declaration.key = parseKey()
      } else if accept(.label) {
        declaration.label = parseName("the field that names a row")
      } else {
        return
      }
    }
  }

  /// A column of the store: a name, or text for an odd one.
  mutating func parseColumn(_ what: String) -> Name? {
    guard kind == .string else { return parseName(what) }
    let token = tokens[position]
    advance()
    return Name(token.text, span: token.span, quoted: true)
  }

  /// One field; an error in it cannot reach the next.
  private mutating func parseLimitedField() -> FieldDeclaration? {
    let outer = limit
    let start = position
    limit = fieldEnd(from: position)
    let field = parseField()
    if !atEnd, kind != .comma, !panicking { failUnexpectedInField() }
    let resume = panicking ? nextFieldLine() : limit
    if !aborted { panicking = false }
    limit = outer
    position = max(resume, start + 1)
    while kind == .comma { advance() }
    return field
  }

  /// Where the field that begins here ends: at a comma, or before a line that begins `name … :`.
  private func fieldEnd(from start: Int) -> Int {
    var index = start
    while index < limit {
      let token = tokens[index]
      if index > start {
        if token.kind == .comma, !isInsideFieldLine(index) { return index }
        if token.isFirstOnLine, startsField(index) { return index }
      }
      if token.isOpening, Int(map.partner[index]) > index, Int(map.partner[index]) < limit {
        index = Int(map.partner[index])
      }
      index += 1
    }
    return limit
  }

  /// After an error: the next line of the field that may be a field whose `:` is missing.
  private func nextFieldLine() -> Int {
    var index = position + 1
    while index < limit {
      if tokens[index].isFirstOnLine, tokens[index].isName, StatementMap.canBeginQuery(tokens[index]) {
        return index
      }
      if tokens[index].isOpening, Int(map.partner[index]) > index { index = Int(map.partner[index]) }
      index += 1
    }
    return limit
  }

  /// A comma that does not end a field: `by a, b`.
  private func isInsideFieldLine(_ comma: Int) -> Bool {
    comma + 1 < limit && !startsField(comma + 1)
  }

  /// `name 别名/別名 :`
  private func startsField(_ start: Int) -> Bool {
    var index = start
    while index < limit, tokens[index].isName || tokens[index].kind == .slash {
      if index > start, tokens[index].isFirstOnLine { return false }
      index += 1
    }
    return index > start && index < limit && tokens[index].kind == .colon
  }

  private mutating func failUnexpectedInField() {
    if kind == .word {
      let word = tokens[position].text
      let modifiers = FieldDeclaration.Modifier.allCases.map(\.rawValue)
      let near = Suggestions.closest(to: word, in: modifiers + ["from", "by", "currency"])
      fail(
        "R0310", "`\(word)` means nothing here", label: near.map { "did you mean `\($0)`?" },
        help: ["a type is followed by \(modifiers.joined(separator: ", ")), `from`, `by` or `=`"])
    } else {
      failUnexpected()
    }
  }

  private mutating func parseField() -> FieldDeclaration? {
    let start = here
    let documentation = documentation(before: position)
    guard let name = parseLabelled("a field") else { return nil }
    guard expect(.colon, ":", "and a type after the field's name") else { return nil }
    var modifiers: Set<FieldDeclaration.Modifier> = []
    guard let kind = parseFieldKind(name.name, &modifiers) else { return nil }
    parseModifiers(&modifiers)
    return FieldDeclaration(
      name: name, kind: kind, modifiers: modifiers, documentation: documentation, span: span(from: start))
  }

  private mutating func parseModifiers(_ modifiers: inout Set<FieldDeclaration.Modifier>) {
    while kind == .word, let modifier = FieldDeclaration.Modifier(rawValue: tokens[position].text) {
      if !modifiers.insert(modifier).inserted {
        advise("R0310", "`\(modifier.rawValue)` stands here twice", at: hereSpan)
      }
      advance()
    }
  }

  private mutating func parseFieldKind(
    _ field: Name, _ modifiers: inout Set<FieldDeclaration.Modifier>
  ) -> FieldDeclaration.Kind? {
    if keyword == .many, kind(ahead: 1) == .word || kind(ahead: 1) == .quotedName {
      advance()
      guard let entity = parseName("an entity after `many`") else { return nil }
      parseModifiers(&modifiers)
      expect(.by, "and the column that refers back")
      return panicking ? nil : .toMany(entity: entity, by: parseKey())
    }
    guard let type = parseType() else { return nil }
    parseModifiers(&modifiers)
    if accept(.by) {
      if type.isList || type.argument != nil {
        advise("R0310", "a reference names an entity", at: type.span)
      }
      return .toOne(entity: type.name, by: parseKey())
    }
    if accept(.equal) {
      if keyword == .rule, !isCall() {
        advance()
        return parseName("a rule").map { .rule(type: type, rule: $0) }
      }
      return .derived(type: type, parseExpression())
    }
    return parseStoredColumn(type, &modifiers)
  }

  /// `[from col] [{ value = stored, … }] [currency col]`, with modifiers anywhere between.
  private mutating func parseStoredColumn(
    _ type: TypeExpression, _ modifiers: inout Set<FieldDeclaration.Modifier>
  ) -> FieldDeclaration.Kind? {
    var column: Name?
    var map: [FieldDeclaration.ValueMapping] = []
    var currency: Name?
    while !panicking {
      parseModifiers(&modifiers)
      if column == nil, accept(.from) {
        column = parseColumn("a column after `from`")
      } else if map.isEmpty, kind == .leftBrace {
        map = bracketed { $0.parseMappings() }
      } else if currency == nil, accept(.currency) {
        currency = parseColumn("a column after `currency`")
      } else {
        break
      }
    }
    return .column(type: type, from: column, map: map, currency: currency)
  }

  /// `won = "Shipped", …`; line ends separate too.
  private mutating func parseMappings() -> [FieldDeclaration.ValueMapping] {
    var mappings: [FieldDeclaration.ValueMapping] = []
    while !atEnd {
      let start = position
      if let name = parseName("a value"), expect(.equal, "=", "and the stored form"),
        let stored = parseStoredLiteral()
      {
        mappings.append(.init(name: name, stored: stored))
      }
      if panicking { recoverInBody(toComma: true) }
      if kind == .comma {
        while kind == .comma { advance() }
      } else if !atEnd, position > start, !tokens[position].isFirstOnLine {
        advise("R0012", "a comma is missing before `\(quote(hereSpan))`", at: hereSpan)
      }
      if position == start { advance() }
    }
    return mappings
  }

  private mutating func parseStoredLiteral() -> Literal? {
    let start = here
    let value = parseOperand()
    guard !panicking else { return nil }
    switch value.kind {
    case .literal(let literal): return literal
    case .negate(let inner):
      if case .literal(.integer(let number)) = inner.kind { return .integer(-number) }
      if case .literal(.decimal(let unscaled, let scale)) = inner.kind {
        return .decimal(unscaled: -unscaled, scale: scale)
      }
    default: break
    }
    advise("R0310", "a stored form is text, a number, `true`, `false` or a date", at: span(from: start))
    return nil
  }
}
