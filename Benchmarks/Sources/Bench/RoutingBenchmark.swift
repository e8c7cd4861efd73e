/// Published routing instances solved in the same time as PyVRP takes, beside the best results known.
struct RoutingBenchmark {
  /// Holds `data/pvrp`, `data/vrptw` and tables of best results in `reference`.
  let folder: String
  /// The Python that has the package.
  let python: String
  let options: Options

  private static let script = "Benchmarks/peers/solve_pyvrp.py"
  private static let sets = [("pvrp", "best_known", ""), ("vrptw", "best_known_distance", ".txt")]

  private struct Instance {
    var name: String
    var file: String
    var best: Double
  }

  func run() throws(BenchError) -> Table {
    var table = Table(["instance", "best known", "Rapport", "gap", "PyVRP", "gap"])
    for (set, column, ending) in Self.sets {
      var (ours, theirs): ([Double], [Double]) = ([], [])
      for instance in try instances(set, column, ending) {
        let seconds = String(options.seconds)
        let mine = try cost([options.rapport, "solve", instance.file, "--seconds", seconds])
        let other = try cost([python, Self.script, instance.file, seconds])
        if let mine { ours.append(mine / instance.best - 1) }
        if let other { theirs.append(other / instance.best - 1) }
        table.add(
          [instance.name, Format.fixed(instance.best, 2)] + Self.cells(mine, instance.best)
            + Self.cells(other, instance.best))
      }
      table.add(["**mean of \(set)**", "", "", Self.mean(ours), "", Self.mean(theirs)])
    }
    table.note =
      "\(options.seconds) s each, one after the other. Rapport has two chains on two cores, PyVRP one; it chooses no days, which "
      + "a search around it does for `pvrp` (`\(Self.script)`)."
    return table
  }

  private static func cells(_ cost: Double?, _ best: Double) -> [String] {
    guard let cost else { return ["none", ""] }
    return [Format.fixed(cost, 2), percent(cost / best - 1)]
  }

  private static func percent(_ part: Double) -> String { "\(Format.fixed(part * 100, 2)) %" }

  private static func mean(_ parts: [Double]) -> String {
    parts.isEmpty ? "" : "**\(percent(parts.reduce(0, +) / Double(parts.count)))**"
  }

  /// The rows of a table of best results.
  private func instances(_ set: String, _ column: String, _ ending: String) throws(BenchError) -> [Instance] {
    let path = "\(folder)/reference/\(set)_best_known.csv"
    guard let text = TextFile.read(path) else { throw BenchError("cannot read `\(path)`") }
    // A published table has single carriage returns within its lines.
    let rows = text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }).map { $0.split(separator: ",").map(String.init) }
    guard let place = rows.first?.firstIndex(of: column) else { throw BenchError("`\(path)` has no `\(column)`") }
    return rows.dropFirst().compactMap { row in
      guard row.indices.contains(place), let best = Double(row[place]) else { return nil }
      return Instance(name: row[0], file: "\(folder)/data/\(set)/\(row[0])\(ending)", best: best)
    }
  }

  /// The last line a program prints, where it is a number.
  private func cost(_ command: [String]) throws(BenchError) -> Double? {
    Log.say(command.joined(separator: " "))
    let child = try Child(command, output: .pipe)
    var last = ""
    while let line = child.line() { last = line }
    return child.finish().status == 0 ? Double(last) : nil
  }
}
