package import RapportScheduling
package import RapportValues

/// Versions of the plan of visits. Rows of a version never change; only its state does.
extension Store {
  /// Keeps a version as the newest draft, all of it or nothing. A step by hand is kept only while the version that it changes
  /// stands.
  ///
  /// - Parameter obligations: all that the plan had to settle.
  /// - Returns: its number.
  package func keep(
    _ plan: VisitPlan, _ record: PlanRecord, obligations: [Obligation], program: String
  ) throws -> Int64 {
    let writer = try writer()
    return try writer.transaction {
      if record.step != .schedule {
        try Self.expect(try PlanReader(writer).standing()?.id == record.base, "another step was taken")
      }
      let id = try PlanWriter(writer).write(plan, record, obligations: obligations, program: program)
      // Only one draft stands at a time.
      try writer.run(
        "UPDATE plans SET state = 'replaced' WHERE state = 'draft' AND id <> ?", [.integer(id)])
      return id
    }
  }

  /// Versions, the newest first.
  package func plans() throws -> [PlanRecord] {
    try pool.use { try PlanReader($0).records("", []) }
  }

  /// The version that stands: the newest that was neither replaced nor taken back.
  package func standingPlan() throws -> PlanRecord? { try pool.use { try PlanReader($0).standing() } }

  package func publishedPlan() throws -> PlanRecord? {
    try pool.use { try PlanReader($0).records("WHERE state = 'published' ORDER BY id DESC LIMIT 1", []).first }
  }

  /// A version with its rows; nil if there is none of this number.
  package func plan(_ id: Int64) throws -> StoredPlan? {
    try pool.use { connection in
      let reader = PlanReader(connection)
      return try reader.records("WHERE id = ?", [.integer(id)]).first.map { try reader.rows(of: $0) }
    }
  }

  /// The version that a visit belongs to.
  package func plan(ofVisit id: Int64) throws -> Int64? {
    try pool.use { try $0.integer("SELECT plan_id FROM plan_visits WHERE id = ?", [.integer(id)]) }
  }

  /// The number that a stop of a person has in a version.
  package func stop(of person: Int64, at account: Int64, on day: Day, in plan: Int64) throws -> Int64? {
    try pool.use {
      try $0.integer(
        "SELECT id FROM plan_visits WHERE plan_id = ? AND person_id = ? AND day = ? AND account_id = ? AND at_desk = 0",
        [.integer(plan), .integer(person), .day(day), .integer(account)])
    }
  }

  /// Puts a draft into force; the plan that was takes a step back.
  package func publish(_ id: Int64) throws {
    try change { writer in
      let drafts = try writer.integer("SELECT count(*) FROM plans WHERE id = ? AND state = 'draft'", [.integer(id)])
      try Self.expect(drafts == 1, "plan \(id) was replaced or taken back")
      try writer.run("UPDATE plans SET state = 'replaced' WHERE state = 'published'", [])
      try writer.run("UPDATE plans SET state = 'published', published = coalesce(published, ?) WHERE id = ? AND state = 'draft'",
        [.text(Provenance.now()), .integer(id)])
    }
  }

  /// Takes back the newest version: a draft is withdrawn, and the draft before it stands again; a published plan becomes a draft
  /// again, and the one published before is in force again.
  package func withdraw(_ record: PlanRecord) throws {
    try change { writer in
      let standing = try PlanReader(writer).standing()
      try Self.expect(standing?.id == record.id && standing?.state == record.state, "another step was taken")
      let id = Value.integer(record.id)
      switch record.state {
      case .draft:
        try writer.run("UPDATE plans SET state = 'withdrawn' WHERE id = ?", [id])
        try writer.run(
          """
          UPDATE plans SET state = 'draft' WHERE id =
            (SELECT max(id) FROM plans WHERE state = 'replaced' AND id < ?
              AND id > (SELECT coalesce(max(id), 0) FROM plans WHERE state = 'published'))
          """, [id])
      case .published:
        try writer.run("UPDATE plans SET state = 'draft' WHERE id = ?", [id])
        try writer.run(
          """
          UPDATE plans SET state = 'published' WHERE id =
            (SELECT max(id) FROM plans WHERE state = 'replaced' AND published IS NOT NULL AND id < ?)
          """, [id])
      case .replaced, .withdrawn: break
      }
    }
  }

  /// What another process did since the plan was read.
  private static func expect(_ holds: Bool, _ change: String) throws {
    guard !holds else { return }
    throw StoreError(
      .locked, "\(change) meanwhile by another program",
      help: ["`rapport plan list` shows all versions; try again"])
  }

  private func change(_ body: (Connection) throws -> Void) throws {
    let writer = try writer()
    try writer.transaction { try body(writer) }
  }
}

extension Connection {
  /// Runs a statement that gives no rows.
  func run(_ sql: String, _ bindings: [Value]) throws {
    _ = try prepare(sql, bindings).run()
  }
}

extension Store {
  /// The key of the obligation behind a row of `planned_unmet`.
  package func duty(ofUnmet id: Int64) throws -> String? {
    try pool.use { connection in
      try connection.rows(
        "SELECT key FROM plan_duties WHERE id = (SELECT duty_id FROM plan_unmet WHERE id = ?)", [.integer(id)]
      ) { $0.text(0) ?? "" }.first
    }
  }

  /// What accounts and people are called.
  package func planNames() throws -> (accounts: [Int64: String], people: [Int64: String]) {
    try pool.use { connection in
      func names(_ table: String) throws -> [Int64: String] {
        let rows = try connection.rows("SELECT id, name FROM \(table)", []) { ($0.integer(0), $0.text(1) ?? "") }
        return Dictionary(rows) { first, _ in first }
      }
      return (try names("accounts"), try names("people"))
    }
  }
}
