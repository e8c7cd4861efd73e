package import RapportPlan
package import RapportValues

/// Rows pulled batch by batch. Batches may have any number of rows; after nil the stream stays at its end.
package protocol BatchStream: AnyObject {
  func next() throws -> Batch?
}

/// Where rows come from: a store, files, or tables in memory.
///
/// Batches must have exactly the columns asked for, in that order, stored as their types say. A stream is
/// used by one thread only; `open` may be called from several threads at once.
package protocol ScanProvider: Sendable {
  func open(_ query: SourceQuery, in context: ExecutionContext) throws -> any BatchStream
  func open(_ scan: Scan, in context: ExecutionContext) throws -> any BatchStream
  func open(_ file: FileScan, in context: ExecutionContext) throws -> any BatchStream

  /// Queries that together read the rows of `query` once, in its order, each one able to run beside the
  /// others; at most `limit` of them. One query (or none) means that the query cannot be divided.
  func partitions(of query: SourceQuery, limit: Int) throws -> [SourceQuery]
}

extension ScanProvider {
  package func partitions(of query: SourceQuery, limit: Int) throws -> [SourceQuery] { [query] }
}
