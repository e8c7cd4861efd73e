import Glibc
import Rapport

/// Asks the questions of one store: Rapport and `sqlite3` in interleaved pairs, DuckDB beside them.
struct QuestionBenchmark {
  struct Result {
    var question: Question
    var rows = 0
    var rapport: [Measurement] = []
    var sqlite: [Measurement] = []
    /// `sqlite3` with the memory map and the cache that Rapport gives itself.
    var tuned: [Measurement] = []
    var duckdb: [Measurement] = []
    var rapportMemory = 0
    var sqliteMemory = 0
    /// Why there are no figures, or how the answers differ.
    var problem: String?
    /// How DuckDB's answer differs from that of `sqlite3`, or what it said.
    var duckdbProblem: String?

    /// Median of the ratios of the pairs.
    var ratio: Double { ratio(to: sqlite) }
    func ratio(to others: [Measurement]) -> Double {
      others.count == rapport.count
        ? zip(rapport, others).map { $0.seconds / $1.seconds }.median
        : rapport.map(\.seconds).median / others.map(\.seconds).median
    }
  }

  let store: String
  let duckdbDatabase: String?
  let options: Options
  let folder: String

  func run(_ questions: [Question]) throws -> [Result] {
    let rapport = try RapportSession(store)
    let sqlite = try SQLShell([options.sqlite, "-readonly", store])
    let tuned = try SQLShell(
      [options.sqlite, "-readonly", store],
      setup: ["PRAGMA mmap_size = 1099511627776;", "PRAGMA cache_size = -16000;"].map {
        ".output /dev/null\n" + $0
      })
    let duckdb = try duckdbDatabase.flatMap { path throws(BenchError) in
      try options.duckdb.map { command throws(BenchError) in try SQLShell([command, "-readonly", path]) }
    }
    return try questions.map { question in
      let result = try measure(question, rapport, sqlite, tuned, duckdb)
      Log.say(line(result))
      return result
    }
  }

  private func measure(
    _ question: Question, _ rapport: RapportSession, _ sqlite: SQLShell, _ tuned: SQLShell,
    _ duckdb: SQLShell?
  ) throws(BenchError) -> Result {
    var result = Result(question: question)
    let start = ContinuousClock.now
    do throws(DiagnosticsError) {
      try rapport.run(question.rapport, to: folder + "/ours.csv")
    } catch {
      result.problem = error.description
      return result
    }
    // The runs that are compared are also those that warm up.
    let slower = max(
      (ContinuousClock.now - start).seconds,
      try sqlite.run(question.sqlite, to: folder + "/theirs.csv").seconds)
    let theirs = try CSVTable(folder + "/theirs.csv")
    let ours = try CSVTable(folder + "/ours.csv")
    result.rows = theirs.rows
    result.problem = Comparison.difference(ours, theirs)
    if let duckdb {
      try duckdb.run(question.duckdb, to: folder + "/duck.csv")
      result.duckdbProblem = Comparison.difference(
        try CSVTable(folder + "/duck.csv"), theirs, isSameUnit: true)
    }
    if options.checksOnly { return result }
    do throws(DiagnosticsError) {
      try pairs(question, &result, rapport, sqlite, repeats: Self.repeats(slower))
    } catch {
      result.problem = error.description
      return result
    }
    if options.isQuick { return result }
    try others(question, &result, tuned, duckdb)
    try memory(question, &result)
    return result
  }

  /// Alternates who goes first.
  private func pairs(
    _ question: Question, _ result: inout Result, _ rapport: RapportSession, _ sqlite: SQLShell, repeats: Int
  ) throws(DiagnosticsError) {
    func theirs(_ repeats: Int) throws(DiagnosticsError) -> Measurement {
      do throws(BenchError) { return try sqlite.time(question.sqlite, repeats: repeats) } catch {
        throw DiagnosticsError(.data, Diagnostic(code: "R0500", error.description, at: nil))
      }
    }
    for pair in 0..<options.pairs {
      if pair % 2 == 0 { result.rapport.append(try rapport.time(question.rapport, repeats: repeats)) }
      result.sqlite.append(try theirs(repeats))
      if pair % 2 == 1 { result.rapport.append(try rapport.time(question.rapport, repeats: repeats)) }
    }
  }

  /// The timer of `sqlite3` counts whole milliseconds, so short questions are asked often enough to fill 40.
  private static func repeats(_ seconds: Double) -> Int {
    max(1, min(40, Int((0.04 / max(seconds, 0.001)).rounded(.up))))
  }

  private func others(
    _ question: Question, _ result: inout Result, _ tuned: SQLShell, _ duckdb: SQLShell?
  ) throws(BenchError) {
    for (shell, sql, field) in [
      (tuned, question.sqlite, \Result.tuned), (duckdb, question.duckdb, \Result.duckdb),
    ] {
      guard let shell else { continue }
      let warm = try shell.time(sql).seconds
      for _ in 0..<min(options.pairs, 3) {
        result[keyPath: field].append(try shell.time(sql, repeats: Self.repeats(warm)))
      }
    }
  }

  /// Anonymous memory of the two commands, each started for this one question.
  private func memory(_ question: Question, _ result: inout Result) throws(BenchError) {
    let today = "\(Stores.today.map(\.description) ?? "")"
    result.rapportMemory = try Child(
      [options.rapport, store, "--today", today, "--format", "csv", "-c", question.rapport],
      output: .file("/dev/null")
    ).finish(watchingMemory: true).anonymous
    result.sqliteMemory = try Child(
      [options.sqlite, "-readonly", "-csv", store, question.sqlite], output: .file("/dev/null")
    ).finish(watchingMemory: true).anonymous
  }

  private func line(_ result: Result) -> String {
    if let problem = result.problem { return "\(result.question.name): \(problem)" }
    let duck = result.duckdbProblem.map { "; DuckDB: \($0)" } ?? ""
    if options.checksOnly { return "\(result.question.name): equal, \(result.rows) rows\(duck)" }
    return "\(result.question.name): \(Format.milliseconds(result.rapport)) ms, sqlite3 "
      + "\(Format.milliseconds(result.sqlite)) ms, ratio \(Format.ratio(result.ratio))\(duck)"
  }
}
