import RapportCatalog
import RapportStore
import RapportValues

/// Bringing back the rows that a batch deleted.
extension UndoRun {
  private struct Deleted {
    var key: Value
    var cells: [(column: String, value: Value)]
  }

  mutating func restoreDeleted(_ entity: Entity) throws {
    // A row may refer to others of the batch: whoever waits for one comes back after it.
    let rows = try deletedRows()
    var ready = Array(rows.reversed())
    var waiting: [Value: [Deleted]] = [:]
    while let row = ready.popLast() {
      if let wanted = try row.cells.first(where: { try !isThere($0.value, in: $0.column, entity, own: row.key) }) {
        waiting[wanted.value, default: []].append(row)
        continue
      }
      try bringBack(row, entity)
      ready += waiting.removeValue(forKey: row.key) ?? []
    }
    let left = Set(waiting.values.joined().map(\.key))
    for row in rows where left.contains(row.key) {
      leave(RowKey(recorded: row.key, columns: entity.key.count), entity, "refers to a row that is gone")
      report.failed += 1
    }
  }

  private func deletedRows() throws -> [Deleted] {
    let cells = try connection.prepare(
      "SELECT row_key, column_name, old_value FROM batch_changes WHERE batch_id = ? ORDER BY row_key",
      [.integer(batch)])
    var rows: [Deleted] = []
    while try cells.step() {
      let key = cells.value(0)
      if rows.last?.key != key { rows.append(Deleted(key: key, cells: [])) }
      rows[rows.count - 1].cells.append((cells.text(1) ?? "", cells.value(2)))
    }
    return rows
  }

  private mutating func bringBack(_ row: Deleted, _ entity: Entity) throws {
    let key = RowKey(recorded: row.key, columns: entity.key.count)
    let table = SQLName.quoted(entity.table)
    if try connection.integer("SELECT count(*) FROM \(table) WHERE \(condition(entity))", key) != 0 {
      report.changedSince += 1
      return leave(key, entity, "has taken the place of the deleted row")
    }
    let marks = Array(repeating: "?", count: row.cells.count).joined(separator: ", ")
    let insertion = try connection.prepare(
      "INSERT INTO \(table) (\(SQLName.list(row.cells.map(\.column)))) VALUES (\(marks))", row.cells.map(\.value),
      cached: true)
    if let violation = try insertion.run() {
      leave(key, entity, "cannot come back: \(violation)")
      report.failed += 1
      return
    }
    report.restored += 1
    try connection.execute(
      "DELETE FROM batch_changes WHERE batch_id = ? AND row_key = ?", [.integer(batch), row.key])
  }
}
