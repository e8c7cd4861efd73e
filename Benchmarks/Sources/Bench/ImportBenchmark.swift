import Glibc

/// Orders from a CSV file into a store, beside `.import` of the same rows into an equal table with equal indexes.
struct ImportBenchmark {
  /// Orders per account, as in the demo store.
  static let ordersPerAccount = 10

  let accounts: Int
  let options: Options
  private let folder: String

  init(accounts: Int, options: Options, folder: String) throws(BenchError) {
    self.accounts = accounts
    self.options = options
    self.folder = folder + "/import"
    mkdir(self.folder, 0o755)
  }

  /// - Returns: median times of the pairs; both sides start from a copy of one store and must end with equal rows.
  func run() throws(BenchError) -> Table {
    let files = try ImportFiles(accounts: accounts, orders: accounts * Self.ordersPerAccount, folder: folder)
    defer { files.remove() }
    try makeBase(files)
    var (ours, theirs): ([Child.Usage], [Child.Usage]) = ([], [])
    let pairs = min(options.pairs, 3)
    for _ in 0..<pairs {
      ours.append(
        try timed([options.rapport, "import", "-s", store("ours"), "orders", files.orders], on: "ours"))
      theirs.append(
        try timed([options.sqlite, store("theirs"), ".import --csv \(files.plainOrders) orders"], on: "theirs"))
      if try sums("ours") != sums("theirs") { throw BenchError("the imported rows differ") }
    }
    defer { for name in ["base", "ours", "theirs"] { remove(name) } }
    var table = Table(
      ["rows", "rapport s", "sqlite3 s", "ratio", "aim", "rapport CPU s", "sqlite3 CPU s", "anonymous MiB", "sqlite3 MiB"])
    table.add([
      Format.grouped(accounts * Self.ordersPerAccount), Format.number(ours.map(\.seconds).median),
      Format.number(theirs.map(\.seconds).median),
      Format.ratio(zip(ours, theirs).map { $0.seconds / $1.seconds }.median), "≤ 1.00",
      Format.number(ours.map { $0.user + $0.system }.median),
      Format.number(theirs.map { $0.user + $0.system }.median),
      Format.mebibytes(ours.map(\.anonymous).max() ?? 0), Format.mebibytes(theirs.map(\.anonymous).max() ?? 0),
    ])
    table.note =
      "Orders of six columns, indexes and checks of the table included; median of \(pairs) interleaved pairs of processes."
    return table
  }

  private func store(_ name: String) -> String { "\(folder)/\(name).db" }

  /// A store with the accounts and the seller that the orders name.
  private func makeBase(_ files: ImportFiles) throws(BenchError) {
    remove("base")
    _ = try run([options.rapport, "create", store("base")])
    _ = try run([options.rapport, "import", "-s", store("base"), "people", files.people])
    _ = try run([options.rapport, "import", "-s", store("base"), "accounts", files.accounts])
    _ = try run([options.sqlite, store("base"), "PRAGMA wal_checkpoint(TRUNCATE)"])
  }

  private func timed(_ command: [String], on name: String) throws(BenchError) -> Child.Usage {
    remove(name)
    _ = try run(["cp", store("base"), store(name)])
    sync()
    return try run(command, watching: true)
  }

  private func sums(_ name: String) throws(BenchError) -> [UInt8]? {
    let output = folder + "/sums.txt"
    let sql =
      "SELECT count(*), sum(amount), count(DISTINCT number), sum(account_id), min(date), max(date) FROM orders"
    _ = try run([options.sqlite, "-readonly", store(name), sql], to: output)
    return TextFile.bytes(output)
  }

  private func run(_ command: [String], to output: String = "/dev/null", watching: Bool = false)
    throws(BenchError) -> Child.Usage
  {
    let usage = try Child(command, output: .file(output)).finish(watchingMemory: watching)
    if usage.status != 0 { throw BenchError("`\(command.joined(separator: " "))` failed") }
    return usage
  }

  private func remove(_ name: String) {
    for ending in ["", "-wal", "-shm"] { unlink(store(name) + ending) }
  }
}
