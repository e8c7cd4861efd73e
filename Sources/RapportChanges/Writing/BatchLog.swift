import RapportCatalog
import RapportStore
import RapportValues

/// Records a batch while its rows are written, in the same transaction: what the rows were, the history of tracked
/// fields, and at the end who did it.
final class BatchLog {
  let id: Int64
  private let kind: String
  private let entity: Entity
  private let provenance: Provenance.Record
  private let statement: String?
  private let connection: Connection
  private let change: Statement
  private let range: Statement
  private let rangeChecks: Statement
  private let history: History
  /// Columns with values before, for the audit.
  private var touched: Set<String> = []
  /// Keys inserted one after another that are not recorded yet, and the checks of their rows.
  private var open: ClosedRange<Int64>?
  private var checks: [UInt8] = []
  /// Longer ranges are recorded in parts, so that memory stays as it is.
  private static let rowsPerRange = 1 << 16

  /// Begins a batch.
  ///
  /// - Parameters:
  ///   - statement: what was asked for, in the words of the language.
  ///   - day: the first one of new values; nil is the day by the clock.
  init(
    _ kind: String, of entity: Entity, source: String?, program: String, undoes: Int64? = nil,
    statement: String? = nil, day: Day? = nil, _ connection: Connection
  )
    throws
  {
    self.connection = connection
    self.kind = kind
    self.entity = entity
    self.statement = statement
    let provenance = Provenance.Record(program: program)
    self.provenance = provenance
    let insert = try connection.prepare(
      "INSERT INTO batches (kind, entity, made, user, program, source, undoes_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        .text(kind), .text(entity.name), .text(provenance.made), provenance.user.map { .text($0) } ?? .missing,
        .text(program),
        source.map { .text($0) } ?? .missing, undoes.map { .integer($0) } ?? .missing,
      ])
    _ = try insert.step()
    id = connection.lastRowID
    change = try connection.prepare(unbound: "INSERT INTO batch_changes VALUES (?, ?, ?, ?, ?)")
    range = try connection.prepare(unbound: "INSERT INTO batch_inserts VALUES (?, ?, ?)")
    rangeChecks = try connection.prepare(unbound: "INSERT INTO batch_checks VALUES (?, ?, ?)")
    history = try History(of: entity, batch: id, day: day?.description ?? provenance.day, connection)
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
    touched.insert(column)
    try history.changed(key, column, from: old, to: new)
  }

  /// A row that goes, whole: a cell per column of its table.
  func deleted(_ key: RowKey, _ columns: [String], _ row: Statement) throws {
    for (position, column) in columns.enumerated() {
      try change.bind([.integer(id), key.recorded, .text(column), row.value(position), .missing])
      _ = try change.run()
    }
  }

  /// A value that an undo gives back: it is in nobody's way, but a change.
  func restored(_ key: RowKey, _ column: String, from new: Value, to old: Value) throws {
    let text = StoredText(old)
    touched.insert(column)
    try withExtendedLifetime(text) { try history.changed(key, column, from: new, to: text.cell) }
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
  ///
  /// - Parameters:
  ///   - rows: how many were written.
  ///   - columns: of new rows.
  func finish(_ counts: [(column: String, count: Int)], rows: Int, columns: [String] = []) throws {
    try flush()
    let settings = counts.map { "\($0.column) = \($0.count)" }.joined(separator: ", ")
    try connection.execute("UPDATE batches SET \(settings) WHERE id = \(id)")
    try Audit.record(
      provenance,
      Audit.Entry(
        action: kind, entity: entity.name, query: statement, columns: fields(touched.union(columns)), rows: rows,
        batch: id), connection)
  }

  /// Columns as the catalog names them, in its order; copies made for searching are nobody's field.
  private func fields(_ columns: Set<String>) -> [String] {
    entity.fields.compactMap { field in
      field.column.flatMap { columns.contains($0) ? field.name : nil }
    }
  }
}

/// Writes what tracked fields were.
private struct History {
  private var fields: [String: String] = [:]
  private let insertion: Statement
  private let entity: String
  private let batch: Int64
  private let day: String

  init(of entity: Entity, batch: Int64, day: String, _ connection: Connection) throws {
    for field in entity.fields where field.isTracked {
      if let column = field.column { fields[column] = field.name }
    }
    self.entity = entity.name
    self.batch = batch
    self.day = day
    insertion = try connection.prepare(
      unbound: """
        INSERT INTO history (batch_id, entity, row_key, field, day, old_value, new_value)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
  }

  /// Only rows with a number for their key have a history.
  func changed(_ key: RowKey, _ column: String, from old: Value, to new: BoundCell) throws {
    guard let field = fields[column], key.count == 1, case .integer = key[0] else { return }
    let cells = [.integer(batch), .text(entity), key[0], .text(field), .text(day), old]
    for (position, cell) in cells.enumerated() { try insertion.bind(cell, at: position + 1) }
    try insertion.bind(cell: new, at: 7)
    _ = try insertion.run()
  }
}
