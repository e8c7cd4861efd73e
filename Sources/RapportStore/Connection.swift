import CSQLite
package import RapportValues

/// One connection to a SQLite file.
///
/// SQLite's own locking is off, so at most one thread at a time uses a connection; only `interrupt` may be
/// called from anywhere. The store's pool hands connections out accordingly.
package final class Connection: @unchecked Sendable {
  /// Whose file it is and what for.
  package enum Role: Hashable, Sendable {
    /// Somebody else's database: read only. Its views are closed unless the catalog names them.
    case foreign(views: Bool)
    /// Our own store, read only.
    case reader
    /// Our own store, read only, for reading a table from one end to the other.
    case scanner
    /// Our own store, for migrations and changes.
    case writer
  }

  package let path: String
  /// The file is read as one that nobody changes, because its folder allows no locks.
  package let isImmutable: Bool
  let handle: OpaquePointer
  let watch = Watch()
  /// Finalised statements waiting for their next use, by text.
  private var idle: [String: OpaquePointer] = [:]
  private static let mostIdle = 64

  /// Takes over an open handle.
  init(handle: OpaquePointer, path: String, isImmutable: Bool) {
    self.handle = handle
    self.path = path
    self.isImmutable = isImmutable
  }

  deinit {
    for statement in idle.values { sqlite3_finalize(statement) }
    if sqlite3_db_readonly(handle, "main") == 0 { emptyLog() }
    sqlite3_close_v2(handle)
  }

  /// Brings what was written from the log into the file, as far as no reader is in the way: whoever copies the file
  /// alone has all of it. SQLite does so only when no other connection is open, and readers of this process may be.
  private func emptyLog() {
    sqlite3_busy_timeout(handle, 0)
    for mode in [SQLITE_CHECKPOINT_PASSIVE, SQLITE_CHECKPOINT_TRUNCATE] {
      sqlite3_wal_checkpoint_v2(handle, nil, mode, nil, nil)
    }
  }

  /// Opens a database that is there.
  package static func open(_ path: String, as role: Role) throws -> Connection {
    try ConnectionOpening.open(DatabasePath.existing(path), role)
  }

  /// Stops the statement that is running, from any thread.
  package func interrupt() {
    watch.cancel()
    sqlite3_interrupt(handle)
  }

  /// A statement ready to run; texts that come again are parsed once.
  package func prepare(_ sql: String, _ bindings: [Value] = [], cached: Bool = false) throws -> Statement {
    let raw = try cached ? idle.removeValue(forKey: sql) ?? compile(sql) : compile(sql)
    let statement = Statement(connection: self, handle: raw, cacheKey: cached ? sql : nil)
    try statement.bind(bindings)
    return statement
  }

  /// A statement whose parameters are bound later.
  package func prepare(unbound sql: String) throws -> Statement {
    Statement(connection: self, handle: try compile(sql), cacheKey: nil)
  }

  /// Runs statements that give no rows.
  package func execute(_ sql: String) throws {
    var text: UnsafeMutablePointer<CChar>?
    let result = sqlite3_exec(handle, sql, nil, nil, &text)
    defer { sqlite3_free(text) }
    guard result == SQLITE_OK else { throw error(result) }
  }

  /// The first column of the first row as an integer.
  package func integer(_ sql: String, _ bindings: [Value] = []) throws -> Int64? {
    let statement = try prepare(sql, bindings)
    return try statement.step() ? statement.integer(0) : nil
  }

  /// What `row` makes of each row.
  func rows<Row>(
    _ sql: String, _ bindings: [Value] = [], _ row: (Statement) throws -> Row
  ) throws -> [Row] {
    let statement = try prepare(sql, bindings)
    var result: [Row] = []
    while try statement.step() { result.append(try row(statement)) }
    return result
  }

  /// How a transaction begins: with a lock for changes, or with the state of the first question.
  package enum TransactionMode: String {
    case writing = "BEGIN IMMEDIATE"
    case reading = "BEGIN"
  }

  /// Runs the body as one transaction; an error undoes all changes.
  package func transaction<Result>(
    _ mode: TransactionMode = .writing, _ body: () throws -> Result
  ) throws -> Result {
    try execute(mode.rawValue)
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // SQLite has already rolled back after some errors; then there is nothing to undo.
      if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// The error SQLite holds for this connection.
  func error(_ result: Int32) -> StoreError {
    if result & 0xFF == SQLITE_INTERRUPT, let reason = watch.reason { return reason }
    return .sqlite(result, detail: String(cString: sqlite3_errmsg(handle)), path: path)
  }

  /// Keeps a statement for its next use.
  func recycle(_ statement: OpaquePointer, _ key: String) {
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    if idle[key] == nil, idle.count < Self.mostIdle {
      idle[key] = statement
    } else {
      sqlite3_finalize(statement)
    }
  }

  private func compile(_ sql: String) throws -> OpaquePointer {
    var sql = sql
    var statement: OpaquePointer?
    var hasMore = false
    let result = sql.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { characters in
        var rest: UnsafePointer<CChar>?
        let result = sqlite3_prepare_v3(
          handle, characters.baseAddress, Int32(clamping: characters.count), 0, &statement, &rest)
        if let rest, let start = characters.baseAddress {
          hasMore = characters[(rest - start)...].contains { !Self.isBlank($0) }
        }
        return result
      }
    }
    guard result == SQLITE_OK, let statement else {
      throw result == SQLITE_OK ? StoreError(.statement, "a statement is empty") : error(result)
    }
    if hasMore {
      sqlite3_finalize(statement)
      throw StoreError(.statement, "a text holds more than one statement")
    }
    return statement
  }

  private static func isBlank(_ character: CChar) -> Bool {
    character == 32 || (9...13).contains(character) || character == 59
  }
}
