import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  func binary(
    _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ node: Expression, _ context: Context,
    expecting: ValueType?
  ) -> Expr? {
    switch op {
    case .and, .or:
      if op == .or, let found = alternatives(node, context) { return reportAlternatives(found) }
      let (a, b) = (condition(left, context), condition(right, context))
      guard let a, let b else { return nil }
      return op == .and ? .all([a, b]) : .any([a, b])
    case .equal, .identical, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return comparison(op, left, right, node, context)
    case .contains, .startsWith, .endsWith, .like: return search(op, left, right, context)
    case .coalesce: return coalesce(left, right, node, context, expecting: expecting)
    case .add, .subtract, .multiply, .divide: return arithmetic(op, left, right, node, context)
    }
  }

  /// `credit = best or good`: a word behind `or` that is no field, but a value of the enum compared before it.
  private func alternatives(_ node: Expression, _ context: Context) -> EqualityAlternatives? {
    // Only its message differs from that of the word as a condition.
    guard isReporting, let found = EqualityAlternatives(node), let word = found.firstAlternative.bareWord,
      quietly({ self.expression(found.firstAlternative, context) }) == nil,
      case .enumeration(let type)? = quietly({ self.expression(found.subject, context) })?.type
    else { return nil }
    switch quietly({ self.enumWord(word, type, context) }) {
    case .value?, .group?: return found
    case .expr?, nil: return nil
    }
  }

  private func reportAlternatives(_ found: EqualityAlternatives) -> Expr? {
    let list = found.values.map { SourceText.text(of: $0) }.joined(separator: ", ")
    return fail(
      "R0026", "each side of `or` is a whole condition", at: found.firstAlternative.span,
      help: ["write `\(SourceText.text(of: found.subject)) in (\(list))`"])
  }

  // MARK: - Comparison

  private func comparison(
    _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ node: Expression, _ context: Context
  ) -> Expr? {
    if let related = relatedOperand(left, context) ?? relatedOperand(right, context) {
      return manyInComparison(related, op, left, right, node, context)
    }
    if let rows = rowComparison(op, left, right, context) { return rows }
    guard let (a, b) = operands(left, right, context) else { return nil }
    switch (a, b) {
    case (.group(let name, let members), .expr(let other)), (.expr(let other), .group(let name, let members)):
      guard op == .equal || op == .identical || op == .notEqual else {
        return fail(
          "R0206", "`\(name)` is a group of values and has no rank", at: node.span,
          help: ["`=` and `!=` test membership; ranks compare with single values"])
      }
      let test = Expr.inValues(other, members.map(Value.text), exact: true)
      return op == .notEqual ? .not(test) : test
    case (.expr(let a), .expr(let b)): return compare(op, a, b, node)
    default: return nil
    }
  }

  enum Side {
    case expr(Expr)
    case group(String, [String])
  }

  /// Resolves both sides so that a bare word beside an enum is a value of that enum.
  private func operands(_ left: Expression, _ right: Expression, _ context: Context) -> (Side, Side)? {
    if left.bareWord != nil, quietly({ self.expression(left, context) }) == nil {
      if let other = quietly({ self.expression(right, context) }), case .enumeration = other.type {
        guard let b = isReporting ? expression(right, context) : other,
          let a = side(left, context, beside: b.type)
        else { return nil }
        return (a, .expr(b))
      }
      // Going on would only report it.
      if !isReporting { return nil }
    }
    let a = expression(left, context)
    let b = side(right, context, beside: a?.type, quiet: a == nil)
    guard let a, let b else { return nil }
    if case .expr(let other) = b, case .enumeration = other.type, case .literal(.text, .text) = a {
      return side(left, context, beside: other.type).map { ($0, b) }
    }
    return (.expr(a), b)
  }

  func side(_ node: Expression, _ context: Context, beside type: ValueType?, quiet: Bool = false) -> Side? {
    // When the other side failed, a bare word may be meant as one of its values: stay silent about it.
    if quiet, node.bareWord != nil { return quietly { self.expression(node, context) }.map(Side.expr) }
    if case .enumeration(let enumType)? = type {
      if let word = node.bareWord {
        switch enumWord(word, enumType, context) {
        case .value(let value)?: return .expr(.literal(.text(value), .enumeration(enumType)))
        case .group(let name, let members)?: return .group(name, members)
        case .expr(let expr)?: return .expr(expr)
        case nil: return nil
        }
      }
      if case .literal(.text(let text)) = node.unwrapped.kind {
        return fail(
          "R0203", "values of \(enumType.name) are written without quotes", at: node.span,
          label: enumType.index(of: text) != nil ? "write `\(text)`" : nil, help: [enumHelp(enumType)])
      }
    }
    return expression(node, context, expecting: type).map(Side.expr)
  }

  /// Whether a resolved value is the one, or in the group, that an expression says.
  func matches(_ value: Expr, _ node: Expression, _ whole: Expression, _ context: Context) -> Expr? {
    if case .literal(.missing) = node.unwrapped.kind { return .apply(.isMissing, [value], .bool) }
    switch side(node, context, beside: value.type) {
    case .group(_, let members)?: return .inValues(value, members.map(Value.text), exact: true)
    case .expr(let other)?: return compare(.equal, value, other, whole)
    case nil: return nil
    }
  }

  /// Compares two resolved values.
  func compare(_ op: BinaryOperator, _ a: Expr, _ b: Expr, _ node: Expression) -> Expr? {
    var (a, b) = (a, b)
    if (a.isMissingLiteral || b.isMissingLiteral) && !comparesFields(node) { return missingComparison(op, node) }
    if let number = plainDays(a, b, node) {
      return fail(
        "R0202", "a duration and a plain number cannot be compared", at: node.span,
        help: [number])
    }
    guard Self.join(a.type, b.type) != nil || periodMatches(a.type, b.type) else { return mismatch(a.type, b.type, node) }
    if !currenciesAgree([a, b], at: node.span) { return nil }
    // A date-time is compared with a date by its day.
    if a.type == .dateTime, b.type == .day { a = .apply(.dayOf, [a], .day) }
    if b.type == .dateTime, a.type == .day { b = .apply(.dayOf, [b], .day) }
    let folds = op != .identical && a.type.isTextual && !isExactText(a, b)
    switch op {
    case .equal, .identical: return .apply(.equal(folded: folds), [a, b], .bool)
    case .notEqual: return .not(.apply(.equal(folded: folds), [a, b], .bool))
    case .less: return ordered(.less, a, b, node)
    case .lessOrEqual: return ordered(.lessOrEqual, a, b, node)
    case .greater: return ordered(.greater, a, b, node)
    case .greaterOrEqual: return ordered(.greaterOrEqual, a, b, node)
    default: return nil
    }
  }

  /// The number that is compared with a duration.
  private func plainDays(_ a: Expr, _ b: Expr, _ node: Expression) -> String? {
    guard case .binary(_, let left, let right) = node.unwrapped.kind else { return nil }
    /// `90 days` for a number that is written, else the days of the duration as a number.
    func advice(_ number: Expression, _ duration: Expression) -> String {
      if case .literal = number.unwrapped.kind { return "say what the number counts: `\(SourceText.text(of: number)) days`" }
      return "compare the number of days: `days(\(SourceText.text(of: duration)))`"
    }
    if a.type == .days, b.type.isNumeric { return advice(right, left) }
    if b.type == .days, a.type.isNumeric { return advice(left, right) }
    return nil
  }

  private func periodMatches(_ left: ValueType, _ right: ValueType) -> Bool { left == right }

  /// Codes compare exactly; a quoted text takes the kind of the other side.
  private func isExactText(_ a: Expr, _ b: Expr) -> Bool {
    func isLiteral(_ expr: Expr) -> Bool { if case .literal = expr { true } else { false } }
    if isLiteral(a) { return b.type == .code }
    if isLiteral(b) { return a.type == .code }
    return a.type == .code || b.type == .code
  }

  private func ordered(_ operation: Operation, _ a: Expr, _ b: Expr, _ node: Expression) -> Expr? {
    if case .enumeration(let type) = a.type, !type.isOrdered {
      return fail(
        "R0205", "the values of \(type.name) have no rank", at: node.span,
        help: ["use `=` or `in`, or declare the enum `ordered`"])
    }
    if a.type == .bool || a.type.isList { return fail("R0205", "\(a.type.article) has no order", at: node.span) }
    return .apply(operation, [a, b], .bool)
  }

  /// A field that a catalog declares as missing is compared like any other that has no value.
  private func comparesFields(_ node: Expression) -> Bool {
    guard case .binary(_, let left, let right) = node.unwrapped.kind else { return false }
    return [left, right].allSatisfy { if case .literal(.missing) = $0.unwrapped.kind { false } else { true } }
  }

  private func missingComparison(_ op: BinaryOperator, _ node: Expression) -> Expr? {
    fail(
      "R0212", "nothing equals a missing value", at: node.span,
      help: ["write `… is \(op == .notEqual ? "known" : "missing")`"])
  }

  private func mismatch<T>(_ left: ValueType, _ right: ValueType, _ node: Expression) -> T? {
    var help: [String] = []
    if let a = left.currency, let b = right.currency, a != b {
      return fail("R0213", "\(a.code) and \(b.code) cannot be mixed", at: node.span)
    }
    if left.isTemporal || right.isTemporal, left.isTextual || right.isTextual {
      help = ["dates are written without quotes: 2026-01-31"]
    } else if left.isTextual || right.isTextual {
      help = ["text needs quotes, numbers need none"]
    } else if case .days = right, left.isTemporal {
      help = ["write `… older than 90 days` or `… in last 90 days`"]
    }
    return fail("R0202", "\(left.article) and \(right.article) cannot be compared", at: node.span, help: help)
  }

  // MARK: - Rows and to-many paths beside an operator

  private func relatedOperand(_ node: Expression, _ context: Context) -> RelatedRows? {
    guard case .path(let names) = node.unwrapped.kind,
      case .rows(let related)? = rows(behind: names, context)
    else { return nil }
    return related
  }

  private func manyInComparison(
    _ related: RelatedRows, _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ node: Expression,
    _ context: Context
  ) -> Expr? {
    let onLeft = relatedOperand(left, context) != nil
    let (many, other) = onLeft ? (left, right) : (right, left)
    let prefix = pathText(many).split(separator: ".").prefix(while: { $0 != related.relations[0].name[...] })
    let relation = (prefix.map(String.init) + related.relations.map(\.name)).joined(separator: ".")
    let text = SourceText.text(of: other)
    let rest = related.rest.map(\.text).joined(separator: ".")
    var help: [String] = []
    if rest.isEmpty {
      help = ["`count(\(relation)) \(op.rawValue) \(text)` or `any(\(relation) where …)`"]
    } else {
      let inner = onLeft ? "\(rest) \(op.rawValue) \(text)" : "\(text) \(op.rawValue) \(rest)"
      let total = onLeft ? "sum(\(rest) of \(relation)) \(op.rawValue) \(text)" : "\(text) \(op.rawValue) sum(\(rest) of \(relation))"
      let most = onLeft ? "max(\(rest) of \(relation)) \(op.rawValue) \(text)" : "\(text) \(op.rawValue) max(\(rest) of \(relation))"
      let isNumber = relatedType(related, context)?.isNumeric ?? false
      help = ["`any(\(relation) where \(inner))` or `\(isNumber ? total : most)`"]
    }
    let owner = related.relations[0].source.singular
    return fail(
      "R0207", "`\(related.relations.map(\.name).joined(separator: "."))` is many per \(owner); choose how to combine them",
      at: many.span, help: help)
  }

  private func pathText(_ node: Expression) -> String {
    if case .path(let names) = node.unwrapped.kind { return names.map(\.text).joined(separator: ".") }
    return ""
  }

  private func relatedType(_ related: RelatedRows, _ context: Context) -> ValueType? {
    guard let target = related.relations.last?.target, let name = related.rest.first, related.rest.count == 1 else { return nil }
    return target.field(name.text)?.type
  }

  /// `account = other.account` compares keys; `owner = "Li Wei"` compares the label.
  private func rowComparison(_ op: BinaryOperator, _ left: Expression, _ right: Expression, _ context: Context) -> Expr? {
    guard op == .equal || op == .notEqual || op == .identical,
      case .path(let a) = left.unwrapped.kind, case .path(let b) = right.unwrapped.kind,
      case .row(let first)? = rows(behind: a, context),
      case .row(let second)? = rows(behind: b, context),
      first.entity === second.entity
    else { return nil }
    let pairs = zip(key(of: first, context.scope), key(of: second, context.scope))
    let test = Expr.all(pairs.map { .apply(.equal(folded: false), [$0, $1], .bool) })
    return op == .notEqual ? .not(test) : test
  }

  // MARK: - Text search, coalescing

  private func search(_ op: BinaryOperator, _ left: Expression, _ right: Expression, _ context: Context) -> Expr? {
    guard let a = expression(left, context), let b = expression(right, context, expecting: a.type) else { return nil }
    for (side, node) in [(a, left), (b, right)] where !side.type.isTextual {
      return fail("R0202", "`\(op.rawValue)` needs text on both sides, this is \(side.type.article)", at: node.span)
    }
    let operation: Operation =
      switch op {
      case .contains: .contains
      case .startsWith: .startsWith
      case .endsWith: .endsWith
      default: .like
      }
    return .apply(operation, [a, b], .bool)
  }

  private func coalesce(
    _ left: Expression, _ right: Expression, _ node: Expression, _ context: Context, expecting: ValueType?
  ) -> Expr? {
    guard let a = expression(left, context, expecting: expecting),
      let b = expression(right, context, expecting: a.type),
      let type = commonType([a, b], at: node.span, what: "the two sides of `??`")
    else { return nil }
    return .apply(.coalesce, [convert(a, to: type), convert(b, to: type)], type)
  }
}

extension ValueType {
  var isList: Bool { if case .list = self { true } else { false } }
}

extension Entity {
  /// English singular of a regular plural, for messages.
  var singular: String {
    if name.hasSuffix("people") { return "person" }
    if name.hasSuffix("ies") { return name.dropLast(3) + "y" }
    return name.hasSuffix("s") ? String(name.dropLast()) : name
  }
}
