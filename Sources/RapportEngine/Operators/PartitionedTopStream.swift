import RapportValues

/// The first rows by the keys of each partition, in the order of partitions, then of the keys.
final class PartitionedTopStream: BatchStream {
  private let input: any BatchStream
  private let types: [ValueType]
  private let keys: SortNodes
  private let partitions: [ExprNode]
  private let count: Int
  private let table: GroupTable

  private var pool: [Batch] = []
  private var poolCount = 0
  private var keptCount = 0
  private var result: (any BatchStream)?

  init(
    _ input: any BatchStream, types: [ValueType], keys: SortNodes, partitions: [ExprNode], count: Int
  ) {
    self.input = input
    self.types = types
    self.keys = keys
    self.partitions = partitions
    self.count = max(0, count)
    table = GroupTable.make(partitions.map(\.type))
  }

  func next() throws -> Batch? {
    if let result { return try result.next() }
    while count > 0, let batch = try input.next() {
      guard batch.count > 0 else { continue }
      pool.append(batch)
      poolCount += batch.count
      if poolCount >= 2 * keptCount + 4 * batchSize { try settle() }
    }
    try settle()
    let kept = Batch.concatenate(pool, types: types)
    let partitionKeys = try partitions.map { RowOrder.Key(column: try $0.column(kept), descending: false) }
    let order = try RowOrder.sorted(partitionKeys + (try keys.keys(kept)), count: kept.count)
    let delivered = GatheredStream(kept, order: order)
    result = delivered
    return try delivered.next()
  }

  /// Cuts the pool to the rows that would be delivered now, in the order of the input.
  private func settle() throws {
    let all = Batch.concatenate(pool, types: types)
    let groups = try table.assign(try partitions.map { try $0.column(all) }, count: all.count)
    let order = try RowOrder.sorted(try keys.keys(all), count: all.count)
    var taken = [Int](repeating: 0, count: table.count)
    var kept: [Int] = []
    for row in order where taken[Int(groups[row])] < count {
      taken[Int(groups[row])] += 1
      kept.append(row)
    }
    kept.sort()
    pool = [all.gather(kept)]
    poolCount = kept.count
    keptCount = kept.count
  }
}
