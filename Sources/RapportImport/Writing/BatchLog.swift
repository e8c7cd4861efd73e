import RapportStore
import RapportValues

/// Records a batch while its rows are written, in the same transaction.
final class BatchLog {
  let id: Int64
  private let connection: Connection
  private let change: Statement
  private let range: Statement
  private let rangeChecks: Statement
  /// Keys inserted one after another that are not recorded yet, and the checks of their rows.
  private var open: ClosedRange<Int64>?
  private var checks: [UInt8] = []
  /// Longer ranges are recorded in parts, so that memory stays as it is.
  private static let rowsPerRange = 1 << 16

  /// Begins a batch.
  init(
    _ kind: String, of entity: String, source: String?, program: String, undoes: Int64? = nil,
    _ connection: Connection
  )
    throws
  {
    self.connection = connection
    let insert = try connection.prepare(
      "INSERT INTO batches (kind, entity, made, user, program, source, undoes_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        .text(kind), .text(entity), .text(Provenance.now()), Provenance.user().map { .text($0) } ?? .missing,
        .text(program),
        source.map { .text($0) } ?? .missing, undoes.map { .integer($0) } ?? .missing,
      ])
    _ = try insert.step()
    id = connection.lastRowID
    change = try connection.prepare(unbound: "INSERT INTO batch_changes VALUES (?, ?, ?, ?, ?)")
    range = try connection.prepare(unbound: "INSERT INTO batch_inserts VALUES (?, ?, ?)")
    rangeChecks = try connection.prepare(unbound: "INSERT INTO batch_checks VALUES (?, ?, ?)")
    checks.reserveCapacity(Self.rowsPerRange * RowCheck.size)
  }

  /// A row that was inserted; rows with following keys are one range.
  @inline(__always) func inserted(_ key: Int64, _ check: UInt32) throws {
    if let range = open, key == range.upperBound &+ 1, checks.count < Self.rowsPerRange * RowCheck.size {
      open = range.lowerBound...key
    } else {
      try flush()
      open = key...key
    }
    RowCheck.append(check, to: &checks)
  }

  /// A row that is known by several columns.
  func inserted(_ key: RowKey, _ check: UInt32) throws {
    try change.bind([.integer(id), key.recorded, .text(""), .missing, .integer(Int64(check))])
    _ = try change.run()
  }

  func updated(_ key: RowKey, _ column: String, from old: Value, to new: BoundCell) throws {
    try change.bind(cell: .integer(id), at: 1)
    try change.bind(key.recorded, at: 2)
    try change.bind(.text(column), at: 3)
    try change.bind(old, at: 4)
    try change.bind(cell: new, at: 5)
    _ = try change.run()
  }

  private func flush() throws {
    guard let open else { return }
    try range.bind([.integer(id), .integer(open.lowerBound), .integer(open.upperBound)])
    _ = try range.run()
    try rangeChecks.bind(.integer(id), at: 1)
    try rangeChecks.bind(.integer(open.lowerBound), at: 2)
    try checks.withUnsafeBufferPointer { bytes in
      try rangeChecks.bind(blob: bytes, at: 3)
      _ = try rangeChecks.run()
    }
    checks.removeAll(keepingCapacity: true)
    self.open = nil
  }

  /// Completes the batch.
  func finish(_ counts: [(column: String, count: Int)]) throws {
    try flush()
    let settings = counts.map { "\($0.column) = \($0.count)" }.joined(separator: ", ")
    try connection.execute("UPDATE batches SET \(settings) WHERE id = \(id)")
  }
}
