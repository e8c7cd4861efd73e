import RapportCatalog
package import RapportValues

/// The kept runs in a store of our own, over one of its connections.
package struct KeptRuns {
  let connection: Connection

  package init(_ connection: Connection) { self.connection = connection }

  // MARK: Lists and runs

  /// The lists of a name, in the order they were first kept; of all names without one.
  package func lists(named name: String? = nil) throws -> [KeptList] {
    let condition = name == nil ? "" : " WHERE name = ?"
    return try connection.rows(
      "SELECT id, name, definition, parameters FROM kept_lists\(condition) ORDER BY id",
      name.map { [.text($0)] } ?? []
    ) { row in
      KeptList(
        id: row.integer(0),
        identity: KeptList.Identity(
          name: row.text(1) ?? "", definition: row.text(2) ?? "", lines: row.text(3) ?? ""))
    }
  }

  /// The names of all lists, in alphabetical order.
  package func names() throws -> [String] {
    try connection.rows("SELECT DISTINCT name FROM kept_lists ORDER BY name", []) { $0.text(0) ?? "" }
  }

  /// The last run of a list that answers for `day` or earlier; of any day without one.
  package func lastRun(of list: Int64, through day: Day? = nil) throws -> KeptRun? {
    try runs(of: list, through: day, limit: 1).first
  }

  /// The runs of a list, the last first.
  package func runs(of list: Int64, through day: Day? = nil, limit: Int = -1) throws -> [KeptRun] {
    let condition = day == nil ? "" : " AND day <= ?"
    return try connection.rows(
      """
      SELECT id, list_id, day, row_count FROM kept_runs WHERE list_id = ?\(condition)
      ORDER BY day DESC, id DESC LIMIT ?
      """, [.integer(list)] + (day.map { [.day($0)] } ?? []) + [.integer(Int64(limit))]
    ) { row in
      guard let day = row.text(2).flatMap(Day.init(iso:)) else { throw StoreError.damagedRun(row.integer(0)) }
      return KeptRun(id: row.integer(0), list: row.integer(1), day: day, rows: Int(clamping: row.integer(3)))
    }
  }

  /// The runs of a list by their numbers, the last first, whether or not their records can be read.
  package func runNumbers(of list: Int64) throws -> [Int64] {
    try connection.rows(
      "SELECT id FROM kept_runs WHERE list_id = ? ORDER BY day DESC, id DESC", [.integer(list)]
    ) { $0.integer(0) }
  }

  package func columns(of run: Int64) throws -> [KeptColumn] {
    try connection.rows(
      "SELECT name, type, enum_values, is_key, is_shown, privacy FROM kept_columns WHERE run_id = ? ORDER BY position",
      [.integer(run)]
    ) { row in
      KeptColumn(
        name: row.text(0) ?? "", type: KeptType(text: row.text(1) ?? "", enumValues: row.text(2)),
        isKey: row.integer(3) != 0, isShown: row.integer(4) != 0,
        privacy: row.text(5).map(Privacy.init(keptText:)))
    }
  }

  // MARK: Writing

  /// Runs the changes as one transaction.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try connection.transaction { try body() }
  }

  /// The list of an identity, made if it is not there.
  package func list(_ identity: KeptList.Identity) throws -> Int64 {
    if let known = try lists(named: identity.name).first(where: { $0.identity == identity }) { return known.id }
    let insert = try connection.prepare(
      "INSERT INTO kept_lists (name, definition, parameters) VALUES (?, ?, ?)",
      [.text(identity.name), .text(identity.definition), .text(identity.parameters)])
    _ = try insert.step()
    return connection.lastRowID
  }

  /// Adds a run with its rows, within the caller's transaction.
  package func add(
    to list: Int64, day: Day, program: String, changes: KeptChanges?, columns: [KeptColumn], rows: Batch
  ) throws -> Int64 {
    let insert = try connection.prepare(
      """
      INSERT INTO kept_runs (list_id, day, made, user, program, row_count, entered, gone, changed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(list), .day(day), .text(Provenance.now()), Provenance.user().map { .text($0) } ?? .missing,
        .text(program), .integer(Int64(rows.count)),
      ] + (changes.map { [$0.entered, $0.left, $0.changed].map { .integer(Int64($0)) } } ?? [.missing, .missing, .missing]))
    _ = try insert.step()
    let run = connection.lastRowID
    try add(columns, to: run)
    try add(rows, to: run)
    return run
  }

  private func add(_ columns: [KeptColumn], to run: Int64) throws {
    let insert = try connection.prepare(unbound: "INSERT INTO kept_columns VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    for (position, column) in columns.enumerated() {
      try insert.bind([
        .integer(run), .integer(Int64(position)), .text(column.name), .text(column.type.text),
        column.type.enumValues.map { .text($0) } ?? .missing, .integer(column.isKey ? 1 : 0),
        .integer(column.isShown ? 1 : 0), column.privacy.map { .text($0.keptText) } ?? .missing,
      ])
      _ = try insert.run()
    }
  }

  private func add(_ rows: Batch, to run: Int64) throws {
    let insert = try connection.prepare(unbound: "INSERT INTO kept_blocks VALUES (?, ?, ?, ?)")
    for first in stride(from: 0, to: rows.count, by: ColumnBlock.rows) {
      let range = first..<min(first + ColumnBlock.rows, rows.count)
      for (position, column) in rows.columns.enumerated() {
        let block = ColumnBlock.encode(column.slice(range))
        try block.withUnsafeBufferPointer { bytes in
          try insert.bind(cell: .integer(run), at: 1)
          try insert.bind(cell: .integer(Int64(first)), at: 2)
          try insert.bind(cell: .integer(Int64(position)), at: 3)
          try insert.bind(blob: bytes, at: 4)
          _ = try insert.run()
        }
      }
    }
  }

  /// Removes a run, and its list with its last run.
  package func remove(_ run: Int64, of list: Int64) throws {
    for table in ["kept_blocks", "kept_columns"] {
      _ = try connection.prepare("DELETE FROM \(table) WHERE run_id = ?", [.integer(run)]).run()
    }
    _ = try connection.prepare("DELETE FROM kept_runs WHERE id = ?", [.integer(run)]).run()
    _ = try connection.prepare(
      "DELETE FROM kept_lists WHERE id = ? AND NOT EXISTS (SELECT 1 FROM kept_runs WHERE list_id = ?)",
      [.integer(list), .integer(list)]
    ).run()
  }
}

extension StoreError {
  /// A kept run whose record or rows cannot be read.
  package static func damagedRun(_ run: Int64) -> StoreError {
    StoreError(
      .damagedFile, "kept run \(run) is damaged", help: ["remove it with `rapport history LIST --prune N`"])
  }
}
