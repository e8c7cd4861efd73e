import RapportSyntax
import RapportValues

extension Resolver {
  func arithmetic(
    _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ node: Expression, _ context: Context
  ) -> Expr? {
    if op == .add || op == .subtract, let span = durationSpan(right, context) {
      guard let date = expression(left, context) else { return nil }
      if date.type.isTemporal { return shift(date, by: span, backwards: op == .subtract) }
    }
    guard let a = expression(left, context), let b = expression(right, context) else { return nil }
    if a.type.isTemporal || b.type.isTemporal { return dateArithmetic(op, a, b, node) }
    if a.type == .days, b.type == .days, op == .add || op == .subtract {
      return .apply(op == .add ? .add : .subtract, [a, b], .days)
    }
    if a.type == .days, b.type == .integer, op == .multiply { return .apply(.multiply, [a, b], .days) }
    guard a.type.isNumeric, b.type.isNumeric else {
      let wrong = a.type.isNumeric ? (b, right) : (a, left)
      var help: [String] = []
      if a.type.isTextual, b.type.isTextual {
        help = ["texts are joined by `concat(\(SourceText.text(of: left)), \(SourceText.text(of: right)))`"]
      }
      return fail("R0202", "`\(op.rawValue)` needs numbers, this is \(wrong.0.type.article)", at: wrong.1.span, help: help)
    }
    if op == .add || op == .subtract, !currenciesAgree([a, b], at: node.span) { return nil }
    if op == .multiply, currency(of: a) != nil, currency(of: b) != nil {
      return fail("R0214", "money cannot be multiplied by money", at: node.span)
    }
    guard let type = resultType(op, a.type, b.type, node) else { return nil }
    let operation: Operation =
      switch op {
      case .add: .add
      case .subtract: .subtract
      case .multiply: .multiply
      default: .divide
      }
    return .apply(operation, [a, b], type)
  }

  private func resultType(_ op: BinaryOperator, _ a: ValueType, _ b: ValueType, _ node: Expression) -> ValueType? {
    switch op {
    case .divide:
      if a.currency != nil, b.currency != nil {
        if a.currency != b.currency { return currencyClash(a, b, node) }
        return .float(currency: nil)
      }
      if b.currency != nil { return fail("R0214", "a number cannot be divided by money", at: node.span) }
      return .float(currency: a.currency)
    case .multiply:
      let currency = a.currency ?? b.currency
      if case .decimal(let x, _) = a, case .decimal(let y, _) = b {
        return x + y > Self.maximalScale ? .float(currency: currency) : .decimal(scale: x + y, currency: currency)
      }
      return Self.join(a.withoutCurrency, b.withoutCurrency)?.with(currency)
    default:
      if let type = Self.join(a, b) { return type }
      return currencyClash(a, b, node)
    }
  }

  private func currencyClash(_ a: ValueType, _ b: ValueType, _ node: Expression) -> ValueType? {
    fail(
      "R0213", "\(a.currency?.code ?? "a number") and \(b.currency?.code ?? "a number") cannot be mixed",
      at: node.span)
  }

  func negation(_ operand: Expression, _ context: Context) -> Expr? {
    guard let value = expression(operand, context) else { return nil }
    switch value {
    case .literal(.integer(let number), _):
      let (negated, overflow) = Int64(0).subtractingReportingOverflow(number)
      if !overflow { return .literal(.integer(negated), .integer) }
    case .literal(.decimal(let decimal), let type):
      return .literal(.decimal(Decimal(unscaled: -decimal.unscaled, scale: decimal.scale)), type)
    default: break
    }
    guard value.type.isNumeric || value.type == .days else {
      return fail("R0202", "`-` needs a number, this is \(value.type.article)", at: operand.span)
    }
    return .apply(.negate, [value], value.type)
  }

  // MARK: - Dates

  /// A calendar span written as a literal or given by a `duration` parameter.
  func durationSpan(_ node: Expression, _ context: Context) -> CalendarSpan? {
    switch node.unwrapped.kind {
    case .literal(.duration(let count, let unit)): return CalendarSpan(count: count, unit: SpanUnit(unit))
    case .parameter(let name):
      guard let argument = quietly({ self.argument(name, context) }) else { return nil }
      return durationSpan(argument.expression, argument.context ?? context)
    default: return nil
    }
  }

  private func shift(_ date: Expr, by span: CalendarSpan, backwards: Bool) -> Expr? {
    let signed = backwards ? CalendarSpan(count: 0 &- span.count, unit: span.unit) : span
    if case .literal(.day(let day), _) = date, let moved = signed.added(to: day) { return .literal(.day(moved), .day) }
    return .apply(.addSpan(signed), [date], date.type)
  }

  private func dateArithmetic(_ op: BinaryOperator, _ a: Expr, _ b: Expr, _ node: Expression) -> Expr? {
    if op == .subtract, a.type.isTemporal, b.type.isTemporal {
      return .apply(.daysBetween, [asDay(a), asDay(b)], .days)
    }
    if a.type.isTemporal, b.type == .days, op == .add || op == .subtract {
      return .apply(op == .add ? .addDays : .subtractDays, [a, b], a.type)
    }
    if a.type.isTemporal, b.type == .integer {
      return fail(
        "R0202", "a date and a plain number cannot be combined", at: node.span,
        help: ["say what the number counts: `+ 7 days`, `- 1 month`"])
    }
    return fail("R0202", "`\(op.rawValue)` does not work on \(a.type.article) and \(b.type.article)", at: node.span)
  }

  func asDay(_ expr: Expr) -> Expr { expr.type == .dateTime ? .apply(.dayOf, [expr], .day) : expr }
}

extension ValueType {
  var withoutCurrency: ValueType { with(nil) }

  func with(_ currency: Currency?) -> ValueType {
    switch self {
    case .decimal(let scale, _): .decimal(scale: scale, currency: currency)
    case .float: .float(currency: currency)
    case .integer where currency != nil: .decimal(scale: 0, currency: currency)
    default: self
    }
  }
}
