// Statements of a script.

extension Parser {
  mutating func parseScript() -> Script {
    var statements: [Statement] = []
    for range in map.statements {
      begin(range)
      if let statement = parseStatement() { statements.append(statement) }
      if diagnostics.count > Lexer.errorLimit { break }
    }
    return Script(statements: statements, comments: comments)
  }

  mutating func parseWholeExpression() -> Expression? {
    guard !tokens.isEmpty else { return nil }
    begin(0..<tokens.count)
    let expression = parseExpression()
    if position < limit, !panicking { failUnexpected() }
    return expression
  }

  /// Makes a range of tokens the statement to parse.
  private mutating func begin(_ range: Range<Int>) {
    position = range.lowerBound
    limit = range.upperBound
    statementEnd = range.upperBound
    statementStart = here
    panicking = false
    tainted = false
    aborted = false
    depth = 0
    height = 0
    peak = 0
    callsTakePer = true
    readsPast = true
    hasOpenBracket = false
    mentionedCase = false
  }

  private mutating func parseStatement() -> Statement? {
    let start = here
    let first = position
    let documentation = documentation(before: position)
    guard let kind = parseStatementKind() else { return nil }
    if position < limit, !panicking, !aborted { failUnexpected() }
    var end = previousEnd
    if limit > first { end = max(end, tokens[limit - 1].end) }
    return Statement(kind, span: SourceSpan(start: start, end: end), documentation: documentation)
  }

  private mutating func parseStatementKind() -> Statement.Kind? {
    if let keyword, keyword.isStatementWord, !isCall() {
      switch keyword {
      case .param: return parseParameterStatement()
      case .let: return parseLet()
      case .def: return parseDefinition()
      case .list: return parseListDeclaration()
      case .assert: return parseAssertion()
      case .use: return parseUse()
      case .entity: return parseEntity()
      case .enum: return parseEnum()
      case .rule: return parseRule()
      case .explain: return parseExplain()
      case .add: return parseAddition()
      case .log: return parseLog()
      default: break
      }
    }
    // An ordinary name, unless a title follows.
    if keyword == .report, kind(ahead: 1) == .string { return parseReport() }
    if adviseForeignStatement() { return nil }
    if let sign, sign.isClauseWord || [.and, .or].contains(sign), !isCall() {
      fail(
        "R0010", "`\(quote(hereSpan))` needs a relation before it",
        help: sign.isClauseWord ? ["such as `accounts \(sign.text) …`"] : [])
      return nil
    }
    guard let query = parseQuery() else { return nil }
    return .query(query)
  }

  /// The lines of the `##` comments directly above a token.
  func documentation(before index: Int) -> String? {
    guard tokens.indices.contains(index) else { return nil }
    let last = Int(tokens[index].commentsBefore)
    let first = index > 0 ? Int(tokens[index - 1].commentsBefore) : 0
    var from = last
    while from > first, comments[from - 1].isDocumentation, !comments[from - 1].isTrailing { from -= 1 }
    return from < last ? comments[from..<last].map(\.text).joined(separator: "\n") : nil
  }

  /// `explain Q`, `explain rule R`, `explain F for A`, `explain visit V`, `explain unmet U`
  private mutating func parseExplain() -> Statement.Kind? {
    advance()
    if keyword == .rule, !isCall() {
      advance()
      return parseName("the name of a rule after `explain rule`").map { .explainRule($0) }
    }
    if let subject = plannedSubject { return parsePlannedQuestion(subject) }
    return asksForValue ? parseValueQuestion() : parseQuery().map { .explain($0) }
  }

  /// `visit` or `unmet`, if a row follows.
  private var plannedSubject: PlannedQuestion.Subject? {
    guard kind == .word, [.string, .literal, .parameter].contains(kind(ahead: 1)) else { return nil }
    return PlannedQuestion.Subject(rawValue: quote(hereSpan))
  }

  private mutating func parsePlannedQuestion(_ subject: PlannedQuestion.Subject) -> Statement.Kind? {
    advance()
    let row = parseExpression()
    if tainted { return nil }
    switch row.kind {
    case .literal(.text), .literal(.integer), .parameter:
      return .explainPlanned(PlannedQuestion(subject: subject, row: row))
    default:
      advise(
        "R0010", "a \(subject == .visit ? "visit" : "duty") is named by its number or its account", at: row.span,
        help: ["for example `explain \(subject.rawValue) 17` or `explain \(subject.rawValue) \"ACME\"`"])
      return nil
    }
  }

