// What tracked fields were: `credit on D`, `was V on D`, `changed from A to B in P`, `rose by 2 since D`.

extension Parser {
  /// `was V`, `changed [from A] [to B]`, `rose [by N]`, `fell [by N]`; then who, then when.
  mutating func parseHistory(_ left: Expression, start: Int) -> Expression {
    let word = sign
    advanceKeyword()
    var tallest = height
    var test = HistoryTest(subject: left, kind: .changed(from: nil, to: nil))
    switch word {
    case .was: test.kind = .was(parseHistoryValue(&tallest))
    case .rose: test.kind = .rose(by: parseAmount(&test.user, &tallest))
    case .fell: test.kind = .fell(by: parseAmount(&test.user, &tallest))
    default:
      let from = !panicking && accept(.from) ? parseHistoryValue(&tallest) : nil
      let to = !panicking && accept(.to) ? parseHistoryValue(&tallest) : nil
      test.kind = .changed(from: from, to: to)
    }
    if !panicking, word != .was, test.user == nil, accept(.by) { test.user = parseHistoryValue(&tallest) }
    if !panicking, let op = historyPeriod {
      advanceKeyword()
      test.when = PeriodClause(op: op, value: parseRange())
      tallest = max(tallest, height)
    }
    grow(to: tallest + 1)
    return Expression(.history(test), span: span(from: start))
  }

  private var historyPeriod: PeriodOperator? {
    switch sign {
    case .on: .on
    case .in: .during
    case .since: .since
    case .before: .before
    default: nil
    }
  }

  /// A value in front of `on`, which here says the day and does not belong to the value.
  private mutating func parseHistoryValue(_ tallest: inout Int) -> Expression {
    let outer = readsPast
    readsPast = false
    defer { readsPast = outer }
    let value = parseOperand()
    tallest = max(tallest, height)
    return value
  }

  /// `by 2`: how far; `by "li"` is who.
  private mutating func parseAmount(_ user: inout Expression?, _ tallest: inout Int) -> Expression? {
    guard !panicking, accept(.by) else { return nil }
    let value = parseHistoryValue(&tallest)
    guard case .literal(.text) = value.kind else { return value }
    user = value
    return nil
  }

  /// `credit on D` behind the path: it binds tighter than any operator, and a length of time behind the day belongs
  /// to the day.
  mutating func parsePast(_ path: Expression, start: Int) -> Expression {
    guard readsPast, !panicking, sign == .on, !isCall() else { return path }
    advanceKeyword()
    guard enter() else { return errorExpression() }
    defer { depth -= 1 }
    readsPast = false
    defer { readsPast = true }
    let dayStart = here
    var day = parsePostfix()
    var tallest = height
    while !panicking, kind == .plus || kind == .minus, isLength(ahead: 1) {
      let op: BinaryOperator = kind == .plus ? .add : .subtract
      advance()
      let length = parsePostfix()
      tallest = max(tallest, height) + 1
      day = Expression(.binary(op, day, length), span: span(from: dayStart))
    }
    grow(to: tallest + 1)
    return Expression(.past(path, on: day), span: span(from: start))
  }

  /// `90 days`
  private func isLength(ahead: Int) -> Bool {
    let (number, unit) = (position + ahead, position + ahead + 1)
    guard kind(ahead: ahead) == .literal, kind(ahead: ahead + 1) == .word, tokens.indices.contains(number),
      tokens.indices.contains(unit)
    else { return false }
    return Units.unit(named: tokens[unit].text) != nil
  }
}
