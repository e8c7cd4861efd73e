/// Whole processes that answer a question of one row: start, open, plan, run, end.
struct StartBenchmark {
  static let question = "accounts where id = 4711 select code, name"
  static let sql = "SELECT code, name FROM accounts WHERE id = 4711"

  let store: String
  let options: Options

  func run() throws(BenchError) -> Table {
    var ours: [Double] = []
    var theirs: [Double] = []
    let rapport = [options.rapport, store, "--format", "csv", "-c", Self.question]
    let sqlite = [options.sqlite, "-readonly", "-csv", "-header", store, Self.sql]
    let pairs = max(options.pairs * 10, 100)
    for pair in 0..<(pairs + 5) {
      let a = try once(rapport)
      let b = try once(sqlite)
      // The first few only warm the caches.
      if pair < 5 { continue }
      ours.append(a)
      theirs.append(b)
    }
    var table = Table(["", "median ms", "fastest ms"])
    table.add(["`rapport -c`", Format.number(ours.median * 1000), Format.number((ours.min() ?? .nan) * 1000)])
    table.add([
      "`sqlite3`", Format.number(theirs.median * 1000), Format.number((theirs.min() ?? .nan) * 1000),
    ])
    table.note =
      "Ratio of the medians of \(pairs) pairs: \(Format.ratio(ours.median / theirs.median))"
      + " (aim: at most 2.5). The command is \(Format.mebibytes(TextFile.size(options.rapport))) MiB."
    return table
  }

  private func once(_ command: [String]) throws(BenchError) -> Double {
    let usage = try Child(command, output: .file("/dev/null")).finish()
    if usage.status != 0 { throw BenchError("`\(command.joined(separator: " "))` failed") }
    return usage.seconds
  }
}
