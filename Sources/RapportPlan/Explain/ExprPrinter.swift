import RapportValues

/// Prints typed expressions for `explain`: columns by the name a query or scan gives them.
struct ExprPrinter {
  let names: [ColumnID: String]

  func text(_ expr: Expr) -> String {
    switch expr {
    case .column(let id, _): names[id] ?? id.description
    case .literal(let value, _): literal(value)
    case .apply(let operation, let operands, let type): apply(operation, operands, type)
    case .when(let branches, let otherwise, _):
      branches.map { "when \(text($0.condition)) then \(text($0.value))" }.joined(separator: " ")
        + (otherwise.map { " else \(text($0))" } ?? "")
    case .inValues(let operand, let values, _):
      "\(text(operand)) in (\(values.map(literal).joined(separator: ", ")))"
    case .inRelation(let operands, let relation, _):
      "\(operands.map(text).joined(separator: ", ")) in (\(summary(relation)))"
    case .dated(let lookup):
      "latest(\(text(lookup.key)), \(text(lookup.day)) in (\(summary(lookup.relation))))"
    }
  }

  func literal(_ value: Value) -> String {
    switch value {
    case .missing: "missing"
    case .text(let text): "\"" + text + "\""
    default: value.written
    }
  }

  private func summary(_ relation: Rel) -> String {
    if case .source(let source) = relation { return source.sql }
    return relation.scannedTable.map { "rows of \($0)" } ?? "relation"
  }

  private func apply(_ operation: Operation, _ operands: [Expr], _ type: ValueType) -> String {
    let parts = operands.map { operand -> String in
      if case .apply(let inner, let list, _) = operand, inner.infix != nil, list.count > 1 { return "(\(text(operand)))" }
      return text(operand)
    }
    if let symbol = operation.infix, parts.count > 1 { return parts.joined(separator: " \(symbol) ") }
    switch operation {
    case .not: return "not (\(parts.joined()))"
    case .isMissing: return "\(parts.joined()) is missing"
    case .negate: return "-\(parts.joined())"
    case .convert: return "\(type)(\(parts.joined()))"
    case .periodOf: return "period(\(parts.joined()), \(type))"
    case .addSpan(let span): return "\(parts.joined()) + \(span)"
    case .masked: return "masked(\(parts.joined()))"
    case .model(let score): return "\(score.name)(\(parts.joined(separator: ", ")))"
    case .oneCurrency: return "one_currency(\(parts.joined(separator: ", ")))"
    case .exchange(let currency): return "convert(\(parts.joined(separator: ", ")), \"\(currency)\")"
    default: return "\(operation.name)(\(parts.joined(separator: ", ")))"
    }
  }
}

extension Operation {
  var infix: String? {
    switch self {
    case .and: "and"
    case .or: "or"
    case .equal(let folded): folded ? "=" : "=="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .contains: "contains"
    case .startsWith: "starts with"
    case .endsWith: "ends with"
    case .like: "like"
    case .add, .addDays: "+"
    case .subtract, .subtractDays, .daysBetween: "-"
    case .multiply: "*"
    case .divide: "/"
    case .coalesce: "??"
    default: nil
    }
  }

  var name: String {
    switch self {
    case .least: "min"
    case .greatest: "max"
    case .concatenate: "concat"
    case .written: "text"
    case .parsedNumber: "number"
    case .parsedDay: "date"
    case .dayOfMonth: "day"
    case .dayOf: "date"
    case .listCount: "count"
    default: "\(self)"
    }
  }
}
