import RapportStore
import RapportValues

/// Records a batch while its rows are written, in the same transaction.
final class BatchLog {
  let id: Int64
  private let connection: Connection
  private let change: Statement
  private let range: Statement
  /// Keys inserted one after another that are not recorded yet.
  private var open: ClosedRange<Int64>?

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
  }

  /// A row that was inserted; rows with following keys are one range.
  @inline(__always) func inserted(_ key: Int64) throws {
    if let range = open, key == range.upperBound &+ 1 {
      open = range.lowerBound...key
      return
    }
    try flush()
    open = key...key
  }

  func inserted(_ key: [Int64]) throws {
    if key.count == 1 { return try inserted(key[0]) }
    try change.bind([.integer(id), Self.value(key), .text(""), .missing, .missing])
    _ = try change.run()
  }

  func updated(_ key: [Int64], _ column: String, from old: Value, to new: BoundCell) throws {
    try change.bind(cell: .integer(id), at: 1)
    try change.bind(Self.value(key), at: 2)
    try change.bind(.text(column), at: 3)
    try change.bind(old, at: 4)
    try change.bind(cell: new, at: 5)
    _ = try change.run()
  }

  /// A row's key as the log holds it.
  static func value(_ key: [Int64]) -> Value {
    key.count == 1 ? .integer(key[0]) : .text(key.map(String.init).joined(separator: "/"))
  }

  private func flush() throws {
    guard let open else { return }
    try range.bind([.integer(id), .integer(open.lowerBound), .integer(open.upperBound)])
    _ = try range.run()
    self.open = nil
  }

  /// Completes the batch.
  func finish(_ counts: [(column: String, count: Int)]) throws {
    try flush()
    let settings = counts.map { "\($0.column) = \($0.count)" }.joined(separator: ", ")
    try connection.execute("UPDATE batches SET \(settings) WHERE id = \(id)")
  }
}
