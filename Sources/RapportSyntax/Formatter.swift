/// Prints a script in the one canonical style, comments included; formatting twice changes nothing.
///
/// The tokens are printed, not the tree: what the author wrote stays what it was, and only blanks, line
/// breaks and full-width signs change. The tree says where lines may break.
package enum Formatter {
  /// Widest query that stays on one line.
  package static let queryWidth = 90
  /// Widest line; longer ones are broken where they can be.
  package static let lineWidth = 110

  /// The script's text in canonical form. Meant for scripts without errors; of one with errors every token
  /// and comment is kept.
  package static func format(_ script: Script, source: String) -> String {
    let bytes = Array(source.utf8)
    let list = Lexer.lex(bytes)
    var layout = FormatLayout(bytes: bytes, list: list)
    layout.plan(script)
    var printer = FormatPrinter(layout: layout)
    return printer.print()
  }

  /// The text of a map of an import in canonical form.
  package static func format(_ map: ImportMap, source: String) -> String {
    let bytes = Array(source.utf8)
    let list = Lexer.lex(bytes)
    var layout = FormatLayout(bytes: bytes, list: list, statements: [0..<list.tokens.count])
    layout.plan(map)
    var printer = FormatPrinter(layout: layout)
    return printer.print()
  }
}

/// Where lines break, decided before anything is printed.
struct FormatLayout {
  /// A line begins at this token.
  struct Break {
    /// Blanks before it.
    var indent: Int
    /// An empty line before it is kept.
    var keepsBlankLine: Bool
    /// How much deeper the line goes on when it is too long; not at all where lines list equal things.
    var step = 2
  }

  let bytes: [UInt8]
  let list: TokenList
  let statements: [Range<Int>]
  let map: StatementMap
  var breaks: [Break?]
  /// Tokens not printed: commas between fields.
  var isDropped: [Bool]
  /// The `/` between names in other languages.
  var isTight: [Bool]
  /// Statements printed as written.
  var verbatim: Set<Int> = []

  var tokens: [Token] { list.tokens }

  /// - Parameter statements: of a text that is no script.
  init(bytes: [UInt8], list: TokenList, statements: [Range<Int>]? = nil) {
    self.bytes = bytes
    self.list = list
    map = StatementMap(list)
    self.statements = statements ?? map.statements
    breaks = [Break?](repeating: nil, count: list.tokens.count)
    isDropped = [Bool](repeating: false, count: list.tokens.count)
    isTight = [Bool](repeating: false, count: list.tokens.count)
  }

  mutating func plan(_ script: Script) {
    var byStart: [Int: Statement] = [:]
    for statement in script.statements { byStart[statement.span.start] = statement }
    for (index, range) in statements.enumerated() {
      breaks[range.lowerBound] = Break(indent: 0, keepsBlankLine: true)
      guard let statement = byStart[tokens[range.lowerBound].start] else {
        verbatim.insert(index)
        continue
      }
      plan(statement, range, index)
      if !verbatim.contains(index) { wrap(range) }
    }
  }

  private mutating func plan(_ statement: Statement, _ range: Range<Int>, _ index: Int) {
    switch statement.kind {
    case .query(let query), .explain(let query):
      if !staysOnOneLine(range) { planClauses(query, indent: 2) }
    case .binding(let binding): planBody(binding.query, range)
    case .list(let list): planBody(list.query, range)
    case .entity(let entity): plan(entity, range)
    case .enumeration(let enumeration): plan(enumeration, range)
    case .rule(let rule): plan(rule, range)
    case .definition(let definition): plan(definition.body, range, indent: 2)
    case .report(let title): planLabels(title.labels)
    case .parameter, .use, .assertion, .addition, .explainRule, .explainValue, .explainPlanned: break
    }
    planLabels(of: statement.kind)
  }

  /// The index of the token at or behind an offset.
  func index(at offset: Int) -> Int { tokens.firstIndex(atOrAfter: offset) }

  mutating func breakLine(at index: Int, indent: Int, keepsBlankLine: Bool = false, step: Int = 2) {
    guard breaks.indices.contains(index) else { return }
    breaks[index] = Break(indent: indent, keepsBlankLine: keepsBlankLine, step: step)
  }

  /// Written on one line, short enough, without comments inside.
  func staysOnOneLine(_ range: Range<Int>, upTo limit: Int = Formatter.queryWidth) -> Bool {
    guard !hasInnerComments(range) else { return false }
    guard !tokens[range].dropFirst().contains(where: { $0.isFirstOnLine }) else { return false }
    return width(of: range) <= limit
  }

  func hasInnerComments(_ range: Range<Int>) -> Bool {
    guard let last = range.last else { return false }
    return tokens[range.lowerBound].commentsBefore != tokens[last].commentsBefore
  }

  func width(of range: Range<Int>) -> Int {
    var width = 0
    for index in range {
      width +=
        (index > range.lowerBound && needsSpace(before: index) ? 1 : 0) + DisplayWidth.width(of: text(index))
      if width > 4 * Formatter.lineWidth { break }
    }
    return width
  }

