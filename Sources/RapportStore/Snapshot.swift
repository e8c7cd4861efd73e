import RapportEngine
import RapportPlan
import Synchronization

/// One state of the database, as all reads of one run see it.
///
/// Whoever runs a plan keeps the snapshot until the last batch; without that it lives as long as the streams
/// opened with it, and a stream opened after all others have ended may see a later state.
package final class Snapshot: Sendable {
  private let main: Reader
  private let pool: ConnectionPool
  private let scanners: ConnectionPool
  private let context: ExecutionContext
  /// Outside of any transaction, to see whether somebody has changed the database since; only for parallel
  /// reading.
  private let observer: Observer?

  init(pool: ConnectionPool, scanners: ConnectionPool, context: ExecutionContext) throws {
    self.pool = pool
    self.scanners = scanners
    self.context = context
    observer = context.threads > 1 ? try Observer(pool) : nil
    var main = try Snapshot.reader(pool, context)
    var attempts = 0
    while let observer, try observer.sawChange(), attempts < 10 {
      try observer.startOver()
      main = try Snapshot.reader(pool, context)
      attempts += 1
    }
    self.main = main
  }

  private static func reader(_ pool: ConnectionPool, _ context: ExecutionContext) throws -> Reader {
    let connection = try pool.take()
    connection.watch.attach(context)
    return try Reader(connection, pool: pool)
  }

  func open(_ query: SourceQuery) throws -> SQLiteScan {
    let reader = query.isPiece ? try companion(for: query) ?? main : main
    return try SQLiteScan(query, on: reader, keeping: self, in: context)
  }

  /// Another connection that sees the same state, or nil if the database has been changed since: then the
  /// piece is read by the main connection.
  private func companion(for query: SourceQuery) throws -> Reader? {
    guard let observer else { return nil }
    let reader = try Snapshot.reader(query.partition?.isPlainScan == true ? scanners : pool, context)
    return try observer.sawChange() ? nil : reader
  }
}

/// Tells whether other connections have changed the database since it started.
private final class Observer: Sendable {
  private let connection: Connection
  private let pool: ConnectionPool
  private let lock = Lock()
  private let start: Mutex<Int64?>

  init(_ pool: ConnectionPool) throws {
    self.pool = pool
    connection = try pool.take()
    start = Mutex(try connection.integer("PRAGMA data_version"))
  }

  deinit { pool.give(back: connection) }

  func startOver() throws {
    let now = try version()
    start.withLock { $0 = now }
  }

  func sawChange() throws -> Bool {
    let now = try version()
    return start.withLock { $0 != now }
  }

  private func version() throws -> Int64? {
    try lock.held { try connection.integer("PRAGMA data_version") }
  }
}

extension SourceQuery {
  /// One of the ranges a statement was divided into.
  var isPiece: Bool { partition?.sql == sql }
}
