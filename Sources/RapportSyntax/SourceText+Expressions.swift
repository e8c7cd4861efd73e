extension SourceText {
  /// How tightly an expression binds; an operand that binds less than its place needs brackets.
  enum Binding: Int {
    case loosest, or, and, not, comparison, range, coalesce, sum, product, unary, primary
  }

  static func text(_ expression: Expression, within place: Binding) -> String {
    let text = bare(expression)
    return binding(of: expression).rawValue < place.rawValue ? "(\(text))" : text
  }

  private static func binding(of expression: Expression) -> Binding {
    switch expression.kind {
    case .binary(let op, _, _): binding(of: op)
    case .not: .not
    case .negate: .unary
    case .isMissing, .membership, .temporal, .history: .comparison
    case .period(.range): .range
    case .when: .loosest
    case .aggregand(let value, _): value == nil ? .primary : .loosest
    default: .primary
    }
  }

  private static func binding(of op: BinaryOperator) -> Binding {
    switch op {
    case .or: .or
    case .and: .and
    case .coalesce: .coalesce
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    default: .comparison
    }
  }

  private static func bare(_ expression: Expression) -> String {
    switch expression.kind {
    case .literal(let literal): return text(of: literal)
    case .path(let names): return path(names)
    case .parameter(let name): return "$" + name.text
    case .call(let call): return text(of: call)
    case .not(let operand): return "not " + text(operand, within: .not)
    case .negate(let operand):
      if case .negate = operand.kind { return "- " + text(operand, within: .unary) }
      return "-" + text(operand, within: .unary)
    case .binary(let op, let left, let right): return binary(op, left, right)
    case .isMissing(let operand, let negated):
      return text(operand, within: .range) + (negated ? " is known" : " is missing")
    case .membership(let value, let operand, let negated):
      return "\(text(value, within: .range)) \(negated ? "not in" : "in") \(text(of: operand))"
    case .temporal(let value, let op, let period, let negated):
      let word = (negated ? "not " : "") + op.rawValue
      return "\(text(value, within: .range)) \(word) \(text(period, within: .range))"
    case .period(let period): return text(of: period)
    case .when(let branches, let otherwise):
      let cases = branches.map { "when \(text(of: $0.condition)) then \(text(of: $0.value))" }
      return (cases + (otherwise.map { ["else \(text(of: $0))"] } ?? [])).joined(separator: " ")
    case .parenthesized(let inner): return "(\(text(of: inner)))"
    case .list(let values): return "(\(items(values)))"
    case .aggregand(let value, let query):
      return value.map { "\(text(of: $0)) of \(text(of: query))" } ?? text(of: query)
    case .history(let test): return text(of: test)
    case .past(let path, let day): return "\(text(path, within: .primary)) on \(pastDay(day))"
    }
  }

  /// `credit changed from low to high by "li" in 2026`
  private static func text(of test: HistoryTest) -> String {
    func part(_ word: String, _ value: Expression?) -> String {
      value.map { " \(word) " + text($0, within: .coalesce) } ?? ""
    }
    var result = text(test.subject, within: .range) + " "
    switch test.kind {
    case .was(let value): result += "was " + text(value, within: .coalesce)
    case .changed(let from, let to): result += "changed" + part("from", from) + part("to", to)
    case .rose(let amount): result += "rose" + part("by", amount)
    case .fell(let amount): result += "fell" + part("by", amount)
    }
    result += part("by", test.user)
    return result + (test.when.map { " \($0.op.rawValue) " + text($0.value, within: .range) } ?? "")
  }

  /// Only lengths of time may follow the day without brackets.
  private static func pastDay(_ day: Expression) -> String {
    if case .binary(let op, let base, let length) = day.kind, op == .add || op == .subtract,
      case .literal(.duration) = length.kind
    {
      return "\(pastDay(base)) \(op.rawValue) \(text(of: length))"
    }
    return text(day, within: .primary)
  }

  /// `and` and `or` are associative; other operators bind their left operand first.
  private static func binary(_ op: BinaryOperator, _ left: Expression, _ right: Expression) -> String {
    let own = binding(of: op)
    let (before, after): (Binding, Binding)
    switch op {
    case .or, .and: (before, after) = (own, own)
    case .coalesce, .add, .subtract: (before, after) = (own, own == .sum ? .product : .sum)
    case .multiply, .divide: (before, after) = (own, .unary)
    default: (before, after) = (.range, .range)
    }
    var last = text(right, within: after)
    // At the end of an expression `when` needs no brackets.
    if case .when = right.kind, op != .or, op != .and { last = text(of: right) }
    return "\(text(left, within: before)) \(op.rawValue) \(last)"
  }

  static func text(of operand: Operand) -> String {
    switch operand {
    case .relation(let source): text(of: source)
    case .query(let query): "(\(text(of: query)))"
    case .values(let values, _):
      if values.count == 1, case .parameter = values[0].kind {
        text(of: values[0])
      } else {
        "(\(items(values)))"
      }
    }
  }

  // MARK: - Literals and periods

  package static func text(of literal: Literal) -> String {
    switch literal {
    case .missing: "missing"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .decimal(let unscaled, let scale): decimal(unscaled, scale)
    case .text(let text): quoted(text)
    case .date(let year, let month, let day): date(year, month, day)
    case .dateTime(let year, let month, let day, let hour, let minute, let second):
      "\(date(year, month, day))T\(two(hour)):\(two(minute))" + (second == 0 ? "" : ":\(two(second))")
    case .duration(let count, let unit): "\(count) \(Units.plural(unit, count: "\(count)"))"
    }
  }

  private static func decimal(_ unscaled: Int64, _ scale: Int) -> String {
    var digits = String(unscaled.magnitude)
    guard scale > 0, scale < 64 else { return "\(unscaled)" }
    if digits.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.count) + digits }
    return (unscaled < 0 ? "-" : "") + digits.dropLast(scale) + "." + digits.suffix(scale)
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func four(_ value: Int) -> String {
    let digits = "\(value)"
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> String {
    "\(four(year))-\(two(month))-\(two(day))"
  }

  package static func text(of period: PeriodExpression) -> String {
    switch period {
    case .calendar(let year, let unit, let index):
      switch unit {
      case .quarter: return "\(four(year))-Q\(index)"
      case .half: return "\(four(year))-H\(index)"
      case .week: return "\(four(year))-W\(two(index))"
      case .month: return "\(four(year))-\(two(index))"
      default: return four(year)
      }
    case .fiscal(let year, let quarter): return "FY\(four(year))" + (quarter.map { "-Q\($0)" } ?? "")
    case .today: return "today"
    case .yesterday: return "yesterday"
    case .tomorrow: return "tomorrow"
    case .relative(let position, let unit, let toDate):
      return "\(position.rawValue) \(unit.rawValue)" + (toDate ? " to date" : "")
    case .span(let position, let length): return "\(position.rawValue) \(text(length, within: .primary))"
    case .range(let first, let last):
      return "\(text(first, within: .coalesce)) .. \(text(last, within: .coalesce))"
    }
  }
}
