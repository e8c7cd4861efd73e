import RapportCatalog
import RapportValues

/// Translates expressions into SQL over a draft's columns; nil means that the engine must compute it.
///
/// Only what SQL computes exactly as Rapport defines it is translated: two-valued logic, exact decimals,
/// folding through a stored column. Everything else stays in Swift.
struct SQLTranslator {
  let columns: [ColumnID: SelectDraft.Column]
  let dialect: any SQLDialect
  /// A relation as a sub-select giving these columns.
  let subselect: (Rel, [ColumnID]) -> SQL?

  // MARK: - Values

  /// A value in its canonical encoding: decimals as integers of their scale, days as ISO text, enums by name.
  func value(_ expr: Expr) -> SQL? {
    switch expr {
    case .column(let id, _):
      guard let column = columns[id] else { return nil }
      switch column.encoding {
      case .plain: return column.type.isDecimal ? nil : column.sql
      case .scaled: return column.sql
      case .real, .mapped: return nil
      }
    case .literal(let value, let type): return literal(value, type)
    case .apply(let operation, let operands, let type): return apply(operation, operands, type)
    case .when(let branches, let otherwise, let type): return choice(branches, otherwise, type)
    case .inValues, .inRelation, .dated: return nil
    }
  }

  private func literal(_ value: Value, _ type: ValueType) -> SQL? {
    switch (value, type) {
    case (.missing, _): return SQL("NULL")
    case (.decimal(let decimal), .decimal(let scale, _)):
      return decimal.rescaled(to: scale).flatMap { Int64(exactly: $0.unscaled) }.map { .bind(.integer($0)) }
    case (.decimal(let decimal), .float): return .bind(.float(decimal.toDouble()))
    case (.integer(let number), .decimal(let scale, _)):
      return Decimal(unscaled: Int128(number), scale: 0).rescaled(to: scale).flatMap { Int64(exactly: $0.unscaled) }
        .map { .bind(.integer($0)) }
    case (.bool(let flag), _): return SQL(flag ? "1" : "0")
    case (.integer, _), (.float, _), (.text, _), (.day, _), (.days, _): return .bind(value)
    default: return nil
    }
  }

  private func apply(_ operation: Operation, _ operands: [Expr], _ type: ValueType) -> SQL? {
    switch operation {
    case .add, .subtract, .multiply: return arithmetic(operation, operands, type)
    case .negate: return operands.first.flatMap(value).map { "(-" + $0 + ")" }
    case .coalesce:
      guard operands.allSatisfy({ $0.type == type }) else { return nil }
      let parts = operands.compactMap(value)
      return parts.count == operands.count ? "coalesce(" + SQL.join(parts, ", ") + ")" : nil
    case .convert:
      guard let operand = operands.first, let sql = value(operand) else { return nil }
      return converted(sql, from: operand.type, to: type)
    case .dayOf: return nil
    default: return nil
    }
  }

  /// Exact conversions between number types.
  private func converted(_ sql: SQL, from: ValueType, to: ValueType) -> SQL? {
    switch (from, to) {
    case (.integer, .decimal(let scale, _)): scaledUp(sql, by: scale)
    case (.decimal(let a, _), .decimal(let b, _)): a <= b ? scaledUp(sql, by: b - a) : nil
    default: nil
    }
  }

  private func scaledUp(_ sql: SQL, by digits: Int) -> SQL? {
    guard (0...9).contains(digits) else { return nil }
    if digits == 0 { return sql }
    let factor = (0..<digits).reduce(1) { product, _ in product * 10 }
    return "(" + sql + " * \(factor))"
  }

  private func arithmetic(_ operation: Operation, _ operands: [Expr], _ type: ValueType) -> SQL? {
    guard operands.count == 2, let a = value(operands[0]), let b = value(operands[1]) else { return nil }
    let symbol = operation == .add ? " + " : operation == .subtract ? " - " : " * "
    switch type {
    case .integer, .days:
      return "(" + a + symbol + b + ")"
    case .decimal:
      guard let x = operands[0].type.decimalScale, let y = operands[1].type.decimalScale else { return nil }
      if operation == .multiply { return "(" + a + symbol + b + ")" }
      guard let left = scaledUp(a, by: max(x, y) - x), let right = scaledUp(b, by: max(x, y) - y) else { return nil }
      return "(" + left + symbol + right + ")"
    default: return nil
    }
  }

