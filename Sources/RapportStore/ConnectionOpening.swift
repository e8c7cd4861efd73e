import CSQLite
import Glibc
import Synchronization

/// Opens a file as if it came from a stranger: every switch that lets a file act is off before it is read.
enum ConnectionOpening {
  /// `file:` names are paths from the first use on. SQLite refuses to be configured once it runs, as it may
  /// in a program that embeds Rapport; absolute paths keep us safe there too.
  private static let uriNamesAreOff: Bool = rapport_sqlite3_disable_uri() == SQLITE_OK

  static func open(_ path: DatabasePath, _ role: Connection.Role) throws -> Connection {
    try connected(path, role) { connection in
      try harden(connection, for: role)
      return connection
    }
  }

  /// A connection that has read nothing but the number in the header that says whose file it is.
  ///
  /// SQLite itself reads it: closing a file that a program has open elsewhere would drop that program's locks.
  static func look(at path: DatabasePath) throws -> (connection: Connection, applicationID: Int64) {
    try connected(path, .reader) { ($0, try $0.integer("PRAGMA application_id") ?? 0) }
  }

  /// Prepares a connection for its role before it reads any table.
  static func harden(_ connection: Connection, for role: Connection.Role) throws {
    configure(connection, role)
    try setPragmas(connection, role)
    // The first read of the file: here a stranger's file shows whether it is a database at all.
    _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
    if role != .writer { Authorizer.install(on: connection.handle) }
  }

  private static func connected<Result>(
    _ path: DatabasePath, _ role: Connection.Role, _ body: (Connection) throws -> Result
  ) throws -> Result {
    _ = uriNamesAreOff
    do {
      return try body(connect(path, role, immutable: false))
    } catch let error as StoreError where error.code == .permission || error.code == .readOnlyFolder {
      guard role != .writer, mayReadAsImmutable(path) else {
        throw SystemCall.exists(path.absolute + "-wal") && !SystemCall.mayWrite(path.folder)
          ? StoreError.unfinishedWrite(path.shown) : error
      }
      return try body(connect(path, role, immutable: true))
    }
  }

  /// A database in write-ahead mode whose log is gone was closed cleanly: all of it is in the file. In a
  /// folder where we may not make the log's index it can still be read, as long as nobody changes it
  /// meanwhile.
  private static func mayReadAsImmutable(_ path: DatabasePath) -> Bool {
    !SystemCall.mayWrite(path.folder) && !SystemCall.exists(path.absolute + "-wal")
      && !SystemCall.exists(path.absolute + "-journal")
  }

  private static func connect(
    _ path: DatabasePath, _ role: Connection.Role, immutable: Bool
  ) throws -> Connection {
    var flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX
    flags |= role == .writer ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
    if immutable { flags |= SQLITE_OPEN_URI }
    let name = immutable ? immutableName(path.absolute) : path.absolute
    var handle: OpaquePointer?
    let result = sqlite3_open_v2(name, &handle, flags, nil)
    guard let handle else {
      throw StoreError(.inputOutput, "there is not enough memory to open `\(path.shown)`")
    }
    let connection = Connection(handle: handle, path: path.shown, isImmutable: immutable)
    guard result == SQLITE_OK else { throw connection.error(result) }
    sqlite3_busy_timeout(handle, 5_000)
    return connection
  }

  /// The path as a URI with the one option wanted; every other character is escaped.
  private static func immutableName(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var name = Array("file:".utf8)
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        name.append(byte)
      default: name += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: name, as: UTF8.self) + "?immutable=1"
  }

  private static func configure(_ connection: Connection, _ role: Connection.Role) {
    let handle = connection.handle
    let isForeign = if case .foreign = role { true } else { false }
    let views = role != .foreign(views: false)
    let switches: [(Int32, Bool)] = [
      (SQLITE_DBCONFIG_DEFENSIVE, true), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, false), (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, false),
      (SQLITE_DBCONFIG_DQS_DML, false), (SQLITE_DBCONFIG_DQS_DDL, false),
      (SQLITE_DBCONFIG_WRITABLE_SCHEMA, false), (SQLITE_DBCONFIG_ENABLE_TRIGGER, !isForeign),
      (SQLITE_DBCONFIG_ENABLE_VIEW, views),
    ]
    for (option, isOn) in switches { _ = rapport_sqlite3_db_config_flag(handle, option, isOn ? 1 : 0) }
    for (limit, value) in limits { sqlite3_limit(handle, limit, value) }
    sqlite3_progress_handler(
      handle, 20_000,
      { context in
        guard let context else { return 0 }
        return Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue().mustStop ? 1 : 0
      }, Unmanaged.passUnretained(connection.watch).toOpaque())
  }

  /// Far above what a plan needs and far below what could exhaust the machine. Columns stay at SQLite's own
  /// limit, because a wider table would make its whole schema unreadable.
  private static let limits: [(Int32, Int32)] = [
    (SQLITE_LIMIT_LENGTH, 64_000_000), (SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
    (SQLITE_LIMIT_EXPR_DEPTH, 500), (SQLITE_LIMIT_COMPOUND_SELECT, 50),
    (SQLITE_LIMIT_VDBE_OP, 250_000), (SQLITE_LIMIT_FUNCTION_ARG, 100), (SQLITE_LIMIT_ATTACHED, 0),
    (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000), (SQLITE_LIMIT_VARIABLE_NUMBER, 32_766),
    (SQLITE_LIMIT_TRIGGER_DEPTH, 10), (SQLITE_LIMIT_WORKER_THREADS, 0),
  ]

  private static func setPragmas(_ connection: Connection, _ role: Connection.Role) throws {
    var pragmas = ["trusted_schema=OFF"]
    switch role {
    // Every cell of a stranger's page is checked when the page is read; on our own store that would double the
    // time of searches all over a large file.
    case .foreign: pragmas += ["cell_size_check=ON", "query_only=ON", "mmap_size=0"]
    case .reader: pragmas += ["query_only=ON", "mmap_size=1099511627776", "cache_size=-16000"]
    // A table's pages lie between those of others. Mapping brings in the neighbours too, which takes longer than
    // reading the pages, and none of them is wanted twice.
    case .scanner: pragmas += ["query_only=ON", "mmap_size=0", "cache_size=-2000"]
    case .writer: pragmas += ["foreign_keys=ON", "synchronous=FULL"]
    }
    for pragma in pragmas { try connection.execute("PRAGMA \(pragma)") }
  }
}
