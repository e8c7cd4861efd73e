import RapportValues

enum Comparison {
  case equal, less, lessOrEqual, greater, greaterOrEqual

  /// What −1, 0 or 1 means to it.
  @inline(__always) func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  var isEqual: Bool { self == .equal }
}

/// Per row, whether the comparison of two operands holds.
@inline(__always)
func compareLanes<Element: BitwiseCopyable & Comparable>(
  _ comparison: Comparison, _ left: Lane<Element>, _ right: Lane<Element>, _ count: Int
) -> [Bool] {
  switch comparison {
  case .equal: zipLanes(left, right, count) { $0 == $1 }
  case .less: zipLanes(left, right, count) { $0 < $1 }
  case .lessOrEqual: zipLanes(left, right, count) { $0 <= $1 }
  case .greater: zipLanes(left, right, count) { $0 > $1 }
  case .greaterOrEqual: zipLanes(left, right, count) { $0 >= $1 }
  }
}

/// A comparison of two operands; false where one is missing.
class CompareNode: ConditionNode {
  let comparison: Comparison
  private let left: ExprNode
  private let right: ExprNode

  init(_ comparison: Comparison, _ left: ExprNode, _ right: ExprNode, cost: Int = 1) {
    self.comparison = comparison
    self.left = left
    self.right = right
    super.init(children: [left, right], cost: cost)
  }

  final override func mask(_ batch: Batch) throws -> [Bool] {
    let (a, b) = (try left.evaluate(batch), try right.evaluate(batch))
    if a.isMissingConstant || b.isMissingConstant {
      return [Bool](repeating: false, count: batch.count)
    }
    var mask = try compare(a, b, batch.count)
    if mask.count != batch.count {
      mask = [Bool](repeating: mask.first ?? false, count: batch.count)
    }
    if !a.isConstant { clear(&mask, where: a.missing) }
    if !b.isConstant { clear(&mask, where: b.missing) }
    return mask
  }

  /// One flag per row, one in all if both operands are constants; flags of missing rows do not matter.
  func compare(_ left: Operand, _ right: Operand, _ count: Int) throws -> [Bool] { [] }
}

/// Integers, decimals of one scale, days, booleans: everything that compares as it is stored.
final class CompareIntegersNode: CompareNode {
  override func compare(_ left: Operand, _ right: Operand, _ count: Int) throws -> [Bool] {
    compareLanes(comparison, try left.integers(count), try right.integers(count), count)
  }
}

/// Values of an ordered enum: only declared values have a rank.
final class CompareRanksNode: CompareNode {
  private let ranked: Int64

  init(_ comparison: Comparison, _ left: ExprNode, _ right: ExprNode, ranked: Int64) {
    self.ranked = ranked
    super.init(comparison, left, right)
  }

  override func compare(_ left: Operand, _ right: Operand, _ count: Int) throws -> [Bool] {
    let (a, b) = (try left.integers(count), try right.integers(count))
    var mask = compareLanes(comparison, a, b, count)
    let ranked = ranked
    let known = zipLanes(a, b, count) { $0 < ranked && $1 < ranked }
    mask.combine(known) { $0 && $1 }
    return mask
  }
}

/// Exact numbers of different scales, multiplied to the larger one.
final class CompareScaledNode: CompareNode {
  private let leftFactor: Int128
  private let rightFactor: Int128

  init(
    _ comparison: Comparison, _ left: ExprNode, _ right: ExprNode, factors: (left: Int128, right: Int128)
  ) {
    leftFactor = factors.left
    rightFactor = factors.right
    super.init(comparison, left, right, cost: 4)
  }

  override func compare(_ left: Operand, _ right: Operand, _ count: Int) throws -> [Bool] {
    let (leftFactor, rightFactor, comparison) = (leftFactor, rightFactor, comparison)
    return zipLanes(try left.integers(count), try right.integers(count), count) { a, b in
      // Factors are at most 10^19, so the products fit.
      let (x, y) = (Int128(a) &* leftFactor, Int128(b) &* rightFactor)
      return comparison.holds(x < y ? -1 : (x == y ? 0 : 1))
    }
  }
}

final class CompareFloatsNode: CompareNode {
  override func compare(_ left: Operand, _ right: Operand, _ count: Int) throws -> [Bool] {
    compareLanes(comparison, try left.floats(count), try right.floats(count), count)
  }
}

/// Lists, element by element.
final class CompareListsNode: CompareNode {
  override func compare(_ left: Operand, _ right: Operand, _ count: Int) throws -> [Bool] {
    let (a, b) = (left.expanded(to: count), right.expanded(to: count))
    return (0..<count).map { comparison.holds(a.compare($0, b, $0)) }
  }
}
