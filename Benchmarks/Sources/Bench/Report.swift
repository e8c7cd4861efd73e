import Glibc
import Rapport

/// The tables as Markdown, printed and put in a document.
struct Report {
  private(set) var sections: [(name: String, text: String)] = []

  mutating func add(_ name: String, _ text: String) { sections.append((name, text)) }

  static func questions(_ results: [QuestionBenchmark.Result], accounts: Int, pairs: Int) -> String {
    let hasDuckDB = results.contains { !$0.duckdb.isEmpty }
    var table = Table(
      [
        "question", "rows", "Rapport ms", "sqlite3 ms", "**ratio**", "tuned ms", "ratio", "Rapport CPU ms",
        "sqlite3 CPU ms",
        "Rapport MiB", "sqlite3 MiB",
      ] + (hasDuckDB ? ["DuckDB ms", "ratio"] : []))
    for result in results {
      let name = result.question.name
      if let problem = result.problem {
        table.add([name, problem.split(separator: "\n").first.map(String.init) ?? ""])
        continue
      }
      var row = [
        name, Format.grouped(result.rows), Format.milliseconds(result.rapport),
        Format.milliseconds(result.sqlite),
        "**\(Format.ratio(result.ratio))**", Format.milliseconds(result.tuned),
        Format.ratio(result.ratio(to: result.tuned)),
        Format.number(result.rapport.map(\.processor).median * 1000),
        Format.number(result.sqlite.map(\.processor).median * 1000), Format.mebibytes(result.rapportMemory),
        Format.mebibytes(result.sqliteMemory),
      ]
      if hasDuckDB {
        row += [Format.milliseconds(result.duckdb), Format.ratio(result.ratio(to: result.duckdb))]
      }
      table.add(row)
    }
    table.note = summary(results, accounts: accounts, pairs: pairs)
    return table.markdown
  }

  private static func summary(_ results: [QuestionBenchmark.Result], accounts: Int, pairs: Int) -> String {
    let good = results.filter { $0.problem == nil && !$0.rapport.isEmpty }
    var lines = [
      "\(Format.grouped(accounts)) accounts, \(pairs) interleaved pairs. \(good.count) of \(results.count) questions have equal answers. "
        + "Geometric mean of the ratios to `sqlite3`: **\(Format.ratio(mean(good.map(\.ratio))))**, "
        + "to `sqlite3` with Rapport's memory map and cache: \(Format.ratio(mean(good.map { $0.ratio(to: $0.tuned) })))"
    ]
    let duck = good.filter { !$0.duckdb.isEmpty }
    if !duck.isEmpty {
      lines[0] += ", to DuckDB: \(Format.ratio(mean(duck.map { $0.ratio(to: $0.duckdb) })))"
    }
    lines[0] += "."
    let slow = good.filter { $0.ratio > 1.05 }.map { String($0.question.name.prefix(2)) }
    if !slow.isEmpty { lines.append("Over 1.05: \(slow.joined(separator: ", ")).") }
    return lines.joined(separator: " ")
  }

  private static func mean(_ values: [Double]) -> Double {
    let logarithms = values.filter { $0 > 0 && $0.isFinite }.map { log($0) }
    return logarithms.isEmpty ? .nan : exp(logarithms.reduce(0, +) / Double(logarithms.count))
  }

  // MARK: The document

  /// Replaces what stands between `<!-- bench NAME -->` and `<!-- end -->`.
  func write(to path: String) throws(BenchError) {
    guard var text = TextFile.read(path) else { throw BenchError("cannot read `\(path)`") }
    for section in sections {
      let open = "<!-- bench \(section.name) -->"
      guard let start = text.firstRange(of: open),
        let end = text[start.upperBound...].firstRange(of: "<!-- end -->")
      else { throw BenchError("`\(path)` has no `\(open)` … `<!-- end -->`") }
      text.replaceSubrange(start.upperBound..<end.lowerBound, with: "\n\(section.text)\n")
    }
    try TextFile.write(text, to: path)
  }
}
