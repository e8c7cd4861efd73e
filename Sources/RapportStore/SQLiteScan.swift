import CSQLite
import RapportEngine
import RapportPlan
package import RapportValues

/// Rows of a statement as typed column batches.
package final class SQLiteScan: BatchStream {
  /// Small, so that the first rows are shown soon.
  private static let firstBatch = 256
  private static let laterBatches = 4_096

  private let reader: Reader
  /// Keeps the run's state of the data while this stream is read.
  private let snapshot: Snapshot
  private let context: ExecutionContext
  private let decoders: [ColumnDecoder]
  private let types: [ValueType]
  /// Nil after the last row or an error.
  private var statement: Statement?
  private var size = SQLiteScan.firstBatch

  init(
    _ query: SourceQuery, on reader: Reader, keeping snapshot: Snapshot, in context: ExecutionContext
  ) throws {
    self.reader = reader
    self.snapshot = snapshot
    self.context = context
    types = query.columns.map(\.type)
    let (statement, decoders) = try reader.use { connection in
      let statement = try connection.prepare(query.sql, query.bindings, cached: true)
      return (statement, try Self.decoders(of: query, statement))
    }
    self.statement = statement
    self.decoders = decoders
  }

  deinit { release() }

  package func next() throws -> Batch? {
    try context.check()
    guard let statement else { return nil }
    do {
      let (count, isLast) = try reader.use { _ in try fill(statement) }
      if isLast { release() }
      size = Self.laterBatches
      return count == 0 ? nil : try batch(count)
    } catch {
      release()
      throw error
    }
  }

  /// Gives the statement back under the connection's lock, since other streams may be using the connection.
  private func release() {
    guard let statement else { return }
    self.statement = nil
    reader.use { _ in statement.close() }
  }

  private static func decoders(of query: SourceQuery, _ statement: Statement) throws -> [ColumnDecoder] {
    guard statement.columnCount >= query.columns.count else {
      throw StoreError(.statement, "a statement gives fewer columns than its plan needs")
    }
    return try query.columns.enumerated().map { position, column in
      try ColumnDecoder.make(
        for: column, named: statement.columnName(position), of: query.entity, capacity: laterBatches)
    }
  }

  /// Reads up to `size` rows; also tells whether they were the last.
  private func fill(_ statement: Statement) throws -> (count: Int, isLast: Bool) {
    let handle = statement.handle
    let size = size
    return try withUnsafeTemporaryAllocation(
      of: Unmanaged<ColumnDecoder>.self, capacity: max(decoders.count, 1)
    ) { readers in
      // Unmanaged references spare two reference counts per cell.
      let columns = decoders.count
      for position in 0..<columns { readers[position] = .passUnretained(decoders[position]) }
      var row = 0
      while row < size {
        let result = sqlite3_step(handle)
        guard result == SQLITE_ROW else {
          guard result == SQLITE_DONE else { throw failure(result, of: statement) }
          return (row, true)
        }
        for position in 0..<columns {
          guard let cell = sqlite3_column_value(handle, Int32(truncatingIfNeeded: position)) else {
            throw StoreError(.inputOutput, "there is not enough memory to read a row")
          }
          try readers[position]._withUnsafeGuaranteedRef { try $0.read(cell, row) }
        }
        row &+= 1
      }
      return (row, false)
    }
  }

  /// Why a step failed. `sum` of too large whole numbers is the only error of a calculation.
  private func failure(_ result: Int32, of statement: Statement) -> any Error {
    let error = statement.connection.error(result)
    guard result & 0xFF == SQLITE_ERROR, error.message.hasSuffix("integer overflow") else { return error }
    return EvaluationError.overflow(in: "this calculation").computing(decoders.lazy.compactMap(\.place.computed).first)
  }

  private func batch(_ count: Int) throws -> Batch {
    var columns: [Column] = []
    columns.reserveCapacity(decoders.count)
    for (decoder, type) in zip(decoders, types) {
      columns.append(
        Column(type: type, storage: try decoder.finish(count), missing: decoder.takeMissing(count)))
    }
    return Batch(columns: columns, count: count)
  }
}
