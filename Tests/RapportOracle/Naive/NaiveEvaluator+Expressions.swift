import RapportPlan
import RapportValues

extension NaiveEvaluator {
  /// Whether a condition holds; missing counts as false.
  func holds(_ condition: Expr, _ row: NaiveRow) throws -> Bool {
    try value(condition, row) == .bool(true)
  }

  /// The value of an expression in one row, in the representation of its type.
  func value(_ expression: Expr, _ row: NaiveRow) throws -> Value {
    switch expression {
    case .column(let id, let type): return try NaiveValue.conform(cell(row, id), type)
    case .literal(let value, let type): return try NaiveValue.conform(value, type)
    case .apply(let operation, let operands, let type):
      return try NaiveValue.conform(apply(operation, operands, row, type), type)
    case .when(let branches, let otherwise, let type):
      for branch in branches where try holds(branch.condition, row) {
        return try NaiveValue.conform(value(branch.value, row), type)
      }
      return try otherwise.map { try NaiveValue.conform(value($0, row), type) } ?? .missing
    case .inValues(let operand, let constants, let exact):
      let folded = !exact && operand.type == .text
      let wanted = try value(operand, row)
      return .bool(try constants.contains { try equal(wanted, $0, folded: folded) })
    case .inRelation(let operands, let relation, let columns):
      return .bool(try isMember(operands.map { try value($0, row) }, relation, columns))
    case .dated(let lookup): return try NaiveValue.conform(dated(lookup, row), lookup.type)
    }
  }

  private func isMember(_ key: [Value], _ relation: Rel, _ columns: [ColumnID]) throws -> Bool {
    if members[relation] == nil { members[relation] = try rows(relation) }
    if key.contains(.missing) { return false }
    return try (members[relation] ?? []).contains { member in
      try NaiveValue.same(columns.map { try cell(member, $0) }, key)
    }
  }

  /// Equality of a condition: false if either is missing.
  func equal(_ left: Value, _ right: Value, folded: Bool) throws -> Bool {
    switch (left, right) {
    case (.missing, _), (_, .missing): false
    case (.text(let a), .text(let b)): NaiveText.equal(a, b, folded: folded)
    default: try NaiveValue.same(left, right)
    }
  }

  private func apply(
    _ operation: Operation, _ operands: [Expr], _ row: NaiveRow, _ type: ValueType
  ) throws -> Value {
    switch operation {
    case .and: return .bool(try operands.allSatisfy { try holds($0, row) })
    case .or: return .bool(try operands.contains { try holds($0, row) })
    case .not: return .bool(try !holds(operand(operands, 0), row))
    case .isMissing: return .bool(try value(operand(operands, 0), row) == .missing)
    case .coalesce:
      for candidate in operands {
        let value = try value(candidate, row)
        if value != .missing { return value }
      }
      return .missing
    default: break
    }
    let values = try operands.map { try value($0, row) }
    let compared = try operand(operands, 0).type
    switch operation {
    case .equal(let folded):
      return .bool(try equal(values[0], operand(values, 1), folded: folded))
    case .less: return .bool(try compare(values, compared) { $0 < 0 })
    case .lessOrEqual: return .bool(try compare(values, compared) { $0 <= 0 })
    case .greater: return .bool(try compare(values, compared) { $0 > 0 })
    case .greaterOrEqual: return .bool(try compare(values, compared) { $0 >= 0 })
    case .contains, .startsWith, .endsWith, .like: return .bool(try matches(operation, values))
    case .least, .greatest:
      return try extreme(values, type, largest: operation == .greatest)
    case .witness, .oneCurrency, .exchange: return try currencies(operation, values, type)
    case .listCount:
      guard case .list(let elements) = values[0] else { return .integer(0) }
      return .integer(Int64(elements.count))
    case .model(let score):
      let numbers = values.compactMap(\.modelNumber)
      guard numbers.count == values.count, let result = score.evaluation(numbers) else { return .missing }
      return .float(result)
    default:
      if values.contains(.missing) { return .missing }
      return try compute(operation, values, type)
    }
  }

  func operand<T>(_ operands: [T], _ position: Int) throws -> T {
    guard operands.indices.contains(position) else { throw NaiveError.unsupported("too few operands") }
    return operands[position]
  }

  /// A comparison by order: false if either is missing, or an enum value has no rank.
  private func compare(_ values: [Value], _ type: ValueType, _ test: (Int) -> Bool) throws -> Bool {
    let (left, right) = (try operand(values, 0), try operand(values, 1))
    if left == .missing || right == .missing { return false }
    if !NaiveValue.hasRank(left, type) || !NaiveValue.hasRank(right, type) { return false }
    return test(try NaiveValue.order(left, right, type))
  }

  private func matches(_ operation: Operation, _ values: [Value]) throws -> Bool {
    guard case .text(let left) = try operand(values, 0), case .text(let right) = try operand(values, 1)
    else { return false }
    let (text, part) = (NaiveText.fold(left), NaiveText.fold(right))
    return switch operation {
    case .contains: NaiveText.contains(text, part)
    case .startsWith: NaiveText.starts(text, part)
    case .endsWith: NaiveText.ends(text, part)
    default: NaiveText.glob(Array(text.unicodeScalars), Array(part.unicodeScalars))
    }
  }

  func extreme(_ values: [Value], _ type: ValueType, largest: Bool) throws -> Value {
    var best = Value.missing
    for value in values where value != .missing {
      if best == .missing {
        best = value
      } else {
        let order = try NaiveValue.order(value, best, type)
        if largest ? order > 0 : order < 0 { best = value }
      }
    }
    return best
  }
}

extension Value {
  /// What a model reads.
  fileprivate var modelNumber: Double? {
    switch self {
    case .integer(let number), .days(let number): Double(number)
    case .float(let number): number
    case .decimal(let decimal): decimal.toDouble()
    case .day(let day): Double(day.number)
    default: nil
    }
  }
}
