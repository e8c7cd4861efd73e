/// What the command line asks for.
struct Options {
  var accounts = [10_000, 100_000]
  var pairs = 9
  /// Numbers of questions; empty is all.
  var only: Set<Int> = []
  var write: String?
  var parts: Set<Part> = Set(Part.allCases)
  var questions = "Benchmarks/questions"
  var rapport = "rapport"
  var sqlite = "sqlite3"
  /// Nil leaves DuckDB out.
  var duckdb: String?
  var cache: String?
  /// The program that fits models, and a Python with the package lifetimes; nil leaves the part out.
  var models: String?
  var lifetimes: String?
  /// Published routing instances, and a Python with the package pyvrp; nil leaves the part out.
  var instances: String?
  var pyvrp: String?
  /// For each routing instance.
  var seconds = 10
  /// Makes the stores again.
  var isFresh = false
  /// Only checks that the answers are equal.
  var checksOnly = false
  /// Only the pairs: no tuned `sqlite3`, no DuckDB, no memory.
  var isQuick = false

  enum Part: String, CaseIterable { case questions, start, output, `import`, models, routing }

  static let usage = """
    usage: scripts/bench [--accounts N[,N…]] [--pairs N] [--only NN[,NN…]] [--part PART]
                         [--seconds N] [--instances FOLDER]
                         [--check] [--quick] [--fresh] [--write FILE]

      --accounts   sizes of the demo stores (10000,100000); the stores are kept for the next time
      --pairs      interleaved pairs of runs per question, at least 9 for figures to be published
      --only       these questions; written between the marks `bench again …`
      --part       this part of the benchmark: questions, start, output (a million rows), import (ten orders per
                   account), models (a customer per account) or routing (published instances)
      --seconds    for each routing instance (10)
      --instances  the folder with data/pvrp, data/vrptw and reference of routing instances
      --check      only compares the answers with those of sqlite3
      --quick      only the pairs: no tuned sqlite3, no DuckDB, no memory
      --fresh      makes the stores again
      --write      puts the tables in a Markdown file, between its `<!-- bench … -->` marks
    """

  init(_ arguments: [String]) throws(BenchError) {
    var rest = arguments[...]
    func value(_ flag: String) throws(BenchError) -> String {
      guard let value = rest.popFirst() else { throw BenchError("\(flag) needs a value\n\(Self.usage)") }
      return value
    }
    func numbers(_ flag: String) throws(BenchError) -> [Int] {
      let parts = try value(flag).split(separator: ",").map { Int($0) }
      let numbers = parts.compactMap(\.self)
      if numbers.isEmpty || numbers.count < parts.count || numbers.contains(where: { $0 < 1 }) {
        throw BenchError("\(flag) needs whole numbers from 1 on")
      }
      return numbers
    }
    while let flag = rest.popFirst() {
      switch flag {
      case "--accounts": accounts = try numbers(flag)
      case "--pairs": pairs = try numbers(flag)[0]
      case "--only": only = Set(try numbers(flag))
      case "--write": write = try value(flag)
      case "--part":
        let name = try value(flag)
        guard let part = Part(rawValue: name) else {
          throw BenchError("there is no part `\(name)`\n\(Self.usage)")
        }
        parts = [part]
      case "--check": checksOnly = true
      case "--quick": isQuick = true
      case "--fresh": isFresh = true
      case "--questions": questions = try value(flag)
      case "--rapport": rapport = try value(flag)
      case "--sqlite": sqlite = try value(flag)
      case "--duckdb": duckdb = try value(flag)
      case "--cache": cache = try value(flag)
      case "--models": models = try value(flag)
      case "--lifetimes": lifetimes = try value(flag)
      case "--instances": instances = try value(flag)
      case "--pyvrp": pyvrp = try value(flag)
      case "--seconds": seconds = try numbers(flag)[0]
      default: throw BenchError("unknown option `\(flag)`\n\(Self.usage)")
      }
    }
  }
}
