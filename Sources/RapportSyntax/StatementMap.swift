/// Where statements begin and which brackets belong together, found in one pass before parsing.
///
/// The parser never looks past the end of a statement or of a closed bracket, so an error in one cannot
/// reach into the next.
struct StatementMap {
  /// Token ranges of the statements, without the `;` between them.
  var statements: [Range<Int>] = []
  /// For an opening bracket the index of its partner, else -1.
  var partner: [Int32]
  /// Brackets were still open at the end of the text.
  var endsOpen = false

  init(_ list: TokenList) {
    let tokens = list.tokens
    partner = [Int32](repeating: -1, count: tokens.count)
    var scan = Scan(tokens: tokens)
    for index in tokens.indices {
      if tokens[index].kind == .semicolon {
        scan.close(before: index)
        continue
      }
      if scan.begins(at: index) { scan.open(at: index) }
      scan.track(index, &partner)
    }
    scan.close(before: tokens.count)
    statements = scan.statements
    endsOpen = !scan.brackets.isEmpty
  }

  /// The state of the pass.
  private struct Scan {
    let tokens: [Token]
    var statements: [Range<Int>] = []
    var brackets: [Int] = []
    var openParens = 0
    var openBraces = 0
    var start: Int?
    /// The statement is an entity, enum or rule whose `{` has not come yet.
    var inHeader = false

    mutating func open(at index: Int) {
      close(before: index)
      start = index
      brackets.removeAll(keepingCapacity: true)
      openParens = 0
      openBraces = 0
      switch tokens[index].keyword {
      case .entity, .enum: inHeader = true
      case .rule: inHeader = true
      default: inHeader = false
      }
    }

    mutating func close(before index: Int) {
      if let start, start < index { statements.append(start..<index) }
      start = nil
      inHeader = false
    }

    /// Keeps the stack of open brackets.
    mutating func track(_ index: Int, _ partner: inout [Int32]) {
      let token = tokens[index]
      if token.isOpening {
        brackets.append(index)
        if token.kind == .leftParen { openParens += 1 } else { openBraces += 1 }
        if token.kind == .leftBrace { inHeader = false }
      } else if token.isClosing {
        let wanted: Token.Kind = token.kind == .rightParen ? .leftParen : .leftBrace
        guard (wanted == .leftParen ? openParens : openBraces) > 0 else { return }
        while let opening = brackets.popLast() {
          if tokens[opening].kind == .leftParen { openParens -= 1 } else { openBraces -= 1 }
          if tokens[opening].kind == wanted {
            partner[opening] = Int32(clamping: index)
            return
          }
        }
      }
    }

    /// Whether a statement begins at this token.
    func begins(at index: Int) -> Bool {
      guard start != nil, index > 0 else { return true }
      let token = tokens[index]
      guard token.isFirstOnLine else { return false }
      if let keyword = token.keyword, keyword.isStatementWord, !isCall(index) {
        return brackets.isEmpty || closesBrackets(index)
      }
      if isForeignSelect(index) { return true }
      guard brackets.isEmpty, !inHeader, canBeginQuery(token), !expectsMore(index - 1) else { return false }
      if token.kind == .string, let start, tokens[start].keyword == .assert {
        return tokens[index - 1].kind == .string
      }
      return true
    }

    /// A statement word ends unclosed brackets, unless it may be a part of an entity, enum or rule body.
    private func closesBrackets(_ index: Int) -> Bool {
      if openBraces == 0 { return !expectsMore(index - 1) || tokens[index].keyword != .list }
      let isAtMargin = index > 0 && tokens[index].isFirstOnLine && isFlushLeft(index)
      guard isAtMargin, index + 1 < tokens.count else { return false }
      switch tokens[index].keyword {
      case .param: return false
      case .list, .use: return tokens[index + 1].kind == .string
      case .assert: return true
      default: return tokens[index + 1].isName
      }
    }

    /// The token stands in the same column as the statement it would follow.
    private func isFlushLeft(_ index: Int) -> Bool {
      guard let start else { return true }
      return tokens[index].indent <= tokens[start].indent
    }

    /// `list(`, `log(`, `use:`: a call or a label, not a statement.
    private func isCall(_ index: Int) -> Bool {
      guard index + 1 < tokens.count else { return false }
      if tokens[index + 1].kind == .colon { return true }
      return tokens[index + 1].kind == .leftParen && !tokens[index + 1].hasSpaceBefore
    }

    private func canBeginQuery(_ token: Token) -> Bool { StatementMap.canBeginQuery(token) }

    /// Whether the statement cannot end after this token.
    private func expectsMore(_ index: Int) -> Bool { StatementMap.expectsMore(tokens, index) }

    /// `SELECT … FROM …` at a line start, where `select` has not its meaning here.
    private func isForeignSelect(_ index: Int) -> Bool {
      let token = tokens[index]
      guard (token.keyword ?? token.shouted) == .select, brackets.isEmpty else { return false }
      var previous: Keyword?
      for next in tokens[(index + 1)...].prefix(60) {
        if next.kind == .pipe || next.kind == .semicolon || next.kind == .leftBrace { return false }
        let keyword = next.keyword ?? next.shouted
        if keyword == .from, previous != .changed { return true }
        previous = keyword
        if next.isFirstOnLine, keyword?.isStatementWord ?? false { return false }
        if keyword == .select, next.isFirstOnLine { return false }
      }
      return false
    }
  }

  /// Whether a line that begins with this token may begin a query.
  static func canBeginQuery(_ token: Token) -> Bool {
    switch token.kind {
    case .quotedName, .string, .leftParen: true
    case .word: !((token.keyword ?? token.shouted)?.continuesStatement ?? false)
    default: false
    }
  }

  /// Whether a statement cannot end after this token: an operator, a comma, an open bracket, `where`.
  static func expectsMore(_ tokens: [Token], _ index: Int) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    let token = tokens[index]
    switch token.kind {
    case .quotedName, .string, .parameter, .literal, .period, .rightParen, .rightBrace, .error, .percent,
      .end, .semicolon:
      return false
    case .word:
      if index > 0, tokens[index - 1].kind == .dot { return false }
      return token.keyword?.expectsMore ?? false
    default:
      return true
    }
  }
}
