import RapportPlan
import RapportValues

extension ExprCompiler {
  func apply(_ operation: Operation, _ nodes: [ExprNode], _ type: ValueType) throws -> ExprNode {
    let operands = Operands(operation, nodes)
    switch operation {
    case .and: return AndNode(nodes)
    case .or: return OrNode(nodes)
    case .not: return NotNode(try operands[0])
    case .isMissing: return IsMissingNode(try operands[0])
    case .equal(let folded):
      return try comparison(.equal, operands[0], operands[1], folded: folded)
    case .less: return try comparison(.less, operands[0], operands[1], folded: false)
    case .lessOrEqual: return try comparison(.lessOrEqual, operands[0], operands[1], folded: false)
    case .greater: return try comparison(.greater, operands[0], operands[1], folded: false)
    case .greaterOrEqual: return try comparison(.greaterOrEqual, operands[0], operands[1], folded: false)
    case .contains: return match(.contains, try operands.text(0), try operands.text(1))
    case .startsWith: return match(.startsWith, try operands.text(0), try operands.text(1))
    case .endsWith: return match(.endsWith, try operands.text(0), try operands.text(1))
    case .like: return match(.like, try operands.text(0), try operands.text(1))
    case .coalesce: return CoalesceNode(type: type, try nodes.map { try converted($0, to: type) })
    case .least, .greatest:
      return ExtremeNode(
        type: type, try nodes.map { try converted($0, to: type) }, isLargest: operation == .greatest)
    case .masked(let form): return MaskNode(type: type, try operands[0], form)
    case .listCount: return ListCountNode(type: type, try operands[0])
    case .witness:
      return WitnessNode(
        currency: try operands[0], amount: try operands[1], keys: Array(nodes.dropFirst(2)))
    case .oneCurrency(let entity, let help):
      return OneCurrencyNode(
        try converted(operands[0], to: type), low: try operands.text(1), high: try operands.text(2), entity: entity,
        help: help)
    case .model(let score):
      let numbers = try nodes.map { $0.type.exactScale == nil ? $0 : try converted($0, to: .float(currency: nil)) }
      return ModelScoreNode(type: type, numbers, score)
    case .exchange(let target):
      return ExchangeNode(
        type: type, [try operands[0], try operands.text(1), try operands[2], try operands[3], try operands[4]],
        target: target)
    case .add, .subtract, .multiply, .divide, .negate, .convert, .round, .abs:
      return try arithmetic(operation, operands, type)
    case .lower, .upper, .trim, .length, .substring, .replace, .concatenate, .written, .parsedNumber, .parsedDay:
      return try text(operation, operands, type)
    case .year, .half, .quarter, .month, .week, .dayOfMonth, .weekday, .periodOf, .dayOf, .daysBetween,
      .addSpan, .addDays, .subtractDays:
      return try date(operation, operands, type)
    }
  }
}

/// The operands of an operation, with a clear error where the plan has too few or the wrong ones.
struct Operands {
  let operation: Operation
  let nodes: [ExprNode]

  init(_ operation: Operation, _ nodes: [ExprNode]) {
    self.operation = operation
    self.nodes = nodes
  }

  subscript(index: Int) -> ExprNode {
    get throws {
      guard nodes.indices.contains(index) else {
        throw EvaluationError.mismatch("`\(operation)` needs at least \(index + 1) operands")
      }
      return nodes[index]
    }
  }

  func text(_ index: Int) throws -> ExprNode {
    let node = try self[index]
    if case .text = node.type.storageKind { return node }
    if case .enumeration(let names) = node.type { return EnumNameNode(type: .text, node, names: names) }
    throw EvaluationError.mismatch("`\(operation)` needs a text, not \(node.type)")
  }

  /// A day: that of a moment, the first of a period.
  func day(_ index: Int) throws -> ExprNode {
    let node = try self[index]
    switch node.type {
    case .dateTime: return DayOfNode(type: .day, node, cost: 1)
    case .day, .period: return node
    default: throw EvaluationError.mismatch("`\(operation)` needs a date, not \(node.type)")
    }
  }
}
