import RapportValues

/// Watches over a source: stops on request, counts rows, drops empty batches, and refuses columns that are not
/// what the plan says.
final class CheckedStream: BatchStream {
  private let input: any BatchStream
  private let types: [ValueType]
  private let context: ExecutionContext

  init(_ input: any BatchStream, types: [ValueType], context: ExecutionContext) {
    self.input = input
    self.types = types
    self.context = context
  }

  func next() throws -> Batch? {
    while true {
      try context.check()
      guard let batch = try input.next() else { return nil }
      if batch.count == 0 { continue }
      context.didRead(batch.count)
      guard batch.columns.count == types.count else {
        throw EvaluationError.mismatch("a source gave \(batch.columns.count) columns, not \(types.count)")
      }
      for (column, type) in zip(batch.columns, types) where !column.fits(type, count: batch.count) {
        throw EvaluationError.mismatch("a source gave a column that does not hold \(type)")
      }
      return batch
    }
  }
}
