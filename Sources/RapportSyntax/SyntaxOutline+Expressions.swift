extension SyntaxOutline {
  package static func outline(_ expression: Expression) -> String {
    switch expression.kind {
    case .literal(let literal): outline(literal)
    case .path(let names): dotted(names)
    case .parameter(let name): "$" + outline(name)
    case .call(let call): outline(call)
    case .not(let operand): node("not", outline(operand))
    case .negate(let operand): node("neg", outline(operand))
    case .binary(let op, let left, let right): node(op.rawValue, outline(left), outline(right))
    case .isMissing(let operand, let negated): node(negated ? "known" : "is-missing", outline(operand))
    case .membership(let value, let operand, let negated):
      node(negated ? "not-in" : "in", outline(value), outline(operand: operand))
    case .temporal(let value, let op, let period, let negated):
      node((negated ? "not-" : "") + "t-" + op.rawValue, outline(value), outline(period))
    case .period(let period): outline(period)
    case .when(let branches, let otherwise):
      node("when", branches.map(outline) + (otherwise.map { [node("else", outline($0))] } ?? []))
    case .parenthesized(let inner): node("paren", outline(inner))
    case .list(let values): node("list", values.map(outline))
    case .aggregand(let value, let query):
      value.map { node("of", outline($0), outline(query)) } ?? node("each", outline(query))
    case .history(let test): outline(test)
    case .past(let path, let day): node("past", outline(path), outline(day))
    }
  }

  static func outline(_ branch: Expression.Branch) -> String {
    node("case", outline(branch.condition), outline(branch.value))
  }

  private static func outline(_ test: HistoryTest) -> String {
    func part(_ name: String, _ value: Expression?) -> [String] { value.map { [node(name, outline($0))] } ?? [] }
    let values: [String] =
      switch test.kind {
      case .was(let value): [outline(value)]
      case .changed(let from, let to): part("from", from) + part("to", to)
      case .rose(let amount), .fell(let amount): part("amount", amount)
      }
    let when = test.when.map { [node("h-" + $0.op.rawValue, outline($0.value))] } ?? []
    return node(test.word, [outline(test.subject)] + values + part("user", test.user) + when)
  }

  private static func outline(operand: Operand) -> String {
    switch operand {
    case .relation(let source):
      node("relation", outline(Query(source: source, clauses: [], span: source.span)))
    case .query(let query): outline(query)
    case .values(let values, _): node("values", values.map(outline))
    }
  }

  static func outline(_ call: Call) -> String {
    let arguments = call.arguments.map { argument in
      (argument.label.map { outline($0) + ": " } ?? "") + outline(argument.value)
    }
    return node(
      "call",
      [outline(call.name), call.distinct ? "distinct" : ""] + arguments
        + (call.per.isEmpty ? [] : [node("per", call.per.map(outline))]))
  }

  static func outline(_ literal: Literal) -> String {
    switch literal {
    case .missing: "missing"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .decimal(let unscaled, let scale): "\(unscaled)e-\(scale)"
    case .text(let text): SourceText.quoted(text)
    case .date(let year, let month, let day): "\(year)/\(month)/\(day)"
    case .dateTime(let year, let month, let day, let hour, let minute, let second):
      "\(year)/\(month)/\(day)T\(hour):\(minute):\(second)"
    case .duration(let count, let unit): "\(count)*\(unit.rawValue)"
    }
  }

  private static func outline(_ period: PeriodExpression) -> String {
    switch period {
    case .calendar(let year, let unit, let index): node("calendar", "\(year)", unit.rawValue, "\(index)")
    case .fiscal(let year, let quarter): node("fiscal", "\(year)", quarter.map { "\($0)" } ?? "")
    case .today: "today"
    case .yesterday: "yesterday"
    case .tomorrow: "tomorrow"
    case .relative(let position, let unit, let toDate):
      node(position.rawValue, unit.rawValue, toDate ? "to-date" : "")
    case .span(let position, let length): node(position.rawValue, outline(length))
    case .range(let first, let last): node("..", outline(first), outline(last))
    }
  }
}

extension SyntaxOutline {
  static func outline(_ addition: Addition) -> String {
    let rows = addition.rows.map { row in
      node("row", row.fields.map { ($0.label.map { outline($0) + ": " } ?? "") + outline($0.value) })
    }
    guard let subject = addition.subject else { return node("add", [outline(addition.entity)] + rows) }
    return node("log", [outline(addition.entity), outline(subject)] + rows)
  }
}
