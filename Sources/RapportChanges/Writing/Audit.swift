package import RapportStore
import RapportValues

/// Writes who did what.
package enum Audit {
  package struct Entry: Sendable {
    package var action: String
    package var entity: String
    package var query: String?
    package var columns: [String]
    /// Nil while nobody knows.
    package var rows: Int?
    package var batch: Int64?
    package var purpose: String?

    package init(
      action: String, entity: String, query: String?, columns: [String], rows: Int? = nil, batch: Int64? = nil,
      purpose: String? = nil
    ) {
      self.action = action
      self.entity = entity
      self.query = query
      self.columns = columns
      self.rows = rows
      self.batch = batch
      self.purpose = purpose
    }
  }

  static func record(_ provenance: Provenance.Record, _ entry: Entry, _ connection: Connection) throws {
    let insertion = try connection.prepare(
      """
      INSERT INTO audit (made, user, program, action, entity, query, columns, row_count, batch_id, purpose)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(provenance.made), text(provenance.user), .text(provenance.program), .text(entry.action),
        .text(entry.entity), text(entry.query),
        entry.columns.isEmpty ? .missing : .text(entry.columns.joined(separator: ", ")),
        entry.rows.map { .integer(Int64($0)) } ?? .missing, entry.batch.map { .integer($0) } ?? .missing,
        text(entry.purpose),
      ])
    _ = try insertion.step()
  }

  private static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .missing }

  // MARK: - Exports

  /// Enters an export before its first row leaves; gives the number of the entry.
  package static func begin(_ entry: Entry, program: String, in store: Store) throws -> Int64 {
    let connection = try store.writer()
    return try connection.transaction {
      try record(Provenance.Record(program: program), entry, connection)
      return connection.lastRowID
    }
  }

  /// Completes the entry of an export by the number of rows that left.
  package static func finish(_ number: Int64, rows: Int, in store: Store) throws {
    let connection = try store.writer()
    try connection.transaction {
      _ = try connection.prepare(
        "UPDATE audit SET row_count = ? WHERE id = ?", [.integer(Int64(rows)), .integer(number)]).step()
    }
  }
}
