import RapportValues

/// Keeps the rows whose condition holds.
final class FilterStream: BatchStream {
  private let input: any BatchStream
  private let condition: ExprNode

  init(_ input: any BatchStream, condition: ExprNode) {
    self.input = input
    self.condition = condition
  }

  func next() throws -> Batch? {
    while let batch = try input.next() {
      let rows = Column.indexes(where: try condition.mask(batch))
      if rows.count == batch.count, rows.count > 0 { return batch }
      if !rows.isEmpty { return batch.gather(rows) }
    }
    return nil
  }
}
