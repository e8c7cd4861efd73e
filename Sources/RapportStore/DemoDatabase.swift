import CSQLite
import RapportCatalog
import RapportValues

/// Fills an empty database file with invented rows.
struct DemoDatabase {
  private static let accountsPerCheck = 1000
  /// Days of history.
  private static let historyDays = 4 * 365 + 1
  /// Tells the numbers of earlier values from those of the present ones.
  private static let pastSeed: UInt64 = 0x5EED_0F7E_57E2_DA75

  private let database: OpaquePointer
  private let path: String

  static func fill(
    _ path: String, accounts: Int, seed: UInt64, today: Day,
    progress: (DemoProgress) throws -> Void
  ) throws -> DemoSummary {
    var database: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
    let result = sqlite3_open_v2(path, &database, flags, nil)
    guard result == SQLITE_OK, let database else {
      sqlite3_close(database)
      throw StoreError.sqlite(result, detail: String(cString: sqlite3_errstr(result)), path: path)
    }
    defer { sqlite3_close(database) }
    return try DemoDatabase(database: database, path: path)
      .fill(accounts: accounts, seed: seed, today: Int(today.number), progress: progress)
  }

  private func fill(
    accounts: Int, seed: UInt64, today: Int, progress: (DemoProgress) throws -> Void
  ) throws -> DemoSummary {
    // The file has no name yet and is thrown away if anything fails, so it needs no journal.
    try execute(
      """
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = -262144; PRAGMA threads = 2; PRAGMA foreign_keys = OFF;
      """)
    for schema in Resources.schemas { try execute(schema) }
    try execute("BEGIN")
    let summary = try writeRows(accounts: accounts, seed: seed, today: today, progress: progress)
    try writeIndexes(progress)
    try execute("COMMIT")
    try progress(DemoProgress(step: .statistics, done: 0, total: 1))
    try execute("PRAGMA analysis_limit = 2000; ANALYZE;")
    try execute(
      """
      PRAGMA application_id = \(StoreSchema.applicationID);
      PRAGMA user_version = \(StoreSchema.current.version);
      """)
    // Later changes are made as in any other store; the first read lets go of the exclusive lock.
    try execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL;")
    try progress(DemoProgress(step: .statistics, done: 1, total: 1))
    return summary
  }

  // MARK: Rows

  private func writeRows(
    accounts: Int, seed: UInt64, today: Int, progress: (DemoProgress) throws -> Void
  ) throws -> DemoSummary {
    let start = today - Self.historyDays
    let days = DemoDays(from: start - 12_000 - 9_100, through: today + 120)
    let products = DemoProducts(seed: seed, today: today, firstDay: start)
    let tables = DemoTables(database)
    defer { tables.close() }
    var random = DemoRandom(seed: seed, stream: 0)
    let people = DemoPeople(accounts: accounts, random: &random)
    people.write(to: tables.people, days: days, today: today, random: &random)
    products.write(to: tables.products, days: days)
    DemoRates.write(to: tables.rates, days: days, from: start, through: today, seed: seed)

    let months = (start...today).map { Day(clamping: Int64($0)).month - 1 }
    var trade = DemoTrade(
      tables: tables, products: products, days: days, months: months, start: start, today: today)
    let past = DemoPast(table: tables.history, people: people, days: days, today: today)
    var care = DemoCare(tables: tables, days: days, today: today, past: past)
    var work = DemoWork(
      tables: tables.work, people: people, products: products, days: days, today: today, past: past)
    var common = DemoRandom(seed: ~seed, stream: 0)
    work.writeCommon(accounts: accounts, &common)
    for id in 1...accounts {
      var random = DemoRandom(seed: seed, stream: id)
      let account = DemoAccount(id: id, start: start, today: today, people: people, &random)
      let history = trade.write(account, &random)
      // What later versions added has numbers of its own, so that the older facts of a store stay as they were.
      var extra = DemoRandom(seed: ~seed, stream: id)
      let classes = account.write(
        to: tables.accounts, days: days, history: history, today: today, &random, &extra)
      var earlier = DemoRandom(seed: seed ^ Self.pastSeed, stream: id)
      past.write(
        account, classes, history, grade: account.grade(history), limit: account.creditLimit(history), &earlier)
      let cared = care.write(account, history, &random, &extra)
      work.write(account, history, cared, &extra)
      if id % Self.accountsPerCheck == 0 || id == accounts {
        try check(tables)
        try progress(DemoProgress(step: .rows, done: id, total: accounts))
      }
    }
    return summary(tables)
  }

  private func summary(_ tables: DemoTables) -> DemoSummary {
    DemoSummary(
      people: tables.people.rows, accounts: tables.accounts.rows, contacts: tables.contacts.rows,
      products: tables.products.rows, orders: tables.orders.rows, orderLines: tables.lines.rows,
      invoices: tables.invoices.rows, payments: tables.payments.rows, visits: tables.visits.rows,
      complaints: tables.complaints.rows, surveys: tables.surveys.rows)
  }

  private func check(_ tables: DemoTables) throws {
    if let failure = tables.failure { throw error(failure) }
  }

  // MARK: Indexes

  private func writeIndexes(_ progress: (DemoProgress) throws -> Void) throws {
    let statements = Resources.indexes.split(separator: ";").filter { $0.contains("CREATE") }
    for (position, statement) in statements.enumerated() {
      try progress(DemoProgress(step: .indexes, done: position, total: statements.count))
      try execute(String(statement))
    }
    try progress(DemoProgress(step: .indexes, done: statements.count, total: statements.count))
  }

  // MARK: Statements

  private func execute(_ sql: String) throws {
    let result = sqlite3_exec(database, sql, nil, nil, nil)
    if result != SQLITE_OK { throw error(result) }
  }

  private func error(_ result: Int32) -> StoreError {
    .sqlite(result, detail: String(cString: sqlite3_errmsg(database)), path: path)
  }
}
