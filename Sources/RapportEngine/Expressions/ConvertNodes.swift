import RapportValues

/// Exact number to float.
final class ToFloatNode: UnaryNode {
  private let divisor: Double

  init(type: ValueType, _ operand: ExprNode, scale: Int) {
    divisor = powerOfTen(scale)
    super.init(type: type, operand, cost: 1)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let divisor = divisor
    let lane = try operand.integers(count)
    let values = divisor == 1 ? lane.map(count) { Double($0) } : lane.map(count) { Double($0) / divisor }
    return Column(type: type, storage: .float(values), missing: missing)
  }
}

/// Exact number to more digits after the point.
final class ScaleUpNode: UnaryNode {
  private let factor: Int64?

  init(type: ValueType, _ operand: ExprNode, digits: Int) {
    factor = PowersOfTen.int64(digits)
    super.init(type: type, operand, canFail: true)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let lane = try operand.integers(count)
    guard let factor else {
      // Only zero keeps its value with so many digits.
      let failed = lane.map(count) { $0 != 0 }
      return try Column(type: type, storage: .int64(lane.map(count) { _ in 0 }), missing: missing)
        .droppingFailed(failed, in: "a conversion to more digits")
    }
    var overflowed = false
    let values = lane.map(count) { value -> Int64 in
      let (result, overflow) = value.multipliedReportingOverflow(by: factor)
      overflowed = overflowed || overflow
      return result
    }
    let column = Column(type: type, storage: .int64(values), missing: missing)
    guard overflowed else { return column }
    let failed = lane.map(count) { $0.multipliedReportingOverflow(by: factor).overflow }
    return try column.droppingFailed(failed, in: "a conversion to more digits")
  }
}

/// Exact number to fewer digits after the point, half away from zero.
final class ScaleDownNode: UnaryNode {
  private let divisor: Int64?

  init(type: ValueType, _ operand: ExprNode, digits: Int) {
    divisor = PowersOfTen.int64(digits)
    super.init(type: type, operand, cost: 4)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let lane = try operand.integers(count)
    // More digits than an Int64 has: nothing is left, not even a half.
    guard let divisor else {
      return Column(type: type, storage: .int64(lane.map(count) { _ in 0 }), missing: missing)
    }
    return Column(
      type: type, storage: .int64(lane.map(count) { roundedQuotient($0, divisor) }), missing: missing)
  }
}

/// Float to an exact number, half away from zero.
final class FromFloatNode: UnaryNode {
  private let scale: Int

  init(type: ValueType, _ operand: ExprNode, scale: Int) {
    self.scale = scale
    super.init(type: type, operand, canFail: true, cost: 40)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let lane = try operand.floats(count)
    var failed = [Bool](repeating: false, count: lane.isConstant ? 1 : count)
    var row = 0
    let values = lane.map(count) { value -> Int64 in
      defer { row += 1 }
      if let stored = exactInteger(value, scale: scale) { return stored }
      failed[row] = true
      return 0
    }
    return try Column(type: type, storage: .int64(values), missing: missing)
      .droppingFailed(failed, in: "a conversion from a float")
  }
}

/// The stored integer nearest to a float, reading it as its shortest decimal text says.
private func exactInteger(_ value: Double, scale: Int) -> Int64? {
  if value == value.rounded(), let whole = Int64(exactly: value), let factor = PowersOfTen.int64(scale) {
    let (result, overflow) = whole.multipliedReportingOverflow(by: factor)
    return overflow ? nil : result
  }
  return Decimal(rounding: value, places: scale).flatMap { Int64(exactly: $0.unscaled) }
}

/// The names of enum values as text.
final class EnumNameNode: UnaryNode {
  private let names: EnumType

  init(type: ValueType, _ operand: ExprNode, names: EnumType) {
    self.names = names
    super.init(type: type, operand, cost: 30)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    var texts = TextStorage()
    for value in try operand.integers(count).map(count, { $0 }) { texts.append(names.text(at: value)) }
    return Column(type: type, storage: .text(texts), missing: missing)
  }
}

/// Midnight of a day.
final class MidnightNode: UnaryNode {
  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let values = try operand.integers(count).map(count) { Day(clamping: $0).midnight.seconds }
    return Column(type: type, storage: .int64(values), missing: missing)
  }
}

/// Quotient rounded half away from zero, for a positive divisor.
@inline(__always)
func roundedQuotient(_ value: Int64, _ divisor: Int64) -> Int64 {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  let rest = remainder.magnitude
  guard rest >= divisor.magnitude &- rest else { return quotient }
  return value < 0 ? quotient - 1 : quotient + 1
}

/// 10^exponent as a float.
func powerOfTen(_ exponent: Int) -> Double {
  var result = 1.0
  for _ in 0..<min(abs(exponent), 308) { result *= 10 }
  return exponent < 0 ? 1 / result : result
}
