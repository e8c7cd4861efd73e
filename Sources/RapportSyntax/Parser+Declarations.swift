// Parameters, definitions, types, enums and rules.

extension Parser {
  /// `param region: text = "East" in ("East", "West")`
  mutating func parseParameterStatement() -> Statement.Kind? {
    advance()
    return parseParameterBody(afterDollar: false).map { .parameter($0) }
  }

  /// `name: type [= default] [in (…)]`
  mutating func parseParameterBody(afterDollar: Bool) -> ParameterDeclaration? {
    var name: Name?
    if kind == .parameter {
      let token = tokens[position]
      if !afterDollar {
        advise(
          "R0308", "a parameter is declared without `$`", at: token.span,
          help: ["write `param \(token.text)`; it is used as `$\(token.text)`"])
      }
      name = Name(token.text, span: token.span)
      advance()
    } else {
      name = parseName("a parameter name", allowReserved: true)
      if let name, afterDollar {
        advise(
          "R0308", "the parameter of a `def` begins with `$`", at: name.span, help: ["write `$\(name.text)`"])
      }
    }
    guard let name else { return nil }
    guard expect(.colon, ":", "and a type after the parameter name"), let type = parseType() else {
      return nil
    }
    var value: Expression?
    var allowed: [Expression]?
    if !panicking, accept(.equal) { value = parseOperand() }
    if !panicking, accept(.in) {
      if kind == .leftParen {
        allowed = parseValues()
      } else {
        fail("R0010", "expected the allowed values in brackets, \(found)")
      }
    }
    return ParameterDeclaration(name: name, type: type, defaultValue: value, allowed: allowed)
  }

  /// `text`, `list of code`, `money(USD)`, `decimal(2)`
  mutating func parseType() -> TypeExpression? {
    let start = here
    var isList = false
    if keyword == .list {
      advance()
      expect(.of, "and a type after `list`")
      guard !panicking else { return nil }
      isList = true
    }
    guard let name = parseName("a type", allowReserved: false) else { return nil }
    var argument: String?
    if kind == .leftParen {
      argument = bracketed { parser in
        guard [.word, .quotedName, .string, .literal].contains(parser.kind) else {
          parser.fail("R0010", "expected the currency or the number of decimals, \(parser.found)")
          return nil
        }
        let token = parser.tokens[parser.position]
        parser.advance()
        return token.kind == .literal ? parser.slice(token.span) : token.text
      }
    }
    return TypeExpression(name: name, argument: argument, isList: isList, span: span(from: start))
  }

  /// `def accounts.quiet($d: duration) = E`
  mutating func parseDefinition() -> Statement.Kind? {
    advance()
    guard var name = parseName("a name after `def`") else { return nil }
    var entity: Name?
    if accept(.dot) {
      guard let second = parseName("a name after `.`") else { return nil }
      entity = name
      name = second
    }
    var parameters: [ParameterDeclaration] = []
    if kind == .leftParen {
      parameters = bracketed { parser in
        parser.atEnd
          ? [] : parser.parseCommaList(clauses: false) { $0.parseParameterBody(afterDollar: true) }
      }
    }
    guard expect(.equal, "=", "before the body of the definition") else { return nil }
    let body = parseExpression()
    return .definition(Definition(entity: entity, name: name, parameters: parameters, body: body))
  }

  /// `good 较好/較好`: a name and its names in other languages.
  mutating func parseLabelled(_ what: String, sameLine: Bool = false) -> Labelled? {
    guard let name = parseName(what) else { return nil }
    var aliases: [Name] = []
    while !panicking {
      if kind == .slash, !aliases.isEmpty {
        advance()
        guard let alias = parseName("another name after `/`") else { break }
        aliases.append(alias)
        continue
      }
      guard kind == .word || kind == .quotedName, !endsLabels else { break }
      if sameLine, tokens[position].isFirstOnLine { break }
      guard let alias = parseName("a name") else { break }
      aliases.append(alias)
    }
    return Labelled(name: name, aliases: aliases)
  }

  /// A word of a declaration's head stands here, not another name.
  private var endsLabels: Bool {
    switch keyword {
    case .from, .key, .label, .ordered, .for, .version, .sets, .group: true
    default: false
    }
  }

