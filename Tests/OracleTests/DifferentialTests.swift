import Glibc
import RapportCatalog
import RapportOracle
import RapportPlan
import RapportValues
import Testing

@Suite("The engine against the naive evaluator")
struct DifferentialTests {
  /// Sentences per run; `RAPPORT_PLANS=2000000` for a night.
  static let plans = setting("RAPPORT_PLANS") ?? 4_000
  /// Changes every sentence and store.
  static let seed = UInt64(setting("RAPPORT_SEED") ?? 1)
  static let shards = 2
  static let plansPerStore = 100

  static func setting(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

  @Test("Random sentences have the same answers", arguments: 0..<shards)
  func sentences(shard: Int) throws {
    let catalog = try #require(CatalogLoader.load([(name: "trade", source: TestCatalog.text)]).catalog)
    let today = try #require(Day(iso: TestCatalog.today))
    let directory = try TemporaryDirectory()
    let wanted = Self.plans / Self.shards
    var tally = Tally()
    var store = 0
    while tally.total < wanted, tally.failures < 5 {
      let seed = Self.seed &* 1_000_003 &+ UInt64(store * Self.shards + shard)
      store += 1
      var random = RandomStore(seed: seed)
      let rows = random.make(TestCatalog.tables)
      let path = "\(directory.path)/\(shard)-\(store).db"
      try SQLiteWriter.write(rows, schema: TestCatalog.schema, to: path)
      let runs = try EngineRuns(path: path, catalog: catalog)
      let differential = Differential(
        reader: QuestionReader(catalog: runs.catalog, today: today), store: rows, candidates: runs.candidates)
      var generator = QueryGenerator(catalog: runs.catalog, seed: seed)
      for _ in 0..<min(Self.plansPerStore, wanted - tally.total) where tally.failures < 5 {
        let outcome = differential.check(generator.script())
        tally.count(outcome)
        if case .different(let report) = outcome { Issue.record("store \(seed): \(report)") }
      }
      unlink(path)
    }
    print("shard \(shard): \(tally)")
    #expect(tally.refused * 10 <= tally.total, "too many sentences are refused")
    #expect(tally.overflows * 50 <= tally.total, "too many sentences overflow")
  }
}

/// How many sentences came out how.
struct Tally: CustomStringConvertible {
  var equal = 0
  var rows = 0
  var refused = 0
  var overflows = 0
  var failures = 0

  var total: Int { equal + refused + overflows + failures }

  mutating func count(_ outcome: Differential.Outcome) {
    switch outcome {
    case .equal(let rows):
      equal += 1
      self.rows += rows
    case .refused: refused += 1
    case .overflow: overflows += 1
    case .different: failures += 1
    }
  }

  var description: String {
    "\(equal) equal (\(rows) rows), \(refused) refused, \(overflows) overflows, \(failures) different"
  }
}
