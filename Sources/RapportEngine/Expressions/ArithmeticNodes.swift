import RapportValues

/// An operation on two operands, missing where one of them is.
class BinaryNode: ExprNode {
  private let left: ExprNode
  private let right: ExprNode

  init(type: ValueType, _ left: ExprNode, _ right: ExprNode, canFail: Bool = true, cost: Int = 2) {
    self.left = left
    self.right = right
    super.init(type: type, children: [left, right], canFail: canFail, cost: cost)
  }

  final override func evaluate(_ batch: Batch) throws -> Operand {
    try located(origin) { try computed(batch) }
  }

  private func computed(_ batch: Batch) throws -> Operand {
    let (a, b) = (try left.evaluate(batch), try right.evaluate(batch))
    if a.isMissingConstant || b.isMissingConstant {
      return Operand(column: Column(repeating: .missing, type: type, count: 1), isConstant: true)
    }
    // A constant that is left has a value, so its flags say nothing.
    let missing = union(a.isConstant ? nil : a.missing, b.isConstant ? nil : b.missing)
    let column = try compute(a, b, batch.count, missing: missing)
    return Operand(column: column, isConstant: a.isConstant && b.isConstant)
  }

  func compute(_ left: Operand, _ right: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    throw EvaluationError.mismatch("an operation without a meaning")
  }
}

enum IntegerOperation {
  case add, subtract, multiply

  var noun: String {
    switch self {
    case .add: "an addition"
    case .subtract: "a subtraction"
    case .multiply: "a multiplication"
    }
  }
}

/// Checked arithmetic on stored integers of matching scales.
final class IntegerArithmeticNode: BinaryNode {
  private let operation: IntegerOperation

  init(type: ValueType, _ operation: IntegerOperation, _ left: ExprNode, _ right: ExprNode) {
    self.operation = operation
    super.init(type: type, left, right)
  }

  override func compute(
    _ left: Operand, _ right: Operand, _ count: Int, missing: MissingFlags
  ) throws -> Column {
    let (a, b) = (try left.integers(count), try right.integers(count))
    var overflowed = false
    let values: [Int64]
    switch operation {
    case .add:
      values = zipLanes(a, b, count) { x, y in
        let (result, overflow) = x.addingReportingOverflow(y)
        overflowed = overflowed || overflow
        return result
      }
    case .subtract:
      values = zipLanes(a, b, count) { x, y in
        let (result, overflow) = x.subtractingReportingOverflow(y)
        overflowed = overflowed || overflow
        return result
      }
    case .multiply:
      values = zipLanes(a, b, count) { x, y in
        let (result, overflow) = x.multipliedReportingOverflow(by: y)
        overflowed = overflowed || overflow
        return result
      }
    }
    let column = Column(type: type, storage: .int64(values), missing: missing)
    return overflowed ? try settled(column, a, b, count) : column
  }

  /// Something overflowed: an error, unless only rows without a value did.
  private func settled(
    _ column: Column, _ left: Lane<Int64>, _ right: Lane<Int64>, _ count: Int
  ) throws -> Column {
    let failed = zipLanes(left, right, count) { x, y in
      switch operation {
      case .add: x.addingReportingOverflow(y).overflow
      case .subtract: x.subtractingReportingOverflow(y).overflow
      case .multiply: x.multipliedReportingOverflow(by: y).overflow
      }
    }
    return try column.droppingFailed(failed, in: operation.noun)
  }
}

/// Multiplication of decimals whose exact product has more digits than the result type keeps.
final class RoundedProductNode: BinaryNode {
  private let divisor: Int128

  init(type: ValueType, _ left: ExprNode, _ right: ExprNode, divisor: Int128) {
    self.divisor = divisor
    super.init(type: type, left, right, cost: 10)
  }

  override func compute(
    _ left: Operand, _ right: Operand, _ count: Int, missing: MissingFlags
  ) throws -> Column {
    let divisor = divisor
    var failed: [Bool]?
    var row = 0
    let values = zipLanes(try left.integers(count), try right.integers(count), count) { x, y -> Int64 in
      defer { row += 1 }
      let rounded = roundedQuotient(Int128(x) &* Int128(y), divisor)
      if let value = Int64(exactly: rounded) { return value }
      failed = failed ?? [Bool](repeating: false, count: count)
      failed?[row] = true
      return 0
    }
    let column = Column(type: type, storage: .int64(values), missing: missing)
    return try failed.map { try column.droppingFailed($0, in: "a multiplication") } ?? column
  }
}

enum FloatOperation {
  case add, subtract, multiply, divide
}

/// Arithmetic on floats; division by zero gives missing.
final class FloatArithmeticNode: BinaryNode {
  private let operation: FloatOperation
  /// Multiplied with a quotient: stored decimals of different scales are divided as they are.
  private let factor: Double

