import RapportCatalog
package import RapportStore
import RapportSyntax
import RapportValues

/// What an undo took back, and what it left.
public struct UndoReport: Sendable, Hashable {
  public var batch: Int64 = 0
  public var entity = ""
  /// Inserted rows that were deleted.
  public var removed = 0
  /// Updated rows that have their earlier values again, and deleted rows that are back.
  public var restored = 0
  /// Rows that somebody changed or deleted since.
  public var changedSince = 0
  /// Rows that others refer to.
  public var inUse = 0
  /// Rows the store would not take back.
  public var failed = 0
  /// Rows that were taken back although nobody can tell whether another program changed them since: they were
  /// imported by a version that did not record what they held.
  public var unverified = 0
  /// Some of the rows that were left, with the reason.
  public var left: [String] = []
  /// The batch that records the undo; nil for a dry run, or when there was nothing to do.
  public var undoBatch: Int64?

  public var isComplete: Bool { changedSince + inUse + failed == 0 }
}

/// Takes a batch back: rows it inserted are deleted, rows it updated get their earlier values, rows it deleted come back,
/// unless somebody changed them since.
package struct UndoRun {
  let connection: Connection
  let catalog: Catalog
  let batch: Int64
  private let isDryRun: Bool
  private let program: String
  var report = UndoReport()
  private static let mostShown = 20

  package static func run(_ store: Store, batch: Int64, isDryRun: Bool, program: String) throws -> UndoReport
  {
    guard store.isOwn else {
      throw ImportError(.denied, .foreign, "`\(store.path)` is somebody else's database; it has no batches")
    }
    let connection = try store.writer()
    // What refers to the rows is looked up for all of them at once.
    try connection.execute("PRAGMA foreign_keys=OFF")
    try connection.useCache(megabytes: 64)
    try connection.execute("BEGIN IMMEDIATE")
    do {
      var run = UndoRun(connection, store.catalog, batch, isDryRun, program)
      try run.run()
      let isKept = !isDryRun && run.report.removed + run.report.restored > 0
      try connection.execute(isKept ? "COMMIT" : "ROLLBACK")
      if !isKept { run.report.undoBatch = nil }
      return run.report
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  private init(
    _ connection: Connection, _ catalog: Catalog, _ batch: Int64, _ isDryRun: Bool, _ program: String
  ) {
    self.connection = connection
    self.catalog = catalog
    self.batch = batch
    self.isDryRun = isDryRun
    self.program = program
    report.batch = batch
  }

  private mutating func run() throws {
    let (entity, kind) = try foundEntity()
    report.entity = entity.name
    let log = try BatchLog("undo", of: entity, source: nil, program: program, undoes: batch, connection)
    if kind == ChangeKind.delete.rawValue {
      try restoreDeleted(entity)
    } else {
      try restoreUpdates(entity, log)
      if entity.key.count == 1 {
        try removeRanges(entity)
      } else {
        try removeComposites(entity)
      }
    }
    try log.finish(
      [("removed", report.removed), ("restored", report.restored)], rows: report.removed + report.restored)
    if report.isComplete {
      try connection.execute(
        "UPDATE batches SET undone_id = ? WHERE id = ?", [.integer(log.id), .integer(batch)])
    }
    report.undoBatch = log.id
  }

  private func foundEntity() throws -> (entity: Entity, kind: String) {
    let row = try connection.prepare(
      "SELECT kind, entity, undone_id FROM batches WHERE id = ?", [.integer(batch)])
    guard try row.step(), let name = row.text(1) else {
      throw ImportError(.usage, .batch, "there is no batch \(batch)", help: ["`rapport batches` lists them"])
    }
    let kind = row.text(0) ?? ""
    if kind == "undo" {
      throw ImportError(
        .usage, .undone, "batch \(batch) is an undo itself",
        help: ["import the file again, or repeat the statement"])
    }
    if !row.isMissing(2) {
      throw ImportError(.usage, .undone, "batch \(batch) was undone before, by batch \(row.integer(2))")
    }
    guard let entity = catalog.entity(name) else {
      throw ImportError(.data, .batch, "batch \(batch) wrote \(name), which the catalog does not name")
    }
    return (entity, kind)
  }

  // MARK: Updated rows

  private struct Change {
    var column: String
    var old: Value
    var new: Value
  }

  private mutating func restoreUpdates(_ entity: Entity, _ log: BatchLog) throws {
    let changes = try connection.prepare(
      "SELECT row_key, column_name, old_value, new_value FROM batch_changes "
        + "WHERE batch_id = ? AND column_name <> '' ORDER BY row_key", [.integer(batch)])
    var key: Value?
    var row: [Change] = []
    var done: [Value] = []
    while try changes.step() {
      let next = changes.value(0)
      if let key, key != next {
        if try restore(key, row, entity, log) { done.append(key) }
        row = []
      }
      key = next
      row.append(Change(column: changes.text(1) ?? "", old: changes.value(2), new: changes.value(3)))
    }
    if let key, try restore(key, row, entity, log) { done.append(key) }
    for key in done {
      try connection.execute(
        "DELETE FROM batch_changes WHERE batch_id = ? AND row_key = ?", [.integer(batch), key])
    }
  }

  /// Gives a row its earlier values if it still has those of the batch.
  private mutating func restore(
    _ key: Value, _ changes: [Change], _ entity: Entity, _ log: BatchLog
  ) throws -> Bool {
    let parts = RowKey(recorded: key, columns: entity.key.count)
    let columns = changes.map { SQLName.quoted($0.column) }
    let condition = condition(entity)
    let table = SQLName.quoted(entity.table)
    let current = try connection.prepare(
      "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE \(condition)",
      parts, cached: true)
    guard try current.step() else {
      leave(parts, entity, "is gone")
      report.changedSince += 1
      return false
    }
    let isUnchanged = changes.indices.allSatisfy { current.value($0) == changes[$0].new }
    current.rewind()
    guard isUnchanged else {
      leave(parts, entity, "was changed since")
      report.changedSince += 1
      return false
    }
    for change in changes where try !isThere(change.old, in: change.column, entity) {
      leave(parts, entity, "its earlier \(change.column) is gone")
      report.failed += 1
      return false
    }
    let settings = columns.map { $0 + " = ?" }.joined(separator: ", ")
    let update = try connection.prepare(
      "UPDATE \(table) SET \(settings) WHERE \(condition)", changes.map(\.old) + parts,
      cached: true)
    if let violation = try update.run() {
      leave(parts, entity, "cannot have its earlier values: \(violation)")
      report.failed += 1
      return false
    }
    for change in changes { try log.restored(parts, change.column, from: change.new, to: change.old) }
    report.restored += 1
    return true
  }

  /// Whether the row an earlier value refers to still exists, or is the row itself.
  func isThere(_ value: Value, in column: String, _ entity: Entity, own: Value = .missing) throws -> Bool {
    guard case .integer = value else { return true }
    for field in entity.fields {
      guard case .toOne(let name, let columns) = field.kind, columns == [column],
        let other = catalog.entity(name), let key = other.key.first?.column
      else { continue }
      if other.name == entity.name, value == own { return true }
      let sql = "SELECT count(*) FROM \(SQLName.quoted(other.table)) WHERE \(SQLName.quoted(key)) = ?"
      return try connection.integer(sql, [value]) != 0
    }
    return true
  }

  func condition(_ entity: Entity) -> String {
    entity.key.map { SQLName.quoted($0.column) + " = ?" }.joined(separator: " AND ")
  }

  mutating func leave(_ key: RowKey, _ entity: Entity, _ reason: String) {
    guard report.left.count < Self.mostShown else { return }
    report.left.append(RowLabel.text(key, entity, connection) + " " + reason)
  }
}
