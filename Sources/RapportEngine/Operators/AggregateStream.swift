import RapportValues

/// One row per group: the keys, then the aggregates.
final class AggregateStream: BatchStream {
  private let rows: DeferredStream

  /// `group` reads all input.
  init(_ group: @escaping () throws -> Grouper) {
    rows = DeferredStream {
      let grouper = try group()
      let columns = try grouper.table.keyColumns() + grouper.results()
      return SlicedStream(Batch(columns: columns, count: grouper.table.count))
    }
  }

  func next() throws -> Batch? { try rows.next() }
}
