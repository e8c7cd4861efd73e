import RapportValues

/// The first rows by the keys of each partition, in the order of partitions, then of the keys.
final class PartitionedTopStream: BatchStream {
  private let input: any BatchStream
  private let types: [ValueType]
  private let keys: SortNodes
  private let partitions: [ExprNode]
  private let count: Int
  private let table: GroupTable
  private let check: Check

  private var pool: [Batch] = []
  private var poolCount = 0
  private var keptCount = 0
  private var result: (any BatchStream)?

  init(
    _ input: any BatchStream, types: [ValueType], keys: SortNodes, partitions: [ExprNode], count: Int,
    check: @escaping Check
  ) throws {
    self.input = input
    self.types = types
    self.keys = keys
    self.partitions = partitions
    self.count = max(0, count)
    self.check = check
    table = try GroupTable.make(partitions.map(\.type), check: check)
  }

  func next() throws -> Batch? {
    if let result { return try result.next() }
    while count > 0, let batch = try input.next() {
      try check()
      guard batch.count > 0 else { continue }
      pool.append(batch)
      poolCount += batch.count
      if poolCount >= 2 * keptCount + 4 * batchSize { try settle() }
    }
    try settle()
    let kept = try Batch.concatenate(pool, types: types, check: check)
    let partitionKeys = try partitions.map {
      RowOrder.Key(column: try $0.column(kept, check: check), descending: false)
    }
    let order = try RowOrder.sorted(
      partitionKeys + keys.keys(kept, check: check), count: kept.count, check: check)
    let delivered = GatheredStream(kept, order: order)
    result = delivered
    return try delivered.next()
  }

  /// Cuts the pool to the rows that would be delivered now, in the order of the input.
  private func settle() throws {
    let all = try Batch.concatenate(pool, types: types, check: check)
    let groups = try table.assign(partitions.map { try $0.column(all, check: check) }, count: all.count)
    let order = try RowOrder.sorted(keys.keys(all, check: check), count: all.count, check: check)
    var taken = [Int](repeating: 0, count: table.count)
    var isKept = [Bool](repeating: false, count: all.count)
    try inPieces(order.count, check) { piece in
      for row in order[piece] where taken[Int(groups[row])] < count {
        taken[Int(groups[row])] += 1
        isKept[row] = true
      }
    }
    let kept = Column.indexes(where: isKept)
    pool = [try all.gather(kept, check: check)]
    poolCount = kept.count
    keptCount = kept.count
  }
}
