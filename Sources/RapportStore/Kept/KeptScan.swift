import RapportEngine
import RapportPlan
package import RapportValues

/// Rows of a kept run as typed column batches, a batch per block.
final class KeptScan: BatchStream {
  private let run: Int64
  private let columns: [FileScan.FileColumn]
  private let context: ExecutionContext?
  /// Blocks in the order of rows, then of columns; nil after the last or an error.
  private var statement: Statement?
  private var isOnRow = false
  /// Set where no column is asked for.
  private var countOnly: Int?
  /// Rows that the run has, and those found so far.
  private let all: Int64
  private var found: Int64 = 0

  init(_ run: Int64, columns: [FileScan.FileColumn], in connection: Connection, _ context: ExecutionContext?) throws {
    self.run = run
    self.columns = columns
    self.context = context
    guard let rows = try connection.integer("SELECT row_count FROM kept_runs WHERE id = ?", [.integer(run)]) else {
      throw StoreError(.noFile, "kept run \(run) is no longer there")
    }
    guard rows >= 0 else { throw StoreError.damagedRun(run) }
    all = rows
    if columns.isEmpty {
      if rows == 0 { return }
      countOnly = Int(clamping: rows)
      return
    }
    let wanted = Set(columns.map(\.position)).sorted().map(String.init).joined(separator: ", ")
    statement = try connection.prepare(
      """
      SELECT first_row, position, content FROM kept_blocks WHERE run_id = ? AND position IN (\(wanted))
      ORDER BY first_row, position
      """, [.integer(run)])
    isOnRow = try statement?.step() ?? false
  }

  func next() throws -> Batch? {
    try context?.check()
    if let count = countOnly {
      countOnly = nil
      return Batch(columns: [], count: count)
    }
    guard let statement, isOnRow else {
      if self.statement != nil, found != all { throw damage() }
      self.statement = nil
      return nil
    }
    let first = statement.integer(0)
    guard first == found else { throw damage() }
    var blocks: [Int: Column] = [:]
    var count = -1
    while isOnRow, statement.integer(0) == first {
      let position = Int(clamping: statement.integer(1))
      guard let type = columns.first(where: { $0.position == position })?.type,
        let column = ColumnBlock.decode(statement.blob(2), type: type), count < 0 || column.count == count
      else { throw damage() }
      count = column.count
      blocks[position] = column
      isOnRow = try statement.step()
    }
    let columns = try columns.map { column in
      guard let block = blocks[column.position] else { throw damage() }
      return block
    }
    found += Int64(count)
    return Batch(columns: columns, count: count)
  }

  /// Nothing follows what is damaged.
  private func damage() -> StoreError {
    statement = nil
    return .damagedRun(run)
  }
}

extension KeptRuns {
  /// All rows of a run; `types` are those of its columns.
  package func rows(of run: Int64, types: [ValueType]) throws -> Batch {
    let columns = types.enumerated().map { FileScan.FileColumn(id: ColumnID($0), type: $1, position: $0) }
    let scan = try KeptScan(run, columns: columns, in: connection, nil)
    var batches: [Batch] = []
    while let batch = try scan.next() { batches.append(batch) }
    return batches.isEmpty ? Batch(emptyOf: types) : .concatenate(batches, types: types)
  }
}
