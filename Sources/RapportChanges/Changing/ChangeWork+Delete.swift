import RapportCatalog
import RapportStore
import RapportValues

/// `| delete`
extension ChangeWork {
  mutating func delete(_ batches: [Batch]) throws {
    // Rows may refer to each other.
    try connection.execute("PRAGMA defer_foreign_keys=ON")
    var keys: [RowKey] = []
    var seen: Set<RowKey> = []
    for batch in batches {
      for row in 0..<batch.count {
        let key = key(batch, row)
        if seen.insert(key).inserted { keys.append(key) }
      }
    }
    if entity.key.count == 1 { try refuseReferenced(keys.map { $0[0] }) }
    // Nothing is deleted if one row cannot be.
    if faultCount > 0 { return }
    let columns = defaults.all.map(\.column)
    let table = SQLName.quoted(entity.table)
    let condition = entity.key.map { SQLName.quoted($0.column) + " = ?" }.joined(separator: " AND ")
    let row = try connection.prepare(unbound: "SELECT \(SQLName.list(columns)) FROM \(table) WHERE \(condition)")
    let deletion = try connection.prepare(unbound: "DELETE FROM \(table) WHERE \(condition)")
    var last: Int64?
    for key in keys {
      try checkCancellation()
      try row.bind(key)
      guard try row.step() else {
        row.rewind()
        continue
      }
      try log.deleted(key, columns, row)
      note(key + columns.indices.map { row.value($0) })
      row.rewind()
      if report.rows.count < Self.mostShown { report.rows.append(ChangedRow(row: label(key), changes: [])) }
      try deletion.bind(key)
      if let violation = try deletion.run() {
        refuse(label(key), fault(violation))
      } else {
        report.changed += 1
        if key.count == 1, case .integer(let number) = key[0] { last = max(last ?? number, number) }
      }
    }
    if let last { try UsedKeys.note(last, of: entity, connection) }
  }

  /// Refuses rows that rows which stay refer to, and names these.
  private mutating func refuseReferenced(_ keys: [Value]) throws {
    try connection.execute("CREATE TEMP TABLE leaving (key PRIMARY KEY) WITHOUT ROWID")
    let insertion = try connection.prepare(unbound: "INSERT INTO leaving VALUES (?)")
    for key in keys {
      try insertion.bind([key])
      _ = try insertion.run()
    }
    var users: [Value: [String]] = [:]
    for (table, column) in try RowReferences(to: entity.table, connection).all {
      let (name, column) = (SQLName.quoted(table), SQLName.quoted(column))
      let own = SQLName.quoted(entity.key[0].column)
      let staying = table == entity.table ? " AND \(own) NOT IN (SELECT key FROM leaving)" : ""
      let rows = try connection.prepare(
        "SELECT \(column), count(*) FROM \(name) WHERE \(column) IN (SELECT key FROM leaving)\(staying) GROUP BY 1")
      while try rows.step() { users[rows.value(0), default: []].append(count(rows.integer(1), of: table)) }
    }
    for key in keys {
      guard let all = users[key] else { continue }
      refuse(
        label([key]),
        CellFault(
          .inUse, "is used by " + all.joined(separator: ", "),
          help: ["delete those rows first, or let them refer to another row"]))
    }
    try connection.execute("DROP TABLE leaving")
  }

  private func count(_ count: Int64, of table: String) -> String {
    let other = catalog.entities.first { $0.table == table }
    let name = count == 1 ? other?.singular : other?.name
    return "\(count) \((name ?? table).replacing("_", with: " "))"
  }
}
