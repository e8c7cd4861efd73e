import RapportValues

/// The first row of each distinct combination of columns.
final class DistinctStream: BatchStream {
  private let input: any BatchStream
  private let positions: [Int]
  private let table: GroupTable

  init(_ input: any BatchStream, positions: [Int], types: [ValueType], check: @escaping Check) throws {
    self.input = input
    self.positions = positions
    table = try GroupTable.make(types, check: check)
    isWithoutKeys = types.isEmpty
  }

  private let isWithoutKeys: Bool
  private var isDone = false

  func next() throws -> Batch? {
    while !isDone, let batch = try input.next() {
      guard batch.count > 0 else { continue }
      if isWithoutKeys {
        isDone = true
        return batch.slice(0..<1)
      }
      let fresh = try table.freshRows(positions.map { batch.columns[$0] }, count: batch.count)
      if fresh.count == batch.count { return batch }
      if !fresh.isEmpty { return batch.gather(fresh) }
    }
    return nil
  }
}

extension GroupTable {
  /// Rows whose key appears for the first time.
  func freshRows(_ keys: [Column], count rows: Int) throws -> [Int] {
    var next = Int32(truncatingIfNeeded: count)
    let groups = try assign(keys, count: rows)
    var fresh: [Int] = []
    for row in 0..<rows where groups[row] == next {
      fresh.append(row)
      next += 1
    }
    return fresh
  }
}
