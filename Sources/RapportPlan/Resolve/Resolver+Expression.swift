import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// Resolves an expression to a value. `expecting` lets bare words be values of an enum and periods be days.
  func expression(_ node: Expression, _ context: Context, expecting: ValueType? = nil) -> Expr? {
    guard takesPart() else { return nil }
    if let shared = groupColumn(for: node, context) { return shared }
    switch node.kind {
    case .literal(let literal): return self.literal(literal, at: node.span, expecting: expecting)
    case .path(let names): return path(names, node, context, expecting: expecting)
    case .parameter(let name):
      guard let argument = argument(name, context) else { return nil }
      return atOwnTime(of: name, context) {
        expression(argument.expression, argument.context ?? context, expecting: expecting)
      }
    case .call(let call): return located(node) { self.call(call, node, context, expecting: expecting) }
    case .not(let operand): return condition(operand, context).map(Expr.not)
    case .negate(let operand): return located(node) { negation(operand, context) }
    case .binary(let op, let left, let right):
      return located(node) { binary(op, left, right, node, context, expecting: expecting) }
    case .isMissing(let operand, let negated):
      guard let value = value(operand, context, expecting: nil) else { return nil }
      let test = Expr.apply(.isMissing, [value], .bool)
      return negated ? .not(test) : test
    case .membership(let operand, let set, let negated):
      return membership(operand, set, node, context).map { negated ? .not($0) : $0 }
    case .temporal(let operand, let op, let period, let negated):
      return temporal(operand, op, period, node, context).map { negated ? .not($0) : $0 }
    case .period(let form): return periodValue(form, node, context, expecting: expecting)
    case .when(let branches, let otherwise):
      return when(branches, otherwise, node, context, expecting: expecting)
    case .parenthesized(let inner): return expression(inner, context, expecting: expecting)
    case .list:
      return fail(
        "R0210", "a list of values can stand only after `in`", at: node.span,
        help: ["write `x in \(SourceText.text(of: node))`"])
    case .aggregand(nil, let query):
      let text = SourceText.text(of: query)
      return fail(
        "R0207", "`\(text)` is many rows; choose how to combine them", at: node.span,
        help: ["`count(\(text))` or `any(\(text))`"])
    case .aggregand:
      return fail(
        "R0211", "`… of …` can stand only inside an aggregate", at: node.span,
        help: ["for example `sum(\(SourceText.text(of: node)))`"])
    case .history(let test): return history(test, node, context)
    case .past(let path, let day): return located(node) { past(path, on: day, node, context) }
    }
  }

  /// What a node computes, its place remembered; conditions cannot fail when they run.
  private func located(_ node: Expression, _ resolve: () -> Expr?) -> Expr? {
    guard let expr = resolve() else { return nil }
    if expr.type != .bool { remember(expr, at: node.span) }
    return expr
  }

  /// An expression that must be true or false; a missing boolean counts as false.
  func condition(_ node: Expression, _ context: Context) -> Expr? {
    guard let expr = expression(node, context, expecting: .bool) else { return nil }
    if expr.type == .bool { return expr }
    let text = SourceText.text(of: node)
    return fail(
      "R0201", "a condition is expected, but `\(text)` is \(expr.type.article)", at: node.span,
      help: expr.type.isNumeric ? ["compare it, for example `\(text) > 0`"] : ["`\(text) is known` tests that it has a value"])
  }

  /// Like `expression`, where a row stands for its key (presence) instead of its label.
  func value(_ node: Expression, _ context: Context, expecting: ValueType?) -> Expr? {
    if case .path(let names) = node.unwrapped.kind,
      case .row(let row)? = rows(behind: names, context), !isEnumWord(node, expecting)
    {
      let key = key(of: row, context.scope).first
      noteReading(node, key, context)
      return key
    }
    return expression(node, context, expecting: expecting)
  }

  // MARK: - Words

  private func path(_ names: [Name], _ node: Expression, _ context: Context, expecting: ValueType?) -> Expr? {
    if names.count == 1, case .enumeration(let type)? = expecting {
      switch enumWord(names[0], type, context) {
      case .value(let value)?: return .literal(.text(value), .enumeration(type))
      case .group(let group, _)?:
        return fail(
          "R0206", "`\(group)` is a group of values; one value is expected", at: node.span,
          help: ["a group can be compared with `=` or `in`"])
      case .expr(let expr)?:
        noteReading(node, expr, context)
        return expr
      case nil: return nil
      }
    }
    switch resolvePath(names, context) {
    case .value(let expr)?:
      if context.group != nil, !isGroupSafe(expr, context) { return notInGroup(node, context) }
      noteReading(node, expr, context)
      return expr
    case .row(let row)?:
      if context.group != nil { return notInGroup(node, context) }
      let label = label(of: row, context, at: node.span)
      noteReading(node, label, context)
      return label
    case .rows(let related)?: return barePath(related, node)
    case nil: return nil
    }
  }

  /// A to-many path where one value is needed, with ways out made from the user's words.
  private func barePath(_ related: RelatedRows, _ node: Expression) -> Expr? {
    let text = SourceText.text(of: node)
    let relation = related.relations.map(\.name).joined(separator: ".")
    let rest = related.rest.map(\.text).joined(separator: ".")
    let help =
      rest.isEmpty
      ? ["`count(\(relation))` or `any(\(relation) where …)`"]
      : ["`max(\(rest) of \(relation))` or `sum(\(rest) of \(relation))`"]
    return fail("R0207", "`\(text)` is many per row; choose how to combine them", at: node.span, help: help)
  }

  // MARK: - Literals

  private func literal(_ literal: Literal, at span: SourceSpan, expecting: ValueType?) -> Expr? {
    switch literal {
    case .missing: return .literal(.missing, expecting ?? .text)
    case .boolean(let value): return .literal(.bool(value), .bool)
    case .integer(let value):
      if case .period(.year)? = expecting, let period = Period.calendar(year: Int(clamping: value), unit: .year, index: 1),
        let start = period.start
      {
        return .literal(.period(.year, start: start), .period(.year))
      }
      return .literal(.integer(value), .integer)
    case .decimal(let unscaled, let scale):
      return .literal(
        .decimal(Decimal(unscaled: Int128(unscaled), scale: scale)), .decimal(scale: scale, currency: nil))
    case .text(let text): return .literal(.text(text), expecting == .code ? .code : .text)
    case .date(let year, let month, let day):
      guard let day = Day(year: year, month: month, day: day) else {
        return fail("R0202", "there is no such day", at: span)
      }
      return .literal(.day(day), .day)
    case .dateTime(let year, let month, let day, let hour, let minute, let second):
      guard let day = Day(year: year, month: month, day: day),
        let moment = DateTime(day: day, hour: hour, minute: minute, second: second)
      else { return fail("R0202", "there is no such moment", at: span) }
      return .literal(.dateTime(moment), .dateTime)
    case .duration(let count, let unit):
      let span_ = CalendarSpan(count: count, unit: SpanUnit(unit))
      guard let days = span_.fixedDays else {
        return fail(
          "R0204", "\(span_) has no fixed number of days", at: span,
          help: ["add it to a date, or write `… older than \(span_)` or `… in last \(span_)`"])
      }
      return .literal(.days(days), .days)
    }
  }

  // MARK: - Choice

  private func when(
    _ branches: [Expression.Branch], _ otherwise: Expression?, _ node: Expression, _ context: Context,
    expecting: ValueType?
  ) -> Expr? {
    var resolved: [Expr.Branch] = []
    var complete = true
    for branch in branches {
      let condition = condition(branch.condition, context)
      let value = expression(branch.value, context, expecting: expecting ?? resolved.first?.value.type)
      if let condition, let value {
        resolved.append(Expr.Branch(condition: condition, value: value))
      } else {
        complete = false
      }
    }
    var last: Expr?
    if let otherwise {
      guard let value = expression(otherwise, context, expecting: expecting ?? resolved.first?.value.type) else { return nil }
      last = value
    }
    guard complete else { return nil }
    let values = resolved.map(\.value) + (last.map { [$0] } ?? [])
    guard let type = commonType(values, at: node.span, what: "the branches of `when`") else { return nil }
    return .when(
      resolved.map { Expr.Branch(condition: $0.condition, value: convert($0.value, to: type)) },
      otherwise: last.map { convert($0, to: type) }, type)
  }

  // MARK: - Parameters

  /// The expression a `$name` stands for: an argument of the definition being spliced, or a script parameter.
  func argument(_ name: Name, _ context: Context) -> Context.Argument? {
    if let argument = context.arguments[name.text] { return argument }
    guard let declaration = environment.parameters[name.text] else {
      let known = Array(environment.parameters.keys).sorted() + context.arguments.keys.sorted()
      return unknown("there is no parameter `$\(name.text)`", name, known, code: "R0303")
    }
    // What is wrong with it was said where it is declared.
    if environment.rejected.contains(name.text) { return nil }
    guard let value = parameterValue(declaration, at: name.span) else { return nil }
    use(parameter: name.text, SourceText.text(of: value.unwrapped))
    return Context.Argument(value, in: Context(scope: context.scope), type: declaration.type)
  }
}

extension Expression {
  /// Without parentheses around it.
  var unwrapped: Expression {
    if case .parenthesized(let inner) = kind { return inner.unwrapped }
    return self
  }

  /// What a column of it is called if nobody says: its text, names without their back-ticks.
  var columnName: String {
    if case .path(let names) = unwrapped.kind { return names.map(\.text).joined(separator: ".") }
    return SourceText.text(of: self)
  }

  /// The name, if it is one bare word.
  var bareWord: Name? {
    if case .path(let names) = unwrapped.kind, names.count == 1 { return names[0] }
    return nil
  }
}

extension SpanUnit {
  init(_ unit: TimeUnit) {
    switch unit {
    case .second: self = .second
    case .minute: self = .minute
    case .hour: self = .hour
    case .day: self = .day
    case .week: self = .week
    case .month: self = .month
    case .quarter: self = .quarter
    case .half: self = .half
    case .year: self = .year
    }
  }
}
