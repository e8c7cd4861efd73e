import RapportPlan
import RapportValues

/// `union`, `except` and `intersect`.
final class CombineStream: BatchStream {
  /// One side: its rows, the nodes that give the key and those that give the result.
  struct Side {
    let rows: any BatchStream
    let keys: [ExprNode]
    let columns: [ExprNode]
  }

  private let kind: SetKind
  private let left: Side
  private let right: Side
  /// Keys delivered already.
  private let delivered: GroupTable
  /// Keys of the right side.
  private let others: GroupTable
  private var hasReadOthers = false
  private var isLeftDone = false

  init(_ kind: SetKind, check: @escaping Check, left: Side, right: Side) throws {
    self.kind = kind
    self.left = left
    self.right = right
    let types = left.keys.map(\.type)
    delivered = try GroupTable.make(types, check: check)
    others = try GroupTable.make(types, check: check)
  }

  func next() throws -> Batch? {
    if kind != .union, !hasReadOthers { try readOthers() }
    while !isLeftDone {
      guard let batch = try left.rows.next() else {
        isLeftDone = true
        break
      }
      if let rows = try fresh(batch, left) { return rows }
    }
    guard kind == .union else { return nil }
    while let batch = try right.rows.next() {
      if let rows = try fresh(batch, right) { return rows }
    }
    return nil
  }

  private func readOthers() throws {
    hasReadOthers = true
    while let batch = try right.rows.next() {
      _ = try others.assign(try right.keys.map { try $0.column(batch) }, count: batch.count)
    }
  }

  /// The rows to deliver from a batch of one side; nil if there are none.
  private func fresh(_ batch: Batch, _ side: Side) throws -> Batch? {
    var batch = batch
    var keys = try side.keys.map { try $0.column(batch) }
    if kind != .union {
      let found = try others.find(keys, count: batch.count)
      let wanted = kind == .intersect
      let rows = found.indices.filter { (found[$0] >= 0) == wanted }
      if rows.count < batch.count {
        batch = batch.gather(rows)
        keys = keys.map { $0.gather(rows) }
      }
    }
    let rows = try delivered.freshRows(keys, count: batch.count)
    guard !rows.isEmpty else { return nil }
    if rows.count < batch.count { batch = batch.gather(rows) }
    return Batch(columns: try side.columns.map { try $0.column(batch) }, count: batch.count)
  }
}
