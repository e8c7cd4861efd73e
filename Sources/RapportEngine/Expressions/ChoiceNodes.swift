import RapportValues

/// Puts a column together from rows of several operands.
struct RowChooser {
  private let type: ValueType
  private let count: Int
  private var parts: [Column] = []
  private var height = 0
  /// Per row, its position in the parts one below the other; −1 gives missing.
  private var positions: [Int]

  init(type: ValueType, count: Int) {
    self.type = type
    self.count = count
    positions = [Int](repeating: -1, count: count)
  }

  /// Takes these rows from a node, which is evaluated for them alone if that matters.
  mutating func take(_ rows: [Int], from node: ExprNode, _ batch: Batch) throws {
    guard !rows.isEmpty else { return }
    let usesSelection = rows.count < count && (node.canFail || rows.count < count / 4)
    if usesSelection, node.constant == nil {
      take(rows, try node.evaluate(batch.selecting(rows, columns: node.inputs)), isSelected: true)
    } else {
      take(rows, try node.evaluate(batch), isSelected: false)
    }
  }

  /// `isSelected`: the operand has one value for each of `rows` instead of one for each row of the batch.
  mutating func take(_ rows: [Int], _ operand: Operand, isSelected: Bool) {
    if operand.isConstant {
      for row in rows { positions[row] = height }
    } else if isSelected {
      for (index, row) in rows.enumerated() { positions[row] = height + index }
    } else {
      for row in rows { positions[row] = height + row }
    }
    parts.append(operand.column)
    height += operand.column.count
  }

  func finish() -> Column {
    let stacked = Column.concatenate(
      parts.map { Column(type: type, storage: $0.storage, missing: $0.missing) }, type: type)
    return stacked.gather(positions)
  }
}

/// `when`: the value of the first branch whose condition holds. Conditions and values that can fail are
/// evaluated only for the rows that reach them.
final class WhenNode: ExprNode {
  struct Branch {
    let condition: ExprNode
    let value: ExprNode
  }
  private let branches: [Branch]
  private let otherwise: ExprNode?

  init(type: ValueType, branches: [Branch], otherwise: ExprNode?) {
    self.branches = branches
    self.otherwise = otherwise
    let children = branches.flatMap { [$0.condition, $0.value] } + (otherwise.map { [$0] } ?? [])
    super.init(type: type, children: children, cost: 8)
  }

  override func evaluate(_ batch: Batch) throws -> Operand {
    var chooser = RowChooser(type: type, count: batch.count)
    var open = Array(0..<batch.count)
    for branch in branches {
      if open.isEmpty { break }
      let isPartial =
        open.count < batch.count && (branch.condition.canFail || open.count < batch.count / 4)
      let mask = try isPartial ? branch.condition.mask(batch, rows: open) : branch.condition.mask(batch)
      var taken: [Int] = []
      var left: [Int] = []
      for (index, row) in open.enumerated() {
        if mask[isPartial ? index : row] { taken.append(row) } else { left.append(row) }
      }
      try chooser.take(taken, from: branch.value, batch)
      open = left
    }
    if let otherwise { try chooser.take(open, from: otherwise, batch) }
    return Operand(column: chooser.finish())
  }
}

/// The first operand that is not missing.
final class CoalesceNode: ExprNode {
  private let operands: [ExprNode]

  init(type: ValueType, _ operands: [ExprNode]) {
    self.operands = operands
    super.init(type: type, children: operands, cost: 4)
  }

  override func evaluate(_ batch: Batch) throws -> Operand {
    guard let first = operands.first else { return try super.evaluate(batch) }
    let value = try first.evaluate(batch)
    guard value.missing != nil else { return value }
    var chooser = RowChooser(type: type, count: batch.count)
    let column = value.expanded(to: batch.count)
    chooser.take(Array(0..<batch.count), Operand(column: column), isSelected: false)
    var open = Column.indexes(where: column.missing ?? [])
    for operand in operands.dropFirst() {
      if open.isEmpty { break }
      let part = try operand.evaluate(batch.selecting(open, columns: operand.inputs))
      let known = open.indices.filter { !part.column.isMissing(part.isConstant ? 0 : $0) }
      let picked = Operand(
        column: part.isConstant ? part.column : part.column.gather(known), isConstant: part.isConstant)
      chooser.take(known.map { open[$0] }, picked, isSelected: true)
      let taken = Set(known)
      open = open.indices.filter { !taken.contains($0) }.map { open[$0] }
    }
    return Operand(column: chooser.finish())
  }
}

/// The smallest or largest operand; missing ones are skipped, values of an enum without a rank too.
final class ExtremeNode: ExprNode {
  private let operands: [ExprNode]
  private let isLargest: Bool

  init(type: ValueType, _ operands: [ExprNode], isLargest: Bool) {
    self.operands = operands
    self.isLargest = isLargest
    super.init(type: type, children: operands, cost: 10)
  }

  override func evaluate(_ batch: Batch) throws -> Operand {
    let columns = try operands.map { try $0.evaluate(batch).expanded(to: batch.count) }
    var best = [Int](repeating: -1, count: batch.count)
    let ranked = type.rankedCount
    for (index, column) in columns.enumerated() {
      for row in 0..<batch.count where !column.isMissing(row) {
        if let ranked, case .int64(let values) = column.storage, values[row] >= ranked { continue }
        guard best[row] >= 0 else {
          best[row] = index
          continue
        }
        let order = column.compare(row, columns[best[row]], row)
        if isLargest ? order > 0 : order < 0 { best[row] = index }
      }
    }
    var chooser = RowChooser(type: type, count: batch.count)
    for (index, column) in columns.enumerated() {
      let rows = best.indices.filter { best[$0] == index }
      chooser.take(rows, Operand(column: column), isSelected: false)
    }
    return Operand(column: chooser.finish())
  }
}
