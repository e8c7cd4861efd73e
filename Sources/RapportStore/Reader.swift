/// A connection inside a read transaction, shared by the streams of one run.
///
/// Its lock is taken once per batch, so streams on different threads may use one connection and see one state
/// of the data.
final class Reader: Sendable {
  private let connection: Connection
  private let lock = Lock()
  private let pool: ConnectionPool

  /// Begins a read transaction; the connection goes back to the pool when the last stream is gone.
  init(_ connection: Connection, pool: ConnectionPool) throws {
    self.connection = connection
    self.pool = pool
    try connection.execute("BEGIN")
    // A deferred transaction takes its snapshot at its first read.
    _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
  }

  deinit {
    connection.watch.attach(nil)
    // Ending a read transaction loses nothing; a connection that fails to end it is not used again.
    guard (try? connection.execute("COMMIT")) != nil else { return }
    pool.give(back: connection)
  }

  func use<Result>(_ body: (Connection) throws -> Result) rethrows -> Result {
    try lock.held { try body(connection) }
  }
}
