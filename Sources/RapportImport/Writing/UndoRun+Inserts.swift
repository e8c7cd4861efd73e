import RapportCatalog
import RapportStore
import RapportValues

/// Deleting the rows that a batch inserted.
extension UndoRun {
  mutating func removeRanges(_ entity: Entity) throws {
    guard let keyColumn = entity.key.first?.column else { return }
    let key = SQLName.quoted(keyColumn)
    let table = SQLName.quoted(entity.table)
    try connection.execute(
      "CREATE TEMP TABLE doomed (key INTEGER PRIMARY KEY); CREATE TEMP TABLE held (key INTEGER PRIMARY KEY)")
    let ranges = try connection.prepare(
      "SELECT first_key, last_key FROM batch_inserts WHERE batch_id = ?", [.integer(batch)])
    var expected: Int64 = 0
    while try ranges.step() {
      let (first, last) = (ranges.integer(0), ranges.integer(1))
      expected += last - first + 1
      try connection.execute(
        "INSERT INTO doomed SELECT \(key) FROM \(table) WHERE \(key) BETWEEN ? AND ?",
        [.integer(first), .integer(last)])
    }
    // A key that a later batch inserted again belongs to that batch.
    try connection.execute(
      """
      DELETE FROM doomed WHERE EXISTS (SELECT 1 FROM batch_inserts AS i JOIN batches AS b ON b.id = i.batch_id
        WHERE b.entity = ? AND b.id > ? AND doomed.key BETWEEN i.first_key AND i.last_key)
      """, [.text(entity.name), .integer(batch)])
    let present = try connection.integer("SELECT count(*) FROM doomed") ?? 0
    if present < expected {
      report.changedSince += Int(expected - present)
      report.left.append("\(expected - present) rows are gone")
    }
    try hold(
      """
      INSERT OR IGNORE INTO held SELECT c.row_key FROM batch_changes AS c JOIN batches AS b ON b.id = c.batch_id
      WHERE b.entity = ? AND b.id > ? AND c.row_key IN (SELECT key FROM doomed)
      """, [.text(entity.name), .integer(batch)], entity, "was changed since", \.changedSince)
    try holdReferenced(entity)
    try connection.execute("DELETE FROM \(table) WHERE \(key) IN (SELECT key FROM doomed)")
    report.removed += Int(try connection.integer("SELECT count(*) FROM doomed") ?? 0)
    try connection.execute("DELETE FROM batch_inserts WHERE batch_id = ?", [.integer(batch)])
    try connection.execute("INSERT INTO batch_inserts SELECT ?, key, key FROM held", [.integer(batch)])
    try connection.execute("DROP TABLE doomed; DROP TABLE held")
  }

  /// Keeps rows that others refer to; a kept row may refer to others of the batch.
  private mutating func holdReferenced(_ entity: Entity) throws {
    let references = try self.references(to: entity)
    var before = -1
    while before != report.inUse {
      before = report.inUse
      for (table, column) in references {
        let isSelf = table == entity.table
        let key = SQLName.quoted(entity.key.first?.column ?? "")
        let others = isSelf ? " AND \(key) NOT IN (SELECT key FROM doomed)" : ""
        try hold(
          "INSERT OR IGNORE INTO held SELECT \(SQLName.quoted(column)) FROM \(SQLName.quoted(table)) "
            + "WHERE \(SQLName.quoted(column)) IN (SELECT key FROM doomed)\(others)",
          [], entity, "is used by \(table)", \.inUse)
      }
    }
  }

  /// Tables and columns that refer to an entity's rows.
  private func references(to entity: Entity) throws -> [(table: String, column: String)] {
    let schema = try DatabaseSchema.read(connection, foreignKeys: true)
    return schema.tables.flatMap { table in
      table.foreignKeys.filter { $0.table == entity.table && $0.columns.count == 1 }.map {
        (table.name, $0.columns[0])
      }
    }
  }

  /// Moves what a statement puts into `held` out of `doomed`.
  private mutating func hold(
    _ sql: String, _ bindings: [Value], _ entity: Entity, _ reason: String,
    _ bucket: WritableKeyPath<UndoReport, Int>
  ) throws {
    try connection.execute(sql, bindings)
    let moved = try connection.prepare("SELECT key FROM held WHERE key IN (SELECT key FROM doomed)")
    while try moved.step() {
      report[keyPath: bucket] += 1
      leave([moved.integer(0)], entity, reason)
    }
    try connection.execute("DELETE FROM doomed WHERE key IN (SELECT key FROM held)")
  }

  mutating func removeComposites(_ entity: Entity) throws {
    let rows = try connection.prepare(
      "SELECT row_key FROM batch_changes WHERE batch_id = ? AND column_name = ''", [.integer(batch)])
    var keys: [Value] = []
    while try rows.step() { keys.append(rows.value(0)) }
    for key in keys {
      let parts = Self.parts(key)
      let later = try connection.integer(
        """
        SELECT count(*) FROM batch_changes AS c JOIN batches AS b ON b.id = c.batch_id
        WHERE b.entity = ? AND b.id > ? AND c.row_key = ?
        """, [.text(entity.name), .integer(batch), key])
      if later != 0 {
        report.changedSince += 1
        leave(parts, entity, "was changed since")
        continue
      }
      try connection.execute(
        "DELETE FROM \(SQLName.quoted(entity.table)) WHERE \(condition(entity))", parts.map { .integer($0) })
      if connection.changedRows == 0 {
        report.changedSince += 1
        leave(parts, entity, "is gone")
      } else {
        report.removed += 1
      }
      try connection.execute(
        "DELETE FROM batch_changes WHERE batch_id = ? AND row_key = ?", [.integer(batch), key])
    }
  }
}
