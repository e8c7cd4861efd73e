/// The `sqlite3` or `duckdb` command kept open in one session, timed by its own `.timer`.
final class SQLShell {
  private let child: Child

  init(_ command: [String], setup: [String] = []) throws(BenchError) {
    child = try Child(command, input: true, output: .pipe)
    try child.send(
      (setup + [".timer off", ".mode csv", ".headers on", ".nullvalue ''", ""]).joined(separator: "\n"))
  }

  /// Runs a statement with its rows thrown away and gives the mean of so many runs.
  func time(_ sql: String, repeats: Int = 1) throws(BenchError) -> Measurement {
    var sum = Measurement(seconds: 0, processor: 0)
    for _ in 0..<repeats {
      let one = try run(sql, to: "/dev/null")
      sum.seconds += one.seconds
      sum.processor += one.processor
    }
    return Measurement(seconds: sum.seconds / Double(repeats), processor: sum.processor / Double(repeats))
  }

  /// Runs one statement into a file. The `.output` after it makes the command flush the timer's line.
  @discardableResult
  func run(_ sql: String, to path: String) throws(BenchError) -> Measurement {
    try child.send(".output \(path)\n.timer on\n\(sql)\n.timer off\n.output\n.output /dev/null\n")
    while let line = child.line() {
      guard line.hasPrefix("Run Time") else {
        if line.isEmpty { continue }
        throw BenchError("unexpected output: \(line)")
      }
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      guard numbers.count == 3 else { throw BenchError("an unknown timer: \(line)") }
      return Measurement(seconds: numbers[0], processor: numbers[1] + numbers[2])
    }
    throw BenchError("the SQL command ended while it ran:\n\(sql)")
  }

  deinit {
    try? child.send(".quit\n")
    _ = child.finish()
  }
}