  private func choice(_ branches: [Expr.Branch], _ otherwise: Expr?, _ type: ValueType) -> SQL? {
    guard type.isPlainInSQL else { return nil }
    var sql = SQL("CASE")
    for branch in branches {
      guard branch.value.type == type || branch.value.isMissingLiteral, let condition = condition(branch.condition),
        let value = value(branch.value)
      else { return nil }
      sql = sql + " WHEN " + condition + " THEN " + value
    }
    if let otherwise {
      guard otherwise.type == type || otherwise.isMissingLiteral, let value = value(otherwise) else { return nil }
      sql = sql + " ELSE " + value
    }
    return sql + " END"
  }

  // MARK: - Conditions

  /// A condition for WHERE: unknown counts as false. `negated` pushes a `not` down to the leaves.
  func condition(_ expr: Expr, negated: Bool = false) -> SQL? {
    switch expr {
    case .literal(.bool(let flag), _): return SQL(flag != negated ? "1" : "0")
    case .literal: return SQL(negated ? "1" : "0")
    case .column(let id, .bool):
      guard let column = columns[id], column.encoding == .plain else { return nil }
      let test = column.test ?? column.sql
      return negated ? dialect.isNotTrue(test) : test
    case .apply(.and, let parts, _): return junction(parts, negated ? " OR " : " AND ", negated)
    case .apply(.or, let parts, _): return junction(parts, negated ? " AND " : " OR ", negated)
    case .apply(.not, let operands, _): return operands.first.flatMap { condition($0, negated: !negated) }
    case .apply(.isMissing, let operands, _):
      guard let operand = operands.first, let sql = presence(operand) else { return nil }
      return sql + (negated ? " IS NOT NULL" : " IS NULL")
    default:
      guard let leaf = leaf(expr) else { return nil }
      return negated ? dialect.isNotTrue(leaf) : leaf
    }
  }

  private func junction(_ parts: [Expr], _ word: String, _ negated: Bool) -> SQL? {
    var translated: [SQL] = []
    for part in parts {
      guard let sql = condition(part, negated: negated) else { return nil }
      translated.append(sql)
    }
    return "(" + SQL.junction(translated, word) + ")"
  }

  /// Something that is NULL exactly where the expression is missing.
  private func presence(_ expr: Expr) -> SQL? {
    if case .column(let id, _) = expr { return columns[id]?.sql }
    if case .apply(.dayOf, let operands, _) = expr, let operand = operands.first { return presence(operand) }
    return value(expr)
  }

  private func leaf(_ expr: Expr) -> SQL? {
    switch expr {
    case .apply(let operation, let operands, _) where operands.count == 2:
      switch operation {
      case .equal(let folded): return equality(operands[0], operands[1], folded: folded)
      case .less: return comparison("<", operands[0], operands[1])
      case .lessOrEqual: return comparison("<=", operands[0], operands[1])
      case .greater: return comparison(">", operands[0], operands[1])
      case .greaterOrEqual: return comparison(">=", operands[0], operands[1])
      case .contains, .startsWith, .endsWith: return search(operands, operation)
      default: return nil
      }
    case .inValues(let operand, let values, let exact): return member(operand, values, exact: exact)
    case .inRelation(let operands, let relation, let ids):
      guard let inner = subselect(relation, ids) else { return nil }
      let keys = operands.compactMap(value)
      guard keys.count == operands.count else { return nil }
      let left = keys.count == 1 ? keys[0] : "(" + SQL.join(keys, ", ") + ")"
      return left + " IN (" + inner + ")"
    default: return nil
    }
  }
}

extension ValueType {
  var isDecimal: Bool { if case .decimal = self { true } else { false } }

  /// Digits behind the point of an exact number; 0 for integers.
  var decimalScale: Int? {
    switch self {
    case .integer: 0
    case .decimal(let scale, _): scale
    default: nil
    }
  }

  /// Types whose values SQL handles in the encoding the store returns them in.
  var isPlainInSQL: Bool {
    switch self {
    case .integer, .decimal, .bool, .days, .day: true
    default: false
    }
  }
}

extension Expr {
  var isMissingLiteral: Bool { if case .literal(.missing, _) = self { true } else { false } }
}
