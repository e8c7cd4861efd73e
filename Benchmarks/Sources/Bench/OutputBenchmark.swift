/// Whole processes that write all accounts in one of the text formats.
struct OutputBenchmark {
  private struct Case {
    var title: String
    var format: String
    var flag: String
    var aim: String
  }

  static let question = "accounts select id, code, name, city, created, credit_limit"
  static let sql =
    "SELECT id, code, name, city, created, credit_limit AS credit_limit_fen FROM accounts ORDER BY id"
  private static let cases = [
    Case(title: "CSV", format: "csv", flag: "-csv", aim: "0.50"),
    Case(title: "JSON lines against `-json`", format: "ndjson", flag: "-json", aim: "0.40"),
  ]

  let store: String
  let options: Options
  let folder: String

  func run(accounts: Int) throws(BenchError) -> Table {
    var table = Table(
      [
        "format", "rapport ms", "sqlite3 ms", "ratio", "aim", "rapport CPU ms", "sqlite3 CPU ms",
        "anonymous MiB", "sqlite3 MiB",
      ])
    for example in Self.cases {
      let rapport = [options.rapport, store, "--format", example.format, "-c", Self.question]
      let sqlite = [options.sqlite, "-readonly", "-header", example.flag, store, Self.sql]
      let difference =
        example.format == "csv" ? try csvDifference(rapport, sqlite) : try lineDifference(rapport, sqlite)
      if let difference { table.note += "\(example.title): the outputs differ: \(difference). " }
      var (ours, theirs): ([Child.Usage], [Child.Usage]) = ([], [])
      for pair in 0..<(options.pairs + 1) {
        let a = try once(rapport)
        let b = try once(sqlite)
        if pair == 0 { continue }
        ours.append(a)
        theirs.append(b)
      }
      let memory = try (once(rapport, watching: true).anonymous, once(sqlite, watching: true).anonymous)
      table.add([
        example.title, ms(ours, \.seconds), ms(theirs, \.seconds),
        Format.ratio(zip(ours, theirs).map { $0.seconds / $1.seconds }.median), "≤ \(example.aim)",
        Format.number(ours.map { $0.user + $0.system }.median * 1000),
        Format.number(theirs.map { $0.user + $0.system }.median * 1000), Format.mebibytes(memory.0),
        Format.mebibytes(memory.1),
      ])
    }
    table.note +=
      "\(Format.grouped(accounts)) rows of six columns to /dev/null, median of \(options.pairs) interleaved pairs of processes."
    return table
  }

  private func ms(_ runs: [Child.Usage], _ field: KeyPath<Child.Usage, Double>) -> String {
    Format.number(runs.map { $0[keyPath: field] }.median * 1000)
  }

  private func once(_ command: [String], to file: String = "/dev/null", watching: Bool = false)
    throws(BenchError) -> Child.Usage
  {
    let usage = try Child(command, output: .file(file)).finish(watchingMemory: watching)
    if usage.status != 0 { throw BenchError("`\(command.joined(separator: " "))` failed") }
    return usage
  }

  private func csvDifference(_ rapport: [String], _ sqlite: [String]) throws(BenchError) -> String? {
    _ = try once(rapport, to: folder + "/ours.csv")
    _ = try once(sqlite, to: folder + "/theirs.csv")
    return Comparison.difference(try CSVTable(folder + "/ours.csv"), try CSVTable(folder + "/theirs.csv"))
  }

  private func lineDifference(_ rapport: [String], _ sqlite: [String]) throws(BenchError) -> String? {
    _ = try once(rapport, to: folder + "/ours.json")
    _ = try once(sqlite, to: folder + "/theirs.json")
    let newline = UInt8(ascii: "\n")
    let ours = (TextFile.bytes(folder + "/ours.json") ?? []).split(separator: newline)
    let theirs = (TextFile.bytes(folder + "/theirs.json") ?? []).split(separator: newline)
    if ours.count != theirs.count { return "\(ours.count) and \(theirs.count) lines" }
    let fenColumn = 5
    for (a, b) in zip(ours, theirs) {
      let (left, right) = (JSONRow.cells(a), JSONRow.cells(b))
      let areEqual =
        left.count == right.count
        && left.indices.allSatisfy {
          Comparison.isEqual(left[$0], right[$0], isFen: $0 == fenColumn)
        }
      if !areEqual { return String(decoding: a, as: UTF8.self) }
    }
    return nil
  }
}