  /// Whether a `for` outside of brackets follows.
  private var asksForValue: Bool {
    var index = position
    while index < limit {
      if tokens[index].keyword == .for { return true }
      if tokens[index].isOpening, Int(map.partner[index]) > index { index = Int(map.partner[index]) }
      index += 1
    }
    return false
  }

  /// `sequence_class for "ACME"`, `man for cards "K000002"`
  private mutating func parseValueQuestion() -> Statement.Kind? {
    guard let field = parseName("a field or a rule after `explain`") else { return nil }
    expect(.for, "and the row after the field")
    if panicking { return nil }
    var entity: Name?
    if kind == .word || kind == .quotedName, keyword == nil { entity = parseName("an entity") }
    let rowSpan = hereSpan
    guard !atEnd else {
      fail(
        "R0010", "expected the row's label, code or key, \(found)",
        help: [
          entity.map { "if `\($0.text)` names the row: `explain \(field.text) for \"\($0.text)\"`" }
            ?? "for example `explain \(field.text) for \"ACME\"`"
        ])
      return nil
    }
    let row = parseExpression()
    if tainted { return nil }
    switch row.kind {
    case .literal(.text), .literal(.integer), .parameter:
      return .explainValue(ValueQuestion(field: field, entity: entity, row: row))
    default:
      advise(
        "R0010", "a row is named by its label, code or key", at: row.span.union(rowSpan),
        help: ["write it in double quotes: `\"\(quote(row.span))\"`"])
      return nil
    }
  }

  /// `let name = query`
  private mutating func parseLet() -> Statement.Kind? {
    advance()
    let name = parseName("a name after `let`")
    if kind == .equalEqual { advise("R0010", "`let` takes a single `=`", at: hereSpan) }
    if kind != .equalEqual || panicking {
      guard expect(.equal, "=", "after the name") else { return nil }
    } else {
      advance()
    }
    guard let name, let query = parseQuery() else { return nil }
    return .binding(Binding(name: name, query: query))
  }

  /// `use "common.rap"`
  private mutating func parseUse() -> Statement.Kind? {
    advance()
    guard kind == .string else {
      fail("R0010", "expected a file name in double quotes after `use`, \(found)")
      return nil
    }
    let token = tokens[position]
    advance()
    return .use(path: token.text, span: token.span)
  }

  /// `list "unseen" by id = query`
  private mutating func parseListDeclaration() -> Statement.Kind? {
    advance()
    let titleSpan = hereSpan
    var title: String?
    if kind == .string {
      title = tokens[position].text
      advance()
    } else if kind == .word || kind == .quotedName {
      title = tokens[position].text
      advise(
        "R0010", "the title of a list stands in double quotes", at: hereSpan,
        help: ["write `list \"\(tokens[position].text)\"`"])
      advance()
    } else {
      fail("R0010", "expected the title of the list in double quotes, \(found)")
    }
    let labels = panicking ? [] : parseTitleLabels()
    var key: [Name] = []
    if !panicking {
      expect(.by, "and the key of the list")
      if !panicking { key = parseKey() }
    }
    guard !panicking, expect(.equal, "=", "before the query of the list") else { return nil }
    guard let title, let query = parseQuery() else { return nil }
    return .list(
      ListDeclaration(heading: Title(title, span: titleSpan, labels: labels), key: key, query: query))
  }

  /// `report "Customer card" "客户卡"/"客戶卡"`
  private mutating func parseReport() -> Statement.Kind? {
    advance()
    let title = tokens[position]
    advance()
    let labels = parseTitleLabels()
    return panicking ? nil : .report(Title(title.text, span: title.span, labels: labels))
  }

  /// `id`, `(a, b)` or `a, b`
  mutating func parseKey() -> [Name] {
    if kind == .leftParen {
      return bracketed { $0.parseCommaList(clauses: false) { $0.parseColumn("a key field") } }
    }
    var names: [Name] = []
    repeat {
      guard let name = parseColumn("a key field") else { return names }
      names.append(name)
    } while accept(.comma)
    return names
  }

  /// `assert C "message"`
  private mutating func parseAssertion() -> Statement.Kind? {
    advance()
    let condition = parseExpression()
    if panicking { skip(toComma: false, toClause: false) }
    var message: String?
    if kind == .string {
      message = tokens[position].text
      advance()
    }
    if tainted { return nil }
    return .assertion(Assertion(condition: condition, message: message))
  }
}
