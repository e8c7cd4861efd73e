import RapportValues

/// Adds aggregates over the rows of another relation with the same key.
final class AttachStream: BatchStream {
  private let input: any BatchStream
  private let keys: [ExprNode]
  private let group: () throws -> Grouper
  private var lookup: (table: GroupTable, results: [Column])?

  /// `group` reads all of the inner relation, grouped by the key.
  init(_ input: any BatchStream, keys: [ExprNode], group: @escaping () throws -> Grouper) {
    self.input = input
    self.keys = keys
    self.group = group
  }

  func next() throws -> Batch? {
    let (table, results) = try loaded()
    guard var batch = try input.next() else { return nil }
    let columns = try keys.map { try $0.column(batch) }
    let groups = try table.find(columns, count: batch.count)
    let missing = columns.reduce(nil) { union($0, $1.missing) }
    // Behind the groups stands one without rows.
    let nothing = table.count
    let rows = groups.withUnsafeBufferPointer { groups in
      [Int](unsafeUninitializedCapacity: batch.count) { target, filled in
        for row in 0..<batch.count {
          let group = groups[row]
          target.initializeElement(at: row, to: group < 0 ? nothing : Int(group))
        }
        filled = batch.count
      }
    }
    let positions = missing.map { missing in
      rows.indices.map { missing[$0] ? nothing : rows[$0] }
    } ?? rows
    for result in results { batch.columns.append(result.gather(positions)) }
    return batch
  }

  private func loaded() throws -> (table: GroupTable, results: [Column]) {
    if let lookup { return lookup }
    let grouper = try group()
    let made = (table: grouper.table, results: try grouper.results(extra: 1))
    lookup = made
    return made
  }
}
