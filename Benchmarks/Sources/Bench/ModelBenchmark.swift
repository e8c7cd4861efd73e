import Glibc

/// Models of purchases fitted to made-up customers and scored, beside the Python package lifetimes on the
/// same file.
struct ModelBenchmark {
  private struct Model {
    var name: String
    var title: String
    /// Of our time over theirs, to fit.
    var aim: Double
    /// Pareto/NBD takes the package minutes.
    var pairs: Int
  }

  private static let models = [
    Model(name: "bg_nbd", title: "BG/NBD", aim: 0.1, pairs: 3),
    Model(name: "mbg_nbd", title: "MBG/NBD", aim: 0.1, pairs: 3),
    Model(name: "pareto_nbd", title: "Pareto/NBD", aim: 0.02, pairs: 1),
  ]
  private static let steps = [
    ("fit", "fit", "log_likelihood"), ("alive", "P(alive)", "sum_alive"),
    ("orders", "orders in 39 weeks", "sum_orders"),
  ]
  private static let script = "Benchmarks/peers/fit_lifetimes.py"

  let customers: Int
  /// Our program and the Python that has the package.
  let program: String
  let python: String
  let options: Options
  let folder: String

  func run() throws(BenchError) -> Table {
    let file = folder + "/customers.csv"
    try CustomerLog.write(customers, to: file)
    defer { unlink(file) }
    var table = Table(
      ["step", "rapport s", "lifetimes s", "ratio", "aim", "rapport CPU s", "lifetimes CPU s", "difference"])
    for model in Self.models {
      var (ours, theirs): ([Results], [Results]) = ([], [])
      for _ in 0..<min(model.pairs, options.pairs) {
        ours.append(try results([program, file, model.name]))
        theirs.append(try results([python, Self.script, file, model.name]))
      }
      for (step, title, check) in Self.steps { table.add(row(model, step, title, check, ours, theirs)) }
    }
    table.note =
      "\(Format.grouped(customers)) customers. Median of 3 interleaved pairs of processes, one of Pareto/NBD; without reading the file. "
      + "Rapport uses both cores, lifetimes one. The difference is ours less theirs: of the highest log-likelihood, and of the sum "
      + "over all customers in thousandths of it."
    return table
  }

  private func row(
    _ model: Model, _ step: String, _ title: String, _ check: String, _ ours: [Results], _ theirs: [Results]
  ) -> [String] {
    func median(_ results: [Results], _ field: (Results) -> Double?) -> Double {
      results.compactMap(field).median
    }
    let ratio = zip(ours, theirs).map { ($0.seconds[step] ?? .nan) / ($1.seconds[step] ?? .nan) }.median
    let (mine, other) = (median(ours) { $0.values[check] }, median(theirs) { $0.values[check] })
    let aim = step == "fit" ? model.aim : step == "alive" ? 1 : nil
    return [
      "\(model.title), \(title)", Format.number(median(ours) { $0.seconds[step] }),
      Format.number(median(theirs) { $0.seconds[step] }), "**\(Format.fixed(ratio, 3))**",
      aim.map { "≤ \(Format.fixed($0, 2))" } ?? "", Format.number(median(ours) { $0.processor[step] }),
      Format.number(median(theirs) { $0.processor[step] }),
      step == "fit" ? Format.fixed(mine - other, 4) : "\(Format.fixed((mine / other - 1) * 1000, 3)) ‰",
    ]
  }

  /// What a program prints: times of steps and values.
  private struct Results {
    var seconds: [String: Double] = [:]
    var processor: [String: Double] = [:]
    var values: [String: Double] = [:]
  }

  private func results(_ command: [String]) throws(BenchError) -> Results {
    Log.say(command.joined(separator: " "))
    let child = try Child(command, output: .pipe)
    var results = Results()
    while let line = child.line() {
      let words = line.split(separator: " ")
      let numbers = words.dropFirst(2).compactMap { Double($0) }
      if numbers.count == 2 {
        (results.seconds[String(words[1])], results.processor[String(words[1])]) = (numbers[0], numbers[1])
      } else if numbers.count == 1 {
        results.values[String(words[1])] = numbers[0]
      }
    }
    if child.finish().status != 0 { throw BenchError("`\(command.joined(separator: " "))` failed") }
    return results
  }
}
