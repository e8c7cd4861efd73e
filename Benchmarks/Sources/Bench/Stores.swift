import Glibc
import Rapport

/// The demo stores of the benchmark, kept from one run to the next.
struct Stores {
  /// The last day of every store's history, and `today` of every question.
  static let today = Day("2026-06-30")
  /// Column types that DuckDB keeps in its own form: everything else has the type SQLite declares.
  private static let dates: Set<String> = [
    "hired", "founded", "created", "birthday", "introduced", "date", "due", "opened", "closed",
  ]

  let folder: String
  let sqlite: String
  let duckdb: String?
  let isFresh: Bool

  init(_ options: Options) throws(BenchError) {
    let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    folder = options.cache ?? temporary + "/rapport-bench"
    sqlite = options.sqlite
    duckdb = options.duckdb
    isFresh = options.isFresh
    if mkdir(folder, 0o755) != 0, errno != EEXIST { throw BenchError("cannot make `\(folder)`") }
  }

  /// Makes the store of a size unless it is there, and gives its path.
  func store(accounts: Int) throws -> String {
    let path = "\(folder)/accounts-\(accounts).db"
    if isFresh { for file in [path, path + "-wal", path + "-shm"] { unlink(file) } }
    if !TextFile.exists(path) {
      Log.say("making a store of \(accounts) accounts")
      _ = try makeDemo(at: path, accounts: accounts, today: Self.today)
    }
    return path
  }

  /// The same rows as a DuckDB database; nil without DuckDB.
  func duckdbDatabase(of store: String) throws(BenchError) -> String? {
    guard let duckdb else { return nil }
    let path = store.dropLast(3) + ".duckdb"
    if isFresh { unlink(String(path)) }
    if TextFile.exists(String(path)) { return String(path) }
    Log.say("copying the store to DuckDB")
    let unfinished = "\(path).new"
    for file in [unfinished, unfinished + ".wal"] { unlink(file) }
    for (table, columns) in try tables(of: store) {
      let rows = "\(folder)/rows.csv"
      let status = try Child(
        [sqlite, "-readonly", "-csv", "-header", store, "SELECT * FROM \(table)"], output: .file(rows)
      ).finish().status
      if status != 0 { throw BenchError("cannot read `\(table)` with \(sqlite)") }
      let declared = columns.map { "\($0.name) \(Self.type($0))" }.joined(separator: ", ")
      let sql =
        "CREATE TABLE \(table) (\(declared)); COPY \(table) FROM '\(rows)' (FORMAT csv, HEADER true, NULLSTR '')"
      let copied = try Child([duckdb, unfinished, sql], output: .file("/dev/null")).finish().status
      unlink(rows)
      if copied != 0 { throw BenchError("DuckDB cannot take over `\(table)`") }
    }
    if rename(unfinished, String(path)) != 0 { throw BenchError("cannot name `\(path)`") }
    return String(path)
  }

  private typealias TableColumn = (name: String, type: String)

  private static func type(_ column: TableColumn) -> String {
    if dates.contains(column.name) { return "DATE" }
    return switch column.type {
    case "INTEGER": "BIGINT"
    case "REAL": "DOUBLE"
    default: "VARCHAR"
    }
  }

  /// The tables of a store in their order of creation, with their columns.
  private func tables(of store: String) throws(BenchError) -> [(String, [TableColumn])] {
    let sql = """
      SELECT t.name, c.name, c.type FROM sqlite_schema t JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.rowid, c.cid
      """
    let child = try Child([sqlite, "-readonly", "-list", store, sql], output: .pipe)
    var tables: [(String, [TableColumn])] = []
    while let line = child.line() {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3 else { continue }
      if tables.last?.0 != parts[0] { tables.append((parts[0], [])) }
      tables[tables.count - 1].1.append((parts[1], parts[2]))
    }
    if child.finish().status != 0 || tables.isEmpty {
      throw BenchError("cannot read the tables of `\(store)`")
    }
    return tables
  }
}

/// Progress, on standard error.
enum Log {
  static func say(_ text: String) {
    let bytes = Array("bench: \(text)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
