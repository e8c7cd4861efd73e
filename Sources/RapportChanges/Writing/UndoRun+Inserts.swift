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
    try spareLater(entity)
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
    try holdChanged(entity, keyColumn)
    try holdReferenced(entity)
    try connection.execute("DELETE FROM \(table) WHERE \(key) IN (SELECT key FROM doomed)")
    if let last = try connection.integer("SELECT key FROM doomed ORDER BY key DESC LIMIT 1") {
      try UsedKeys.note(last, of: entity, connection)
    }
    report.removed += Int(try connection.integer("SELECT count(*) FROM doomed") ?? 0)
    try countUnverified()
    try recordRemaining()
    try connection.execute("DROP TABLE doomed; DROP TABLE held")
  }

  /// A key that a later batch inserted again belongs to that batch.
  private func spareLater(_ entity: Entity) throws {
    let later = try connection.prepare(
      """
      SELECT i.first_key, i.last_key FROM batch_inserts AS i JOIN batches AS b ON b.id = i.batch_id
      WHERE b.entity = ? AND b.id > ?
      """, [.text(entity.name), .integer(batch)])
    while try later.step() {
      try connection.execute(
        "DELETE FROM doomed WHERE key BETWEEN ? AND ?", [.integer(later.integer(0)), .integer(later.integer(1))])
    }
  }

  /// Keeps rows that are not as they were inserted, whoever changed them.
  private mutating func holdChanged(_ entity: Entity, _ keyColumn: String) throws {
    let checks = try StoredRowChecks(of: entity.table, key: [keyColumn], connection)
    let key = SQLName.quoted(keyColumn)
    let rows = try connection.prepare(
      unbound: """
        SELECT doomed.key, \(checks.selection) FROM doomed CROSS JOIN \(SQLName.quoted(entity.table)) AS t
          ON t.\(key) = doomed.key
        WHERE doomed.key BETWEEN ? AND ?
        """)
    let changed = try connection.prepare(unbound: "INSERT OR IGNORE INTO held VALUES (?)")
    let ranges = try connection.prepare(
      "SELECT first_key, last_key, row_checks FROM batch_inserts JOIN batch_checks USING (batch_id, first_key) "
        + "WHERE batch_id = ?", [.integer(batch)])
    while try ranges.step() {
      let (first, record) = (ranges.integer(0), ranges.blob(2))
      try rows.bind([.integer(first), .integer(ranges.integer(1))])
      while try rows.step() {
        let found = rows.integer(0)
        if RowCheck.value(found &- first, in: record) == checks.value(rows, from: 1) { continue }
        try changed.bind([.integer(found)])
        _ = try changed.run()
      }
      rows.rewind()
    }
    try moveHeld(entity, "was changed since", \.changedSince)
  }

  /// Rows that will be gone of which no check was recorded.
  private mutating func countUnverified() throws {
    report.unverified += Int(
      try connection.integer(
        """
        SELECT count(*) FROM batch_inserts AS i CROSS JOIN doomed AS d ON d.key BETWEEN i.first_key AND i.last_key
        WHERE i.batch_id = ?
          AND NOT EXISTS (SELECT 1 FROM batch_checks WHERE batch_id = i.batch_id AND first_key = i.first_key)
        """, [.integer(batch)]) ?? 0)
  }

  /// Leaves to the batch the rows that were kept, each with its check.
  private func recordRemaining() throws {
    try connection.execute(
      """
      CREATE TEMP TABLE remaining AS SELECT d.key AS key,
        substr(row_checks, (d.key - i.first_key) * \(RowCheck.size) + 1, \(RowCheck.size)) AS row_check
      FROM batch_inserts AS i LEFT JOIN batch_checks USING (batch_id, first_key)
      JOIN held AS d ON d.key BETWEEN i.first_key AND i.last_key WHERE i.batch_id = ?
      """, [.integer(batch)])
    for table in ["batch_inserts", "batch_checks"] {
      try connection.execute("DELETE FROM \(table) WHERE batch_id = ?", [.integer(batch)])
    }
    try connection.execute("INSERT INTO batch_inserts SELECT ?, key, key FROM remaining", [.integer(batch)])
    try connection.execute(
      "INSERT INTO batch_checks SELECT ?, key, row_check FROM remaining WHERE row_check IS NOT NULL",
      [.integer(batch)])
    try connection.execute("DROP TABLE remaining")
  }

  /// Keeps rows that others refer to; a kept row may refer to others of the batch.
  private mutating func holdReferenced(_ entity: Entity) throws {
    let references = try RowReferences(to: entity.table, connection).all
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

  /// Moves what a statement puts into `held` out of `doomed`.
  private mutating func hold(
    _ sql: String, _ bindings: [Value], _ entity: Entity, _ reason: String,
    _ bucket: WritableKeyPath<UndoReport, Int>
  ) throws {
    try connection.execute(sql, bindings)
    try moveHeld(entity, reason, bucket)
  }

  private mutating func moveHeld(
    _ entity: Entity, _ reason: String, _ bucket: WritableKeyPath<UndoReport, Int>
  ) throws {
    let moved = try connection.prepare("SELECT key FROM held WHERE key IN (SELECT key FROM doomed)")
    while try moved.step() {
      report[keyPath: bucket] += 1
      leave([.integer(moved.integer(0))], entity, reason)
    }
    try connection.execute("DELETE FROM doomed WHERE key IN (SELECT key FROM held)")
  }

  mutating func removeComposites(_ entity: Entity) throws {
    let checks = try StoredRowChecks(of: entity.table, key: entity.key.map(\.column), connection)
    let rows = try connection.prepare(
      "SELECT row_key, new_value FROM batch_changes WHERE batch_id = ? AND column_name = ''", [.integer(batch)])
    var inserted: [(key: Value, check: Value)] = []
    while try rows.step() { inserted.append((rows.value(0), rows.value(1))) }
    for (key, check) in inserted {
      let parts = RowKey(recorded: key, columns: entity.key.count)
      let later = try connection.integer(
        """
        SELECT count(*) FROM batch_changes AS c JOIN batches AS b ON b.id = c.batch_id
        WHERE b.entity = ? AND b.id > ? AND c.row_key = ?
        """, [.text(entity.name), .integer(batch), key])
      if try later != 0 || isChanged(parts, check, checks, entity) {
        report.changedSince += 1
        leave(parts, entity, "was changed since")
        continue
      }
      try connection.execute(
        "DELETE FROM \(SQLName.quoted(entity.table)) WHERE \(condition(entity))", parts)
      if connection.changedRows == 0 {
        report.changedSince += 1
        leave(parts, entity, "is gone")
      } else {
        report.removed += 1
        if check == .missing { report.unverified += 1 }
      }
      try connection.execute(
        "DELETE FROM batch_changes WHERE batch_id = ? AND row_key = ?", [.integer(batch), key])
    }
  }

  /// Whether a row that is there is not as it was inserted.
  private func isChanged(
    _ key: RowKey, _ check: Value, _ checks: StoredRowChecks, _ entity: Entity
  ) throws -> Bool {
    guard case .integer(let recorded) = check else { return false }
    let sql = "SELECT \(checks.selection) FROM \(SQLName.quoted(entity.table)) WHERE \(condition(entity))"
    let row = try connection.prepare(sql, key, cached: true)
    defer { row.rewind() }
    return try row.step() && Int64(checks.value(row, from: 0)) != recorded
  }
}
