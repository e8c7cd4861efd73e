import RapportValues

extension ExprCompiler {
  /// The type two operands are brought to before they are compared.
  func commonType(_ left: ValueType, _ right: ValueType) -> ValueType {
    if left == right { return left }
    if let a = left.exactScale, let b = right.exactScale { return a >= b ? left : right }
    if left.isFloat || right.isFloat { return left.isFloat ? left : right }
    switch (left, right) {
    case (.day, .dateTime), (.dateTime, .day): return .dateTime
    case (.enumeration, .enumeration), (.enumeration, .text), (.enumeration, .code), (.text, .enumeration),
      (.code, .enumeration):
      return .code
    case (.text, .code), (.code, .text): return .code
    default: return left
    }
  }

  /// A node whose values are stored as `type` stores them.
  func converted(_ node: ExprNode, to type: ValueType) throws -> ExprNode {
    let source = node.type
    if source == type { return node }
    if let constant = node.constant, constant.isMissing(0) { return ConstantNode(.missing, type: type) }
    if let from = source.exactScale, let to = type.exactScale {
      if from == to { return node }
      return from < to
        ? ScaleUpNode(type: type, node, digits: to - from)
        : ScaleDownNode(type: type, node, digits: from - to)
    }
    if let scale = source.exactScale, type.isFloat { return ToFloatNode(type: type, node, scale: scale) }
    if source.isFloat, let scale = type.exactScale { return FromFloatNode(type: type, node, scale: scale) }
    switch (source, type) {
    case (.enumeration(let names), .text), (.enumeration(let names), .code):
      return EnumNameNode(type: type, node, names: names)
    case (.day, .dateTime): return MidnightNode(type: type, node, cost: 1)
    case (.dateTime, .day): return DayOfNode(type: type, node, cost: 1)
    case (.bool, .integer), (.text, .code), (.code, .text), (.float, .float), (.day, .period(.day)),
      (.period, .day), (.list, .list):
      return node
    default:
      throw EvaluationError.mismatch("\(source) cannot become \(type)")
    }
  }

  func comparison(
    _ comparison: Comparison, _ left: ExprNode, _ right: ExprNode, folded: Bool
  ) throws -> ExprNode {
    if let a = left.type.exactScale, let b = right.type.exactScale, a != b {
      return scaledComparison(comparison, left, right, scales: (a, b))
    }
    let type = commonType(left.type, right.type)
    let (left, right) = (try converted(left, to: type), try converted(right, to: type))
    switch type.storageKind {
    case .int64:
      if let ranked = type.rankedCount, !comparison.isEqual {
        return CompareRanksNode(comparison, left, right, ranked: ranked)
      }
      return CompareIntegersNode(comparison, left, right)
    case .float: return CompareFloatsNode(comparison, left, right)
    case .text:
      guard folded, comparison.isEqual else { return CompareTextNode(comparison, left, right, cost: 4) }
      return match(.equal, left, right)
    case .list: return CompareListsNode(comparison, left, right, cost: 40)
    }
  }

  /// Brings a constant to the other side's scale if it fits; else multiplies each row.
  private func scaledComparison(
    _ comparison: Comparison, _ left: ExprNode, _ right: ExprNode, scales: (left: Int, right: Int)
  ) -> ExprNode {
    if let constant = rescaledConstant(right, to: left.type) {
      return CompareIntegersNode(comparison, left, constant)
    }
    if let constant = rescaledConstant(left, to: right.type) {
      return CompareIntegersNode(comparison, constant, right)
    }
    let difference = scales.left - scales.right
    guard let factor = PowersOfTen.int64(abs(difference)) else {
      // So many digits apart that floats decide as well.
      return CompareFloatsNode(
        comparison, ToFloatNode(type: .float(currency: nil), left, scale: scales.left),
        ToFloatNode(type: .float(currency: nil), right, scale: scales.right))
    }
    return CompareScaledNode(
      comparison, left, right,
      factors: (left: difference < 0 ? Int128(factor) : 1, right: difference > 0 ? Int128(factor) : 1))
  }

  private func rescaledConstant(_ node: ExprNode, to type: ValueType) -> ExprNode? {
    guard let constant = node.constant, let scale = type.exactScale,
      let number = constant.value(at: 0).exactNumber, let fitted = number.rescaled(to: scale),
      fitted.order(against: number) == 0, let stored = Int64(exactly: fitted.unscaled)
    else { return nil }
    return ConstantNode(Column(type: type, storage: .int64([stored])), type: type)
  }

  /// Folded matching of a text with a pattern.
  func match(_ kind: TextPattern.Kind, _ text: ExprNode, _ pattern: ExprNode) -> ExprNode {
    if let constant = pattern.constant, case .text(let needle) = constant.value(at: 0) {
      return MatchConstantNode(text, TextPattern(kind, needle))
    }
    if kind == .equal {
      if text.constant != nil, pattern.constant == nil { return match(kind, pattern, text) }
      return EqualFoldedNode(text, pattern)
    }
    return MatchTextsNode(text, pattern, kind: kind)
  }
}
