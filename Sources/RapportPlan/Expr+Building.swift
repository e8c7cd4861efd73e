import RapportValues

extension Expr {
  /// Conjunction without nesting; true when empty.
  package static func all(_ parts: [Expr]) -> Expr { joined(parts, .and, empty: true) }
  /// Disjunction without nesting; false when empty.
  package static func any(_ parts: [Expr]) -> Expr { joined(parts, .or, empty: false) }

  private static func joined(_ parts: [Expr], _ operation: Operation, empty: Bool) -> Expr {
    var flat: [Expr] = []
    for part in parts {
      if case .apply(operation, let inner, _) = part { flat += inner } else { flat.append(part) }
    }
    if flat.isEmpty { return .literal(.bool(empty), .bool) }
    return flat.count == 1 ? flat[0] : .apply(operation, flat, .bool)
  }

  package static func not(_ operand: Expr) -> Expr {
    if case .apply(.not, let inner, _) = operand, inner.count == 1, inner[0].isNeverMissing { return inner[0] }
    return .apply(.not, [operand], .bool)
  }

  /// Conditions are two-valued; only a stored or computed boolean may be missing.
  package var isNeverMissing: Bool {
    switch self {
    case .literal(let value, _): value != .missing
    case .inValues, .inRelation: true
    case .apply(let operation, _, _):
      switch operation {
      case .and, .or, .not, .equal, .less, .lessOrEqual, .greater, .greaterOrEqual, .isMissing, .contains,
        .startsWith, .endsWith, .like:
        true
      default: false
      }
    case .column, .when, .dated: false
    }
  }

  /// Calls `visit` with this expression and all below it, relations excepted.
  package func walk(_ visit: (Expr) -> Void) {
    visit(self)
    switch self {
    case .column, .literal: break
    case .apply(_, let operands, _): for operand in operands { operand.walk(visit) }
    case .when(let branches, let otherwise, _):
      for branch in branches {
        branch.condition.walk(visit)
        branch.value.walk(visit)
      }
      otherwise?.walk(visit)
    case .inValues(let operand, _, _): operand.walk(visit)
    case .inRelation(let operands, _, _): for operand in operands { operand.walk(visit) }
    case .dated(let lookup):
      lookup.key.walk(visit)
      lookup.day.walk(visit)
    }
  }

  /// The columns it reads.
  package var columnsUsed: Set<ColumnID> {
    var used: Set<ColumnID> = []
    walk { if case .column(let id, _) = $0 { used.insert(id) } }
    return used
  }
}
