import RapportValues

/// Keeps the rows whose condition holds.
final class FilterStream: SelectingStream {
  private let input: any BatchStream
  private let condition: ExprNode

  init(_ input: any BatchStream, condition: ExprNode) {
    self.input = input
    self.condition = condition
  }

  func next() throws -> Batch? { try nextSelected()?.gathered() }

  func nextSelected() throws -> SelectedBatch? {
    while let batch = try input.next() {
      let rows = Column.indexes(where: try condition.mask(batch))
      if rows.isEmpty { continue }
      return SelectedBatch(batch: batch, rows: rows.count == batch.count ? nil : rows)
    }
    return nil
  }
}
