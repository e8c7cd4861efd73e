import Glibc
import RapportValues
import Testing

@testable import RapportStore

/// Files that are no database, or that somebody made to do harm.
@Suite struct OpeningTests {
  private func code(_ body: () throws -> Void) -> StoreError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? StoreError)?.code
    }
  }

  private func openCode(_ path: String) -> StoreError.Code? {
    code { _ = try Connection.open(path, as: .foreign(views: false)) }
  }

  @Test func opensADatabase() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", "CREATE TABLE t(x); INSERT INTO t VALUES (7)")
    let connection = try Connection.open(path, as: .foreign(views: false))
    #expect(try connection.integer("SELECT x FROM t") == 7)
    #expect(!connection.isImmutable)
  }

  @Test func missingFilesAndFoldersAreNamed() throws {
    let folder = try TemporaryFolder()
    #expect(openCode(folder.file("none.db")) == .noFile)
    #expect(openCode(folder.path) == .noFile)
    #expect(openCode(folder.path + "/") == .noFile)
    #expect(openCode("") == .noFile)
    #expect(openCode("a\0b") == .noFile)
    #expect(openCode(folder.write("f", "x") + "/g.db") == .noFile)
  }

  @Test func pipesAndLinksAreRefused() throws {
    let folder = try TemporaryFolder()
    mkfifo(folder.file("pipe"), 0o600)
    #expect(openCode(folder.file("pipe")) == .noFile)
    #expect(openCode("/dev/zero") == .noFile)
    let real = try folder.database("real.db", "CREATE TABLE t(x)")
    symlink(real, folder.file("link.db"))
    #expect(openCode(folder.file("link.db")) == .noFile)
    symlink(folder.file("nowhere"), folder.file("dangling.db"))
    #expect(openCode(folder.file("dangling.db")) == .noFile)
  }

  @Test func aLinkedFolderIsFollowed() throws {
    let folder = try TemporaryFolder()
    let other = try TemporaryFolder()
    try folder.database("a.db", "CREATE TABLE t(x)")
    symlink(folder.path, other.file("shortcut"))
    #expect(openCode(other.file("shortcut/a.db")) == nil)
  }

  @Test(arguments: ["hello", "a,b\n1,2\n", String(repeating: "SQLite format 4\n", count: 300)])
  func textIsNoDatabase(_ text: String) throws {
    let folder = try TemporaryFolder()
    #expect(openCode(folder.write("a.db", text)) == .notADatabase)
  }

  @Test func emptyFilesAreNoDatabase() throws {
    let folder = try TemporaryFolder()
    #expect(openCode(folder.write("a.db", "")) == .notADatabase)
    #expect(openCode(folder.write("z.db", [UInt8](repeating: 0, count: 8_192))) == .notADatabase)
  }

  @Test func uriNamesAreNames() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("file:x?mode=rwc", "CREATE TABLE t(x)")
    #expect(openCode(path) == nil)
    #expect(openCode("file:\(folder.file("new.db"))?mode=rwc") == .noFile)
    #expect(openCode("file:x?mode=rwc") == .noFile)
    #expect(openCode(":memory:") == .noFile)
    #expect(access(folder.file("new.db"), F_OK) != 0)
  }

  @Test func truncatedFilesAreDamaged() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database(
      "a.db",
      """
      CREATE TABLE t(x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<2000)
      INSERT INTO t SELECT printf('%0100d', i) FROM n
      """)
    let bytes = folder.bytes("a.db")
    for length in [100, 4_096, 9_000, bytes.count / 2] {
      let cut = folder.write("cut.db", Array(bytes.prefix(length)))
      let found = code {
        let connection = try Connection.open(cut, as: .foreign(views: false))
        _ = try connection.integer("SELECT sum(length(x)) FROM t")
      }
      #expect(found == .damagedFile || found == .notADatabase, "\(length) bytes")
    }
    #expect(openCode(path) == nil)
  }

  @Test func garbledFilesNeverCrash() throws {
    let folder = try TemporaryFolder()
    try folder.database(
      "a.db",
      """
      CREATE TABLE t(x INTEGER PRIMARY KEY, y TEXT); CREATE INDEX i ON t(y);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<500)
      INSERT INTO t SELECT i, printf('%050d', i) FROM n
      """)
    let bytes = folder.bytes("a.db")
    var state: UInt64 = 42
    for _ in 0..<200 {
      var copy = bytes
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        copy[Int(state >> 33) % copy.count] = UInt8(truncatingIfNeeded: state >> 25)
      }
      let path = folder.write("garbled.db", copy)
      // Any answer will do, a crash or a hang will not.
      _ = try? Connection.open(path, as: .foreign(views: false)).rows("SELECT * FROM t ORDER BY y") {
        $0.text(1)
      }
    }
  }

  @Test func readingSessionsCannotWriteOrAct() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database(
      "a.db", "CREATE TABLE t(x); CREATE INDEX i ON t(x); INSERT INTO t VALUES (1)")
    let connection = try Connection.open(path, as: .foreign(views: false))
    for sql in [
      "INSERT INTO t VALUES (2)", "DELETE FROM t", "UPDATE t SET x = 2", "DROP TABLE t",
      "CREATE TABLE u(x)", "CREATE TEMP TABLE u(x)", "ATTACH 'x.db' AS x", "VACUUM", "VACUUM INTO 'y.db'",
      "PRAGMA writable_schema=ON", "PRAGMA query_only=OFF", "PRAGMA user_version=9", "REINDEX", "ANALYZE",
      "SELECT load_extension('x')", "SELECT fts3_tokenizer('simple')", "SAVEPOINT s",
      "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END",
    ] {
      #expect(code { try connection.execute(sql) } != nil, "\(sql)")
    }
    #expect(try connection.integer("SELECT sum(x) FROM t") == 1)
    #expect(access("y.db", F_OK) != 0)
  }

  @Test func doubleQuotesNeverBecomeText() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", "CREATE TABLE t(x)")
    let connection = try Connection.open(path, as: .foreign(views: false))
    #expect(
      code { _ = try connection.integer("SELECT count(*) FROM t WHERE x = \"nosuchcolumn\"") } == .statement)
  }

  @Test func viewsAreClosedUnlessWanted() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", "CREATE TABLE t(x); CREATE VIEW v AS SELECT x FROM t")
    let closed = try Connection.open(path, as: .foreign(views: false))
    #expect(code { _ = try closed.integer("SELECT count(*) FROM v") } != nil)
    let open = try Connection.open(path, as: .foreign(views: true))
    #expect(try open.integer("SELECT count(*) FROM v") == 0)
  }

  @Test func oneStatementAtATime() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", "CREATE TABLE t(x)")
    let connection = try Connection.open(path, as: .foreign(views: false))
    #expect(code { _ = try connection.prepare("SELECT 1; SELECT 2") } == .statement)
    #expect(code { _ = try connection.prepare("") } == .statement)
    #expect(code { _ = try connection.prepare("SELECT ?", [.integer(1), .integer(2)]) } == .statement)
    #expect(try connection.integer("SELECT 1 ;\n ") == 1)
  }

  @Test func lockedDatabasesSaySo() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", "CREATE TABLE t(x)")
    let writer = try ConnectionOpening.open(DatabasePath.existing(path), .writer)
    try writer.execute("BEGIN EXCLUSIVE")
    let start = SystemCall.monotonicNanoseconds()
    #expect(openCode(path) == .locked)
    #expect(SystemCall.monotonicNanoseconds() - start > 1_000_000_000)
    try writer.execute("COMMIT")
    #expect(openCode(path) == nil)
  }

  @Test(.disabled(if: geteuid() == 0, "everything may be read by root"))
  func permissionIsAsked() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", "CREATE TABLE t(x)")
    chmod(path, 0)
    #expect(openCode(path) == .permission)
  }

  @Test func writeAheadDatabasesAreRead() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database(
      "a.db", "PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES (3)")
    #expect(try Connection.open(path, as: .foreign(views: false)).integer("SELECT x FROM t") == 3)
  }

  @Test func statementsStopOnRequestAndInTime() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", "CREATE TABLE t(x)")
    let connection = try Connection.open(path, as: .foreign(views: false))
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n"
    connection.watch.restart(seconds: 0.05)
    #expect(code { _ = try connection.integer(endless) } == .timedOut)
    connection.watch.restart(seconds: nil)
    connection.watch.cancel()
    #expect(code { _ = try connection.integer(endless) } == .cancelled)
    connection.watch.restart(seconds: nil)
    #expect(try connection.integer("SELECT 5") == 5)
  }

  @Test func preparedStatementsAreUsedAgain() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", "CREATE TABLE t(x); INSERT INTO t VALUES (1),(2)")
    let connection = try Connection.open(path, as: .foreign(views: false))
    for value in 1...3 {
      let statement = try connection.prepare(
        "SELECT x FROM t WHERE x = ?", [.integer(Int64(value))], cached: true)
      #expect(try statement.step() == (value < 3))
    }
  }
}