  /// `enum credit ordered { poor 差, average 一般 group low = (poor, average) }`
  mutating func parseEnum() -> Statement.Kind? {
    advance()
    guard let name = parseLabelled("a name after `enum`") else { return nil }
    let isOrdered = accept(.ordered)
    guard kind == .leftBrace else {
      fail("R0010", "expected `{` and the values, \(found)")
      return nil
    }
    var declaration = EnumDeclaration(name: name, isOrdered: isOrdered, values: [], groups: [])
    bracketed { parser in
      while !parser.atEnd {
        let start = parser.position
        if parser.keyword == .group, parser.kind(ahead: 1) != .comma {
          parser.advance()
          if let group = parser.parseEnumGroup() { declaration.groups.append(group) }
        } else {
          let documentation = parser.documentation(before: parser.position)
          if let value = parser.parseLabelled("a value", sameLine: true) {
            declaration.values.append(.init(name: value, documentation: documentation))
          }
        }
        if parser.panicking { parser.recoverInBody(toComma: true) }
        while parser.kind == .comma { parser.advance() }
        if parser.position == start { parser.advance() }
      }
    }
    return .enumeration(declaration)
  }

  /// `low 低 = (poor, average)`
  private mutating func parseEnumGroup() -> EnumDeclaration.Group? {
    guard let name = parseLabelled("a name after `group`"), expect(.equal, "=", "after the group's name")
    else {
      return nil
    }
    guard kind == .leftParen else {
      fail("R0010", "expected the values of the group in brackets, \(found)")
      return nil
    }
    let members = bracketed { $0.parseCommaList(clauses: false) { $0.parseName("a value") } }
    return EnumDeclaration.Group(name: name, members: members)
  }

  /// Skips to the next line, or comma, of a body in braces.
  mutating func recoverInBody(toComma: Bool) {
    guard panicking, !aborted else { return }
    while !atEnd {
      if toComma, kind == .comma { break }
      if tokens[position].isFirstOnLine { break }
      if tokens[position].isOpening, Int(map.partner[position]) > position,
        Int(map.partner[position]) < limit
      {
        position = Int(map.partner[position])
      }
      position += 1
    }
    panicking = false
  }

  /// `rule sequence_class for accounts version 1 { param … when … then … else … }`
  mutating func parseRule() -> Statement.Kind? {
    advance()
    guard let name = parseLabelled("a name after `rule`") else { return nil }
    expect(.for, "and an entity after the rule's name")
    guard !panicking, let entity = parseName("an entity") else { return nil }
    var target: Name?
    if accept(.sets) { target = parseName("the field that the rule sets") }
    var version = 1
    if !panicking, accept(.version) { version = parseVersion() }
    guard !panicking, kind == .leftBrace else {
      fail("R0010", "expected `{` and the branches of the rule, \(found)")
      return nil
    }
    var declaration = RuleDeclaration(
      name: name, entity: entity, target: target, version: version, parameters: [], branches: [],
      otherwise: nil)
    bracketed { $0.parseRuleBody(&declaration) }
    return .rule(declaration)
  }

  private mutating func parseVersion() -> Int {
    if kind == .literal, literals.indices.contains(Int(tokens[position].payload)),
      case .integer(let value) = literals[Int(tokens[position].payload)]
    {
      advance()
      return Int(clamping: value)
    }
    fail("R0010", "expected a whole number after `version`, \(found)")
    return 1
  }

  private mutating func parseRuleBody(_ declaration: inout RuleDeclaration) {
    while !atEnd {
      let start = position
      tainted = false
      if accept(.param) {
        if let parameter = parseParameterBody(afterDollar: false) {
          declaration.parameters.append(parameter)
        }
      } else if accept(.when) {
        if let branch = parseBranch(), !tainted { declaration.branches.append(branch) }
      } else if keyword == .else {
        let word = hereSpan
        advance()
        let value = parseExpression()
        if declaration.otherwise != nil {
          advise("R0309", "a rule has one `else`", at: word)
        }
        declaration.otherwise = value
      } else {
        fail("R0010", "expected `param`, `when` or `else`, \(found)")
      }
      if panicking { recoverInBody(toComma: false) }
      if position == start { advance() }
    }
  }
}
