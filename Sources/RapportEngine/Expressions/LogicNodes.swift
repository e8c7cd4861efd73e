import RapportValues

/// `and`: conditions after the first look only at rows that are still undecided, if that is cheaper or if
/// they can fail.
final class AndNode: ConditionNode {
  private let conditions: [ExprNode]

  init(_ conditions: [ExprNode]) {
    // Cheap ones first, unless an error could depend on the order.
    self.conditions =
      conditions.contains(where: \.canFail) ? conditions : conditions.stablySorted { $0.cost < $1.cost }
    super.init(children: conditions)
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    var mask = [Bool](repeating: true, count: batch.count)
    for (index, condition) in conditions.enumerated() {
      if index == 0 {
        mask = try condition.mask(batch)
        continue
      }
      let open = Column.indexes(where: mask)
      if open.isEmpty { break }
      if open.count < batch.count, condition.canFail || open.count < batch.count / 4 {
        let decided = try condition.mask(batch, rows: open)
        for (position, row) in open.enumerated() { mask[row] = decided[position] }
      } else {
        let other = try condition.mask(batch)
        mask.combine(other) { $0 && $1 }
      }
    }
    return mask
  }
}

/// `or`, the mirror image of `and`.
final class OrNode: ConditionNode {
  private let conditions: [ExprNode]

  init(_ conditions: [ExprNode]) {
    self.conditions =
      conditions.contains(where: \.canFail) ? conditions : conditions.stablySorted { $0.cost < $1.cost }
    super.init(children: conditions)
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    var mask = [Bool](repeating: false, count: batch.count)
    for (index, condition) in conditions.enumerated() {
      if index == 0 {
        mask = try condition.mask(batch)
        continue
      }
      let open = Column.indexes(where: mask.map { !$0 })
      if open.isEmpty { break }
      if open.count < batch.count, condition.canFail || open.count < batch.count / 4 {
        let decided = try condition.mask(batch, rows: open)
        for (position, row) in open.enumerated() { mask[row] = decided[position] }
      } else {
        let other = try condition.mask(batch)
        mask.combine(other) { $0 || $1 }
      }
    }
    return mask
  }
}

final class NotNode: ConditionNode {
  private let condition: ExprNode

  init(_ condition: ExprNode) {
    self.condition = condition
    super.init(children: [condition])
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    let mask = try condition.mask(batch)
    return mask.map { !$0 }
  }
}

final class IsMissingNode: ConditionNode {
  private let operand: ExprNode

  init(_ operand: ExprNode) {
    self.operand = operand
    super.init(children: [operand])
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    let value = try operand.evaluate(batch)
    if value.isConstant { return [Bool](repeating: value.isMissingConstant, count: batch.count) }
    return value.missing ?? [Bool](repeating: false, count: batch.count)
  }
}

extension Array where Element == Bool {
  /// Replaces each flag by what `body` makes of it and the other's.
  @inline(__always)
  mutating func combine(_ other: [Bool], _ body: (Bool, Bool) -> Bool) {
    let count = Swift.min(count, other.count)
    other.withUnsafeBufferPointer { other in
      withUnsafeMutableBufferPointer { flags in
        for row in 0..<count { flags[row] = body(flags[row], other[row]) }
      }
    }
  }
}

extension Array {
  /// Sorted, equal elements staying in their order.
  func stablySorted(by areInOrder: (Element, Element) -> Bool) -> [Element] {
    enumerated().sorted { left, right in
      if areInOrder(left.element, right.element) { return true }
      if areInOrder(right.element, left.element) { return false }
      return left.offset < right.offset
    }.map(\.element)
  }
}