  init(
    type: ValueType, _ operation: FloatOperation, _ left: ExprNode, _ right: ExprNode, factor: Double = 1
  ) {
    self.operation = operation
    self.factor = factor
    super.init(type: type, left, right)
  }

  override func compute(
    _ left: Operand, _ right: Operand, _ count: Int, missing: MissingFlags
  ) throws -> Column {
    let (a, b) = (try left.floats(count), try right.floats(count))
    var missing = missing
    let values: [Double]
    switch operation {
    case .add: values = zipLanes(a, b, count) { $0 + $1 }
    case .subtract: values = zipLanes(a, b, count) { $0 - $1 }
    case .multiply: values = zipLanes(a, b, count) { $0 * $1 }
    case .divide:
      let factor = factor
      values = zipLanes(a, b, count) { $1 == 0 ? 0 : $0 / $1 * factor }
      let zeros = zipLanes(a, b, count) { $1 == 0 }
      missing = union(missing, normalized(zeros))
    }
    return try Column(type: type, storage: .float(values), missing: missing).checkingFinite()
  }
}

/// An operation on one operand, missing where it is.
class UnaryNode: ExprNode {
  private let operand: ExprNode

  init(type: ValueType, _ operand: ExprNode, canFail: Bool = false, cost: Int = 2) {
    self.operand = operand
    super.init(type: type, children: [operand], canFail: canFail, cost: cost)
  }

  final override func evaluate(_ batch: Batch) throws -> Operand {
    try located(origin) { try computed(batch) }
  }

  private func computed(_ batch: Batch) throws -> Operand {
    let value = try operand.evaluate(batch)
    if value.isMissingConstant {
      return Operand(column: Column(repeating: .missing, type: type, count: 1), isConstant: true)
    }
    return Operand(
      column: try compute(value, batch.count, missing: value.isConstant ? nil : value.missing),
      isConstant: value.isConstant)
  }

  func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    throw EvaluationError.mismatch("an operation without a meaning")
  }
}

/// A function of one integer that may fail; nil where it does.
final class IntegerMapNode: UnaryNode {
  private let noun: String
  private let body: (Int64) -> Int64?

  init(type: ValueType, _ operand: ExprNode, failingIn noun: String, _ body: @escaping (Int64) -> Int64?) {
    self.noun = noun
    self.body = body
    super.init(type: type, operand, canFail: true, cost: 4)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let lane = try operand.integers(count)
    var failed: [Bool]?
    var row = 0
    let values = lane.map(count) { value -> Int64 in
      defer { row += 1 }
      if let result = body(value) { return result }
      failed = failed ?? [Bool](repeating: false, count: operand.isConstant ? 1 : count)
      failed?[row] = true
      return 0
    }
    let column = Column(type: type, storage: .int64(values), missing: missing)
    return try failed.map { try column.droppingFailed($0, in: noun) } ?? column
  }
}

/// A function of one float.
final class FloatMapNode: UnaryNode {
  private let body: (Double) -> Double

  init(type: ValueType, _ operand: ExprNode, _ body: @escaping (Double) -> Double) {
    self.body = body
    super.init(type: type, operand, canFail: true)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let values = try operand.floats(count).map(count, body)
    return try Column(type: type, storage: .float(values), missing: missing).checkingFinite()
  }
}

extension Column {
  /// An error if a row with a value failed.
  func droppingFailed(_ failed: [Bool], in what: String) throws -> Column {
    for row in 0..<min(failed.count, count) where failed[row] && !isMissing(row) {
      throw EvaluationError.overflow(in: what)
    }
    guard case .int64(var values) = storage else { return self }
    for row in 0..<min(failed.count, count) where failed[row] { values[row] = 0 }
    return Column(type: type, storage: .int64(values), missing: missing)
  }

  /// An error if a row's float is infinite or no number.
  func checkingFinite() throws -> Column {
    guard case .float(let values) = storage else { return self }
    let isFinite = values.withUnsafeBufferPointer { values in
      // x × 0 is 0 for finite x and no number for others, and no number stays one in a sum.
      var probe = 0.0
      for value in values { probe += value * 0 }
      return probe == 0
    }
    if isFinite { return self }
    for row in values.indices where !values[row].isFinite && !isMissing(row) {
      throw EvaluationError.overflow(in: "a calculation with floats")
    }
    return self
  }
}

/// Quotient rounded half away from zero, for a positive divisor.
func roundedQuotient(_ value: Int128, _ divisor: Int128) -> Int128 {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  let rest = remainder.magnitude
  guard rest >= divisor.magnitude - rest else { return quotient }
  return value < 0 ? quotient - 1 : quotient + 1
}
