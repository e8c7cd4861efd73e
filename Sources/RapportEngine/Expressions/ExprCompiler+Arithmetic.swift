import RapportPlan
import RapportValues

extension ExprCompiler {
  func arithmetic(_ operation: Operation, _ operands: Operands, _ type: ValueType) throws -> ExprNode {
    switch operation {
    case .add: return try sum(.add, .add, operands, type)
    case .subtract: return try sum(.subtract, .subtract, operands, type)
    case .multiply: return try product(operands[0], operands[1], type)
    case .divide: return try quotient(operands[0], operands[1], type)
    case .negate:
      let node = try converted(operands[0], to: type)
      if type.isFloat { return FloatMapNode(type: type, node) { -$0 } }
      return IntegerMapNode(type: type, node, failingIn: "a negation") { value in
        let (result, overflow) = (0 as Int64).subtractingReportingOverflow(value)
        return overflow ? nil : result
      }
    case .abs:
      let node = try converted(operands[0], to: type)
      if type.isFloat { return FloatMapNode(type: type, node) { $0.magnitude } }
      return IntegerMapNode(type: type, node, failingIn: "`abs`") { Int64(exactly: $0.magnitude) }
    case .round: return try rounded(operands, type)
    default: return try converted(operands[0], to: type)
    }
  }

  private func sum(
    _ exact: IntegerOperation, _ float: FloatOperation, _ operands: Operands, _ type: ValueType
  ) throws -> ExprNode {
    let (left, right) = (try converted(operands[0], to: type), try converted(operands[1], to: type))
    if type.isFloat { return FloatArithmeticNode(type: type, float, left, right) }
    return IntegerArithmeticNode(type: type, exact, left, right)
  }

  private func product(_ left: ExprNode, _ right: ExprNode, _ type: ValueType) throws -> ExprNode {
    guard let result = type.exactScale, let a = left.type.exactScale, let b = right.type.exactScale else {
      let float = ValueType.float(currency: nil)
      let product = FloatArithmeticNode(
        type: type.isFloat ? type : float, .multiply, try converted(left, to: float),
        try converted(right, to: float))
      return try converted(product, to: type)
    }
    let digits = a + b - result
    if digits > 0, let divisor = PowersOfTen.int128(digits) {
      return RoundedProductNode(type: type, left, right, divisor: divisor)
    }
    let exact = IntegerArithmeticNode(type: type, .multiply, left, right)
    return digits == 0 ? exact : ScaleUpNode(type: type, exact, digits: -digits)
  }

  /// Exact operands are divided as they are stored, so that equal scales cancel without rounding.
  private func quotient(_ left: ExprNode, _ right: ExprNode, _ type: ValueType) throws -> ExprNode {
    let float = type.isFloat ? type : .float(currency: nil)
    if let a = left.type.exactScale, let b = right.type.exactScale {
      return FloatArithmeticNode(
        type: float, .divide, ToFloatNode(type: float, left, scale: 0),
        ToFloatNode(type: float, right, scale: 0), factor: powerOfTen(b - a))
    }
    return FloatArithmeticNode(
      type: float, .divide, try converted(left, to: float), try converted(right, to: float))
  }

  private func rounded(_ operands: Operands, _ type: ValueType) throws -> ExprNode {
    let node = try operands[0]
    guard operands.nodes.count > 1 else { return try rounded(node, digits: 0, type) }
    guard let constant = try operands[1].constant else {
      throw EvaluationError.mismatch("`round` needs a constant number of digits")
    }
    guard case .integer(let digits) = constant.value(at: 0) else {
      return ConstantNode(.missing, type: type)
    }
    return try rounded(node, digits: Int(max(-308, min(308, digits))), type)
  }

  private func rounded(_ node: ExprNode, digits: Int, _ type: ValueType) throws -> ExprNode {
    guard let scale = node.type.exactScale else {
      let rounded = FloatMapNode(type: node.type, node) { roundedFloat($0, digits: digits) }
      return try converted(rounded, to: type)
    }
    guard digits < scale else { return try converted(node, to: type) }
    let cut = ScaleDownNode(type: type, node, digits: scale - digits)
    guard let result = type.exactScale else {
      return ToFloatNode(type: type, cut, scale: digits)
    }
    if result == digits { return cut }
    return result > digits
      ? ScaleUpNode(type: type, cut, digits: result - digits)
      : ScaleDownNode(type: type, cut, digits: digits - result)
  }
}

/// A float rounded half away from zero, as its shortest decimal text would be.
func roundedFloat(_ value: Double, digits: Int) -> Double {
  let factor = powerOfTen(abs(digits))
  let scaled = digits < 0 ? value / factor : value * factor
  guard scaled.isFinite, scaled.magnitude < 0x1p52 else { return value }
  let nearest = scaled.rounded(.toNearestOrAwayFromZero)
  let distance = (scaled - scaled.rounded(.towardZero)).magnitude
  // Near a half the last bits of the product decide wrongly; the decimal text does not.
  if (distance - 0.5).magnitude < 1e-6, let exact = Decimal(rounding: value, places: digits) {
    return exact.toDouble()
  }
  return digits < 0 ? nearest * factor : nearest / factor
}
