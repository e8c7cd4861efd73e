import RapportValues

/// Whether a discrete value is among constants.
final class IntegerMemberNode: ConditionNode {
  private let operand: ExprNode
  private let members: Set<Int64>
  /// Flags from the smallest member on, if all members lie close together.
  private let flags: [Bool]
  private let low: Int64

  init(_ operand: ExprNode, members: Set<Int64>) {
    self.operand = operand
    self.members = members
    let (low, high) = (members.min() ?? 0, members.max() ?? 0)
    self.low = low
    if high.subtractingReportingOverflow(low).overflow || high - low >= 4_096 {
      flags = []
    } else {
      flags = (low...high).map { members.contains($0) }
    }
    super.init(children: [operand], cost: 3)
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    let value = try operand.evaluate(batch)
    guard !members.isEmpty, !value.isMissingConstant else {
      return [Bool](repeating: false, count: batch.count)
    }
    let lane = try value.integers(batch.count)
    let (low, members) = (low, members)
    var mask: [Bool]
    if flags.isEmpty {
      mask = lane.map(batch.count) { members.contains($0) }
    } else {
      mask = flags.withUnsafeBufferPointer { flags in
        let count = UInt64(flags.count)
        return lane.map(batch.count) { value in
          let index = UInt64(bitPattern: value &- low)
          return index < count && flags[Int(index)]
        }
      }
    }
    if value.isConstant { return [Bool](repeating: mask.first ?? false, count: batch.count) }
    clear(&mask, where: value.missing)
    return mask
  }
}

/// Whether a float is among constants.
final class FloatMemberNode: ConditionNode {
  private let operand: ExprNode
  private let members: Set<Double>

  init(_ operand: ExprNode, members: Set<Double>) {
    self.operand = operand
    self.members = members
    super.init(children: [operand], cost: 10)
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    let value = try operand.evaluate(batch)
    let members = members
    var mask = try value.floats(batch.count).map(batch.count) { members.contains($0) }
    clear(&mask, where: value.missing)
    return value.isConstant ? [Bool](repeating: mask.first ?? false, count: batch.count) : mask
  }
}

/// Whether a text is among constants, both folded unless exact.
final class TextMemberNode: ConditionNode {
  private let operand: ExprNode
  private let members: ByteSet
  private let isFolded: Bool

  init(_ operand: ExprNode, members: [String], isFolded: Bool) {
    self.operand = operand
    self.isFolded = isFolded
    self.members = ByteSet(members.map { isFolded ? TextFold.folded($0) : Array($0.utf8) })
    super.init(children: [operand], cost: 20)
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    let value = try operand.evaluate(batch)
    let count = batch.count
    guard !value.isMissingConstant else { return [Bool](repeating: false, count: count) }
    var mask = [Bool](repeating: false, count: count)
    var scratch: [UInt8] = []
    let (members, isFolded) = (members, isFolded)
    try value.texts(count).forEach(count) { row, bytes in
      guard isFolded else {
        mask[row] = members.contains(bytes)
        return
      }
      scratch.removeAll(keepingCapacity: true)
      TextFold.fold(bytes, into: &scratch)
      mask[row] = scratch.withUnsafeBufferPointer { members.contains($0) }
    }
    if !value.isConstant { clear(&mask, where: value.missing) }
    return mask
  }
}

/// Whether a key is among the rows of a relation. The relation is read when the first batch comes.
final class RelationMemberNode: ConditionNode {
  private let keys: [ExprNode]
  private let load: () throws -> GroupTable
  private var table: GroupTable?

  init(_ keys: [ExprNode], load: @escaping () throws -> GroupTable) {
    self.keys = keys
    self.load = load
    super.init(children: keys, canFail: false, cost: 30)
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    let table = try loaded()
    let columns = try keys.map { try $0.column(batch) }
    let groups = try table.find(columns, count: batch.count)
    var mask = groups.map { $0 >= 0 }
    for column in columns { clear(&mask, where: column.missing) }
    return mask
  }

  private func loaded() throws -> GroupTable {
    if let table { return table }
    let made = try load()
    table = made
    return made
  }
}

/// A set of byte strings.
struct ByteSet {
  private var slots: [Int]
  private var members: [[UInt8]] = []
  private let mask: Int

  init(_ all: [[UInt8]]) {
    var size = 8
    while size < all.count * 2 { size *= 2 }
    slots = [Int](repeating: -1, count: size)
    mask = size - 1
    for member in all {
      var slot = member.withUnsafeBufferPointer { Int(truncatingIfNeeded: hashBytes($0)) } & mask
      while slots[slot] >= 0, members[slots[slot]] != member { slot = (slot + 1) & mask }
      guard slots[slot] < 0 else { continue }
      slots[slot] = members.count
      members.append(member)
    }
  }

  func contains(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var slot = Int(truncatingIfNeeded: hashBytes(bytes)) & mask
    while slots[slot] >= 0 {
      if members[slots[slot]].withUnsafeBufferPointer({ equalBytes($0, bytes) }) { return true }
      slot = (slot + 1) & mask
    }
    return false
  }
}
