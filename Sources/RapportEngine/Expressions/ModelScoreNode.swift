import RapportPlan
import RapportValues

/// What a fitted model says of each row; missing where an operand is, and for numbers that no customer can have.
final class ModelScoreNode: ExprNode {
  private let operands: [ExprNode]
  private let evaluation: @Sendable ([Double]) -> Double?

  init(type: ValueType, _ operands: [ExprNode], _ score: ModelScore) {
    self.operands = operands
    evaluation = score.evaluation
    super.init(type: type, children: operands, cost: 400)
  }

  override func evaluate(_ batch: Batch) throws -> Operand {
    let columns = try operands.map { try $0.column(batch) }
    let numbers = try columns.map { column -> [Double] in
      switch column.storage {
      case .int64(let values): values.map(Double.init)
      case .float(let values): values
      case .text, .list: throw EvaluationError.mismatch("a model needs numbers")
      }
    }
    var values = [Double](repeating: 0, count: batch.count)
    var missing = [Bool](repeating: false, count: batch.count)
    var row = [Double](repeating: 0, count: numbers.count)
    for index in 0..<batch.count {
      var isKnown = true
      for (position, column) in columns.enumerated() {
        if column.isMissing(index) { isKnown = false } else { row[position] = numbers[position][index] }
      }
      if isKnown, let value = evaluation(row), value.isFinite {
        values[index] = value
      } else {
        missing[index] = true
      }
    }
    return Operand(column: Column(type: type, storage: .float(values), missing: normalized(missing)))
  }
}
