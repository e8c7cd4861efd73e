import RapportValues

/// A batch of which only some rows count; gathering them is left to whoever knows which columns it needs.
struct SelectedBatch {
  let batch: Batch
  /// Ascending; nil for all rows.
  let rows: [Int]?

  var count: Int { rows?.count ?? batch.count }

  /// The rows that count, in all columns.
  func gathered() -> Batch { rows.map { batch.gather($0) } ?? batch }

  /// The rows that count, with only these columns filled in.
  func gathered(columns: Set<Int>) -> Batch { rows.map { batch.selecting($0, columns: columns) } ?? batch }
}

/// A stream that can leave the gathering to its consumer.
protocol SelectingStream: BatchStream {
  func nextSelected() throws -> SelectedBatch?
}

/// The next batch of any stream.
func nextSelected(_ stream: any BatchStream) throws -> SelectedBatch? {
  if let selecting = stream as? any SelectingStream { return try selecting.nextSelected() }
  return try stream.next().map { SelectedBatch(batch: $0, rows: nil) }
}
