import Glibc

/// Made-up orders as CSV files: as a person would hand them in, and as the table holds them.
struct ImportFiles {
  let people: String
  let accounts: String
  let orders: String
  /// With keys, amounts in fen and the currency, for `.import`.
  let plainOrders: String

  init(accounts count: Int, orders rows: Int, folder: String) throws(BenchError) {
    people = folder + "/people.csv"
    accounts = folder + "/accounts.csv"
    orders = folder + "/orders.csv"
    plainOrders = folder + "/plain.csv"
    try TextFile.write("name\nSeller\n", to: people)
    let accountFile = try LineFile(accounts)
    try accountFile.add("code,name")
    for number in 1...max(count, 1) { try accountFile.add("C\(number),Customer \(number)") }
    try accountFile.finish()
    try writeOrders(rows, accounts: count)
  }

  private func writeOrders(_ rows: Int, accounts count: Int) throws(BenchError) {
    let (given, plain) = (try LineFile(orders), try LineFile(plainOrders))
    try given.add("number,account_id,owner_id,date,status,amount")
    let states = ["open", "won", "returned", "cancelled"]
    var random = Random(state: 7)
    for number in 1...max(rows, 1) {
      let (account, fen) = (random.next(count) + 1, random.next(10_000_000))
      let date = "\(2022 + random.next(4))-\(two(1 + random.next(12)))-\(two(1 + random.next(28)))"
      let state = states[random.next(states.count)]
      try given.add("O\(number),\(account),1,\(date),\(state),\(fen / 100).\(two(fen % 100))")
      try plain.add("\(number),O\(number),\(account),1,\(date),\(state),\(fen),CNY")
    }
    try given.finish()
    try plain.finish()
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  func remove() { for path in [people, accounts, orders, plainOrders] { unlink(path) } }
}

/// The same numbers every time (xorshift).
private struct Random {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(bound, 1)))
  }
}

/// A text file written line by line.
private final class LineFile {
  private let file: UnsafeMutablePointer<FILE>
  private let path: String

  init(_ path: String) throws(BenchError) {
    guard let file = fopen(path, "w") else { throw BenchError("cannot write `\(path)`") }
    self.file = file
    self.path = path
  }

  func add(_ line: String) throws(BenchError) {
    if fputs(line + "\n", file) < 0 { throw BenchError("cannot write `\(path)`") }
  }

  func finish() throws(BenchError) {
    if fflush(file) != 0 { throw BenchError("cannot write `\(path)`") }
  }

  deinit { fclose(file) }
}
