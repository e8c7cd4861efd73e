// `today`, `this month`, `last 90 days` and units of time.

extension Parser {
  /// A period that begins with a word, or nil if the word is an ordinary name here.
  mutating func parseRelativePeriod() -> Expression? {
    let start = here
    guard let keyword, kind(ahead: 1) != .dot else { return nil }
    let position: RelativePosition
    switch keyword {
    case .today, .yesterday, .tomorrow:
      advance()
      let day: PeriodExpression = keyword == .today ? .today : keyword == .yesterday ? .yesterday : .tomorrow
      return Expression(.period(day), span: span(from: start))
    case .this: position = .this
    case .previous: position = .previous
    case .last: position = .last
    case .next: position = .next
    default: return nil
    }
    switch kind(ahead: 1) {
    case .parameter where position != .this:
      advance()
      let span = hereSpan
      let name = Name(tokens[self.position].text, span: span)
      advance()
      let length = Expression(.parameter(name), span: span)
      return Expression(.period(.span(position, length)), span: self.span(from: start))
    case .literal: return parseSpan(position, start: start)
    case .word: return parseRelativeUnit(position, start: start)
    default: return nil
    }
  }

  /// `last 90 days`
  private mutating func parseSpan(_ place: RelativePosition, start: Int) -> Expression {
    advance()
    let countSpan = hereSpan
    let payload = Int(tokens[position].payload)
    let literal = literals.indices.contains(payload) ? literals[payload] : .missing
    advance()
    guard case .integer(let count) = literal else {
      fail("R0014", "`\(place.rawValue)` needs a whole number of units", at: countSpan)
      return errorExpression()
    }
    guard let unit = acceptUnit(after: countSpan.start, isRequired: true) else { return errorExpression() }
    let length = Expression(.literal(.duration(count: count, unit: unit)), span: span(from: countSpan.start))
    if place == .this {
      let text = quote(length.span)
      advise(
        "R0014", "`this` stands before a unit without a number", at: span(from: start),
        help: ["write `last \(text)` or `next \(text)`"])
    }
    return Expression(.period(.span(place, length)), span: span(from: start))
  }

  /// `this month`, `this year to date`
  private mutating func parseRelativeUnit(_ place: RelativePosition, start: Int) -> Expression? {
    let word = tokens[position + 1]
    guard let unit = Units.unit(named: word.text) else { return nil }
    guard kind(ahead: 2) != .leftParen || !touches(ahead: 2), kind(ahead: 2) != .dot else { return nil }
    advance()
    advance()
    var toDate = false
    if sign == .to, keyword(ahead: 1) == .date {
      advance()
      advance()
      toDate = true
    }
    if toDate, place != .this {
      advise(
        "R0014", "only the present \(unit.rawValue) has a `to date`", at: span(from: start),
        help: ["write `this \(unit.rawValue) to date`"])
    }
    return Expression(.period(.relative(place, unit, toDate: toDate)), span: span(from: start))
  }

  /// The unit behind a number. An unknown word where a unit must stand is an error that lists the units.
  mutating func acceptUnit(after start: Int, isRequired: Bool = false) -> TimeUnit? {
    if kind == .word, !isCall() {
      let word = tokens[position].text
      if let unit = Units.unit(named: word) {
        advance()
        return unit
      }
      let meant = keyword == nil && word.utf8.count < 12 ? Units.suggestion(for: word) : nil
      if isRequired && keyword == nil || meant != nil && isRatherUnit(word) {
        let count = quote(SourceSpan(start: start, end: previousEnd))
        advise(
          "R0014", "`\(word)` is not a unit of time", at: hereSpan,
          label: meant.map { "did you mean `\(Units.plural($0, count: count))`?" },
          help: ["units are \(Units.list)"])
        advance()
        return meant ?? .day
      }
    }
    guard isRequired else { return nil }
    fail("R0014", "expected a unit of time, \(found)", help: ["units are \(Units.list)"])
    return nil
  }

  /// A word behind a plain number that is more likely a misspelt unit than a new item.
  private func isRatherUnit(_ word: String) -> Bool {
    switch kind(ahead: 1) {
    case .colon, .equal, .dot: false
    default: sign == nil
    }
  }
}
