import RapportValues

/// A function from text to text.
final class TextMapNode: UnaryNode {
  /// Appends the result to the buffer.
  typealias Body = (UnsafeBufferPointer<UInt8>, inout [UInt8]) -> Void
  private let body: Body

  init(type: ValueType, _ operand: ExprNode, _ body: @escaping Body) {
    self.body = body
    super.init(type: type, operand, cost: 20)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let lane = try operand.texts(count)
    let rows = lane.isConstant ? 1 : count
    var result = TextStorage()
    result.reserve(rows: rows, bytes: lane.texts.bytes.count)
    lane.forEach(rows) { _, bytes in
      body(bytes, &result.bytes)
      result.appendEmpty()
    }
    return Column(type: type, storage: .text(result), missing: missing)
  }
}

/// The number of characters (Unicode scalars, as SQL counts them).
final class TextLengthNode: UnaryNode {
  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let lane = try operand.texts(count)
    let rows = lane.isConstant ? 1 : count
    var lengths = [Int64](repeating: 0, count: rows)
    lane.forEach(rows) { row, bytes in lengths[row] = Int64(TextFunctions.length(bytes)) }
    return Column(type: type, storage: .int64(lengths), missing: missing)
  }
}

/// A function of a row's texts and numbers that gives text, missing where an operand is.
final class TextRowNode: ExprNode {
  /// Reads row `Int` of the columns and appends the result to the buffer.
  typealias Body = ([Column], Int, inout [UInt8]) -> Void
  private let operands: [ExprNode]
  private let body: Body

  init(type: ValueType, _ operands: [ExprNode], _ body: @escaping Body) {
    self.operands = operands
    self.body = body
    super.init(type: type, children: operands, cost: 60)
  }

  override func evaluate(_ batch: Batch) throws -> Operand {
    let values = try operands.map { try $0.evaluate(batch) }
    if values.contains(where: \.isMissingConstant) {
      return Operand(column: Column(repeating: .missing, type: type, count: 1), isConstant: true)
    }
    let columns = values.map { $0.expanded(to: batch.count) }
    let missing = columns.reduce(nil) { union($0, $1.missing) }
    var result = TextStorage()
    for row in 0..<batch.count {
      body(columns, row, &result.bytes)
      result.appendEmpty()
    }
    return Operand(column: Column(type: type, storage: .text(result), missing: missing))
  }
}

/// The number of elements of a list.
final class ListCountNode: UnaryNode {
  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let lists = try operand.column.listValues()
    let counts = (0..<lists.count).map { Int64(lists.offsets[$0 + 1] - lists.offsets[$0]) }
    return Column(type: type, storage: .int64(counts), missing: missing)
  }
}