  // MARK: - Queries

  private mutating func planClauses(_ query: Query, indent: Int) {
    for (number, clause) in query.clauses.enumerated() {
      if number == 0, !clause.piped, case .period = clause.kind { continue }
      var index = index(at: clause.span.start)
      if clause.piped, index > 0, tokens[index - 1].kind == .pipe { index -= 1 }
      breakLine(at: index, indent: indent)
    }
  }

  /// `let name =` and `list … =`: a long query goes below, its clauses in line with its relation.
  private mutating func planBody(_ query: Query, _ range: Range<Int>) {
    guard !query.clauses.isEmpty, !staysOnOneLine(range) else { return }
    breakLine(at: index(at: query.span.start), indent: 2)
    planClauses(query, indent: 2)
  }

  // MARK: - Declarations

  private mutating func plan(_ labelled: Labelled) {
    planLabels(labelled.aliases)
  }

  mutating func planLabels(_ labels: [Name]) {
    for alias in labels.dropFirst() {
      let slash = index(at: alias.span.start) - 1
      if slash > 0, tokens[slash].kind == .slash { isTight[slash] = true }
    }
  }

  mutating func closeBody(_ range: Range<Int>) {
    guard let last = range.last, tokens[last].kind == .rightBrace, last > range.lowerBound else { return }
    let isEmpty =
      tokens[last - 1].kind == .leftBrace
      && tokens[last].commentsBefore == tokens[last - 1].commentsBefore
    if !isEmpty { breakLine(at: last, indent: 0, keepsBlankLine: true) }
  }

  private mutating func plan(_ entity: EntityDeclaration, _ range: Range<Int>) {
    plan(entity.name)
    for field in entity.fields {
      plan(field.name)
      if case .column(_, _, let map, _) = field.kind { plan(map) }
      let start = index(at: field.span.start)
      breakLine(at: start, indent: 2, keepsBlankLine: true)
      if case .derived(_, let value) = field.kind {
        plan(value, start..<index(at: field.span.end), indent: 4)
      }
      if start > 0, tokens[start - 1].kind == .comma { isDropped[start - 1] = true }
    }
    if let last = range.last, last > 0, tokens[last].kind == .rightBrace, tokens[last - 1].kind == .comma {
      isDropped[last - 1] = true
    }
    closeBody(range)
  }

  /// A chain of `when` stands below its name, one branch on a line, unless it is one branch that fits.
  private mutating func plan(_ value: Expression, _ range: Range<Int>, indent: Int) {
    guard case .when(let branches, let otherwise) = value.kind else { return }
    if branches.count == 1, width(of: range) + indent - 2 <= Formatter.lineWidth { return }
    for branch in branches { breakLine(at: index(at: branch.condition.span.start) - 1, indent: indent) }
    if let otherwise { breakLine(at: index(at: otherwise.span.start) - 1, indent: indent) }
  }

  /// Value maps keep the author's lines: a line end may stand for a comma.
  private mutating func plan(_ map: [FieldDeclaration.ValueMapping]) {
    for mapping in map {
      let start = index(at: mapping.name.span.start)
      guard tokens.indices.contains(start), tokens[start].isFirstOnLine else { continue }
      breakLine(at: start, indent: 4, step: 0)
    }
    guard let first = map.first else { return }
    let brace = index(at: first.name.span.start) - 1
    guard brace >= 0, tokens[brace].kind == .leftBrace else { return }
    let partner = Int(self.map.partner[brace])
    if partner > brace, tokens[partner].isFirstOnLine { breakLine(at: partner, indent: 2) }
  }

  private mutating func plan(_ enumeration: EnumDeclaration, _ range: Range<Int>) {
    for name in [enumeration.name] + enumeration.values.map(\.name) + enumeration.groups.map(\.name) {
      plan(name)
    }
    if staysOnOneLine(range, upTo: Formatter.lineWidth) { return }
    for (number, value) in enumeration.values.enumerated() {
      let start = index(at: value.name.name.span.start)
      guard tokens.indices.contains(start) else { continue }
      if number == 0 || tokens[start].isFirstOnLine {
        breakLine(at: start, indent: 2, keepsBlankLine: true, step: 0)
      }
    }
    for group in enumeration.groups {
      breakLine(at: index(at: group.name.name.span.start) - 1, indent: 2, keepsBlankLine: true)
    }
    closeBody(range)
  }

  private mutating func plan(_ rule: RuleDeclaration, _ range: Range<Int>) {
    plan(rule.name)
    var starts = rule.parameters.map(\.name.span.start)
    starts += rule.branches.map(\.condition.span.start)
    if let otherwise = rule.otherwise { starts.append(otherwise.span.start) }
    for start in starts {
      breakLine(at: index(at: start) - 1, indent: 2, keepsBlankLine: true)
    }
    closeBody(range)
  }
}
