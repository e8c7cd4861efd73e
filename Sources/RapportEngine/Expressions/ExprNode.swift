import RapportPlan
import RapportValues

/// A compiled expression: evaluates a whole batch at a time.
class ExprNode {
  let type: ValueType
  /// Positions of the columns it reads.
  let inputs: Set<Int>
  /// Whether evaluating it can be an error; then it sees only the rows whose value is needed.
  let canFail: Bool
  /// Rough cost of one row, in comparisons of two numbers.
  let cost: Int

  init(type: ValueType, children: [ExprNode], canFail: Bool = false, cost: Int = 1) {
    self.type = type
    inputs = children.reduce(into: []) { $0.formUnion($1.inputs) }
    self.canFail = canFail || children.contains(where: \.canFail)
    self.cost = children.reduce(cost) { $0 + $1.cost }
  }

  fileprivate init(type: ValueType, input: Int) {
    self.type = type
    inputs = [input]
    canFail = false
    cost = 0
  }

  /// What this computes, for messages about values it cannot hold; set while it is compiled.
  final var origin: Expr?

  /// A value per row, or one for all.
  func evaluate(_ batch: Batch) throws -> Operand {
    throw EvaluationError.mismatch("an expression without a meaning")
  }

  /// Whether the value is true, per row; missing is not.
  func mask(_ batch: Batch) throws -> [Bool] {
    let operand = try evaluate(batch)
    if operand.isConstant {
      let isTrue = try operand.column.int64Values().first.map { $0 != 0 } ?? false
      return [Bool](repeating: isTrue && !operand.column.isMissing(0), count: batch.count)
    }
    var mask = try operand.integers(batch.count).map(batch.count) { $0 != 0 }
    clear(&mask, where: operand.missing)
    return mask
  }

  /// A value per row, with the node's type.
  final func column(_ batch: Batch) throws -> Column {
    var column = try evaluate(batch).expanded(to: batch.count)
    column.type = type
    return column
  }

  /// The value if it is the same for all rows and known beforehand.
  var constant: Column? { nil }

  /// The mask over some rows of a batch only.
  final func mask(_ batch: Batch, rows: [Int]) throws -> [Bool] {
    try mask(batch.selecting(rows, columns: inputs))
  }
}

extension Batch {
  /// Some rows, with only the columns at these positions filled in.
  func selecting(_ rows: [Int], columns positions: Set<Int>) -> Batch {
    let chosen = columns.enumerated().map { position, column in
      positions.contains(position) ? column.gather(rows) : Column(type: .bool, storage: .int64([]))
    }
    return Batch(columns: chosen, count: rows.count)
  }
}

/// A column of the input.
final class ColumnNode: ExprNode {
  let position: Int

  init(type: ValueType, position: Int) {
    self.position = position
    super.init(type: type, input: position)
  }

  override func evaluate(_ batch: Batch) throws -> Operand {
    guard batch.columns.indices.contains(position) else {
      throw EvaluationError.mismatch("a batch has fewer columns than its plan")
    }
    return Operand(column: batch.columns[position])
  }
}

/// A literal, or an expression over literals computed once.
final class ConstantNode: ExprNode {
  private let row: Column

  init(_ row: Column, type: ValueType) {
    self.row = row
    super.init(type: type, children: [], cost: 0)
  }

  convenience init(_ value: Value, type: ValueType) {
    self.init(Column(repeating: value, type: type, count: 1), type: type)
  }

  override var constant: Column? { row }

  override func evaluate(_ batch: Batch) throws -> Operand { Operand(column: row, isConstant: true) }
}

/// A node whose result is a condition: two-valued, never missing.
class ConditionNode: ExprNode {
  init(children: [ExprNode], canFail: Bool = false, cost: Int = 1) {
    super.init(type: .bool, children: children, canFail: canFail, cost: cost)
  }

  final override func evaluate(_ batch: Batch) throws -> Operand {
    let mask = try mask(batch)
    let values = mask.withUnsafeBufferPointer { flags in
      [Int64](unsafeUninitializedCapacity: flags.count) { target, filled in
        for row in 0..<flags.count { target.initializeElement(at: row, to: flags[row] ? 1 : 0) }
        filled = flags.count
      }
    }
    return Operand(column: Column(type: .bool, storage: .int64(values)))
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    throw EvaluationError.mismatch("a condition without a meaning")
  }
}
