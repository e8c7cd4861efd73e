// Expressions, loosest binding first: `or`, `and`, `not`, comparisons, `??`, `+ -`, `* /`, unary.

extension Parser {
  mutating func parseExpression() -> Expression {
    guard enter() else { return errorExpression() }
    defer { depth -= 1 }
    return parseOr()
  }

  private mutating func parseOr() -> Expression {
    let outer = tainted
    tainted = false
    let first = parseAnd()
    resumeAtConnective()
    guard !panicking, sign == .or || kind == .orOr else {
      tainted = tainted || outer
      return first
    }
    var operands = tainted ? [] : [first]
    var tallest = height
    while !panicking, acceptConnective(.or, .orOr, "||") {
      tainted = false
      let operand = parseAnd()
      resumeAtConnective()
      tallest = max(tallest, height)
      if !tainted { operands.append(operand) }
    }
    adviseEqualityAlternatives(operands)
    tainted = outer || operands.isEmpty
    return connect(operands[...], .or, tallest)
  }

  private mutating func parseAnd() -> Expression {
    let outer = tainted
    tainted = false
    let first = parseNot()
    resumeAtConnective()
    guard !panicking, sign == .and || kind == .andAnd else {
      tainted = tainted || outer
      return first
    }
    // A condition that was not understood is left out; the others are still worth checking.
    var operands = tainted ? [] : [first]
    var tallest = height
    while !panicking, acceptConnective(.and, .andAnd, "&&") {
      tainted = false
      let operand = parseNot()
      resumeAtConnective()
      tallest = max(tallest, height)
      if !tainted { operands.append(operand) }
    }
    tainted = outer || operands.isEmpty
    return connect(operands[...], .and, tallest)
  }

  /// After a condition that was not understood: goes on behind the next `and` or `or` of this bracket.
  private mutating func resumeAtConnective() {
    guard panicking, !aborted else { return }
    var index = position
    while index < limit {
      let token = tokens[index]
      if token.kind == .comma || token.kind == .pipe { return }
      if let word = token.keyword ?? token.shouted {
        if word == .and || word == .or {
          position = index
          panicking = false
          return
        }
        if word.isReserved, ![.not, .is, .missing, .true, .false, .in].contains(word) { return }
        if word == .per || word == .fill || word == .desc || word == .asc { return }
      }
      if token.isOpening, Int(map.partner[index]) > index { index = Int(map.partner[index]) }
      index += 1
    }
  }

  /// Accepts `and` or `or`, and their forms in other languages.
  private mutating func acceptConnective(_ word: Keyword, _ foreign: Token.Kind, _ text: String) -> Bool {
    if kind == foreign {
      advise("R0021", "`\(text)` is written `\(word.text)`", at: hereSpan)
      advance()
      return true
    }
    return accept(word)
  }

  /// Joins operands into a balanced tree: `and` and `or` are associative, and a thousand conditions
  /// must not become a tree of a thousand levels.
  private mutating func connect(
    _ operands: ArraySlice<Expression>, _ op: BinaryOperator, _ tallest: Int
  ) -> Expression {
    var levels = 0
    while (1 << levels) < operands.count { levels += 1 }
    grow(to: tallest + levels)
    return Self.balanced(operands, op) ?? errorExpression()
  }

  private static func balanced(_ operands: ArraySlice<Expression>, _ op: BinaryOperator) -> Expression? {
    if operands.count <= 1 { return operands.first }
    let middle = operands.startIndex + operands.count / 2
    guard let left = balanced(operands[..<middle], op), let right = balanced(operands[middle...], op) else {
      return nil
    }
    return Expression(.binary(op, left, right), span: left.span.union(right.span))
  }

  private mutating func parseNot() -> Expression {
    guard keyword == .not || kind == .bang || isShoutedNot else { return parseComparison() }
    guard enter() else { return errorExpression() }
    defer { depth -= 1 }
    let start = here
    if kind == .bang {
      advise("R0027", "`!` is written `not`", at: hereSpan)
      advance()
    } else {
      advanceKeyword()
    }
    let operand = parseNot()
    grow(to: height + 1)
    return Expression(.not(operand), span: span(from: start))
  }

  /// `NOT x`: an upper-case word before another operand.
  private var isShoutedNot: Bool {
    guard !atEnd, tokens[position].shouted == .not else { return false }
    switch kind(ahead: 1) {
    case .word: return !(sign(ahead: 1)?.isReserved ?? false)
    case .quotedName, .leftParen: return true
    default: return false
    }
  }

  /// `a .. b`, or an operand of comparisons.
  mutating func parseRange() -> Expression {
    let start = here
    let first = parseOperand()
    guard !panicking, kind == .dotDot else { return first }
    let firstHeight = height
    advance()
    let second = parseOperand()
    grow(to: max(firstHeight, height) + 1)
    return Expression(.period(.range(first, second)), span: span(from: start))
  }

  /// `??`, arithmetic and everything that binds tighter.
  mutating func parseOperand() -> Expression { parseArithmetic(minimum: 1) }

  private mutating func parseArithmetic(minimum: Int) -> Expression {
    let start = here
    var left = parseUnary()
    while !panicking, let (op, precedence) = arithmeticOperator, precedence >= minimum {
      let leftHeight = height
      advance()
      let right = parseArithmetic(minimum: precedence + 1)
      grow(to: max(leftHeight, height) + 1)
      left = Expression(.binary(op, left, right), span: span(from: start))
    }
    return left
  }

  private var arithmeticOperator: (BinaryOperator, Int)? {
    switch kind {
    case .coalesce: (.coalesce, 1)
    case .plus: (.add, 2)
    case .minus: (.subtract, 2)
    case .star: (.multiply, 3)
    case .slash: (.divide, 3)
    default: nil
    }
  }

  private mutating func parseUnary() -> Expression {
    guard kind == .minus else { return parsePostfix() }
    guard enter() else { return errorExpression() }
    defer { depth -= 1 }
    let start = here
    advance()
    let operand = parseUnary()
    grow(to: height + 1)
    return Expression(.negate(operand), span: span(from: start))
  }

  /// `when C then E … else E`
  mutating func parseWhen() -> Expression {
    let start = here
    let (branches, otherwise) = measured { $0.parseBranches() }
    return Expression(.when(branches, otherwise: otherwise), span: span(from: start))
  }

  private mutating func parseBranches() -> ([Expression.Branch], Expression?) {
    var branches: [Expression.Branch] = []
    while !panicking, accept(.when) {
      if let branch = parseBranch() { branches.append(branch) }
    }
    guard !panicking, accept(.else) else { return (branches, nil) }
    return (branches, parseExpression())
  }

  /// `C then E`
  mutating func parseBranch() -> Expression.Branch? {
    let condition = parseExpression()
    guard !panicking else { return nil }
    expect(.then, "after the condition of `when`")
    guard !panicking else { return nil }
    return Expression.Branch(condition: condition, value: parseExpression())
  }
}
