/// `credit = best or good`, where `credit in (best, good)` was meant.
///
/// Whether a bare word behind `or` is a value or a boolean field only the resolver can tell; the parser
/// itself reports literals.
package struct EqualityAlternatives {
  /// `credit`
  package var subject: Expression
  /// `best`, `good`
  package var values: [Expression]
  /// `good`, the first that is no condition.
  package var firstAlternative: Expression

  /// Looks for the habit in a chain of `or`; nil if every operand may be a condition.
  package init?(_ expression: Expression) {
    guard case .binary(.or, _, _) = expression.kind else { return nil }
    self.init(expression.operands(of: .or)) { $0.isBareLiteral || $0.isBareName }
  }

  /// Looks for an equality followed by operands that are values.
  init?(_ operands: [Expression], isValue: (Expression) -> Bool) {
    var equality: (subject: Expression, value: Expression)?
    var alternatives: [Expression] = []
    for operand in operands {
      if equality != nil, isValue(operand) {
        alternatives.append(operand)
      } else if !alternatives.isEmpty {
        break
      } else if case .binary(.equal, let left, let right) = operand.lastConjunct.kind {
        equality = (left, right)
      }
    }
    guard let equality, let first = alternatives.first else { return nil }
    subject = equality.subject
    values = [equality.value] + alternatives
    firstAlternative = first
  }
}

extension Expression {
  /// The operands of a chain of `and` or of `or`, in the order written.
  package func operands(of op: BinaryOperator) -> [Expression] {
    guard case .binary(op, let left, let right) = kind else { return [self] }
    return left.operands(of: op) + right.operands(of: op)
  }

  /// A literal that can be no condition.
  var isBareLiteral: Bool {
    switch kind {
    case .literal(.boolean), .literal(.missing): false
    case .literal: true
    default: false
    }
  }

  /// One word without dots.
  var isBareName: Bool {
    if case .path(let names) = kind { return names.count == 1 }
    return false
  }

  /// `c` in `a and b and c`.
  var lastConjunct: Expression {
    var expression = self
    while case .binary(.and, _, let right) = expression.kind { expression = right }
    return expression
  }

  var isDateLike: Bool {
    switch kind {
    case .literal(.date), .literal(.dateTime), .period: true
    case .binary(.add, let left, _), .binary(.subtract, let left, _): left.isDateLike
    default: false
    }
  }
}
