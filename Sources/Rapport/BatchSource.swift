import RapportEngine
import RapportValues

/// Where `Rows` come from.
protocol BatchSource: AnyObject {
  func next() throws(DiagnosticsError) -> Batch?
}

/// The batches of a query that is running.
final class RunningQuery: BatchSource {
  private let query: Query
  private let context: ExecutionContext
  private var stream: (any BatchStream)?

  init(_ stream: any BatchStream, of query: Query, context: ExecutionContext) {
    self.stream = stream
    self.query = query
    self.context = context
  }

  deinit { query.forget(context) }

  func next() throws(DiagnosticsError) -> Batch? {
    let batch = try query.wrapping {
      try context.check()
      return try stream?.next()
    }
    if batch == nil {
      stream = nil
      query.forget(context)
    }
    return batch
  }
}

/// Batches that are there already.
final class FinishedBatches: BatchSource {
  private var batches: ArraySlice<Batch>

  init(_ batches: [Batch]) { self.batches = batches[...] }

  func next() -> Batch? { batches.popFirst() }
}
