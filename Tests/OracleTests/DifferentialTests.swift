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
    var tally = Tally()
    try RandomGround.each(
      shard: shard, while: { tally.total < Self.plans / Self.shards && tally.failures < 5 }
    ) {
      seed, ground in
      var generator = QueryGenerator(catalog: ground.reader.catalog, seed: seed)
      for _ in 0..<Self.plansPerStore where tally.failures < 5 {
        let outcome = ground.check(generator.script())
        tally.count(outcome)
        if case .different(let report) = outcome { Issue.record("store \(seed): \(report)") }
      }
    }
    print("shard \(shard): \(tally)")
    #expect(tally.refused * 10 <= tally.total, "too many sentences are refused")
    #expect(tally.overflows * 50 <= tally.total, "too many sentences overflow")
  }

  @Test("Random sentences are run in every way the planner knows")
  func strategies() throws {
    var counts: [PlanStrategy: Int] = [:]
    var stores = 0
    try RandomGround.each(shard: 0, while: { stores < 20 }) { seed, ground in
      stores += 1
      var generator = QueryGenerator(catalog: ground.reader.catalog, seed: seed)
      for _ in 0..<Self.plansPerStore {
        for (_, plan) in ground.plans(generator.script()) {
          for strategy in PlanStrategy.all(in: plan) { counts[strategy, default: 0] += 1 }
        }
      }
    }
    print("ways:", PlanStrategy.allCases.map { "\($0) \(counts[$0] ?? 0)" }.joined(separator: ", "))
    #expect(PlanStrategy.allCases.filter { counts[$0] == nil } == [], "ways that are never taken")
  }

  @Test("A condition and its negation share the rows among them", arguments: 0..<shards)
  func negation(shard: Int) throws {
    var (count, failures) = (0, 0)
    try RandomGround.each(shard: shard, while: { count < Self.plans / Self.shards / 8 && failures < 5 }) {
      seed, ground in
      var generator = QueryGenerator(catalog: ground.reader.catalog, seed: seed ^ 0xABCD)
      for _ in 0..<Self.plansPerStore where failures < 5 {
        let (relation, condition) = generator.condition()
        count += 1
        let texts = [
          "\(relation) select count()", "\(relation) where \(condition) select count()",
          "\(relation) where not (\(condition)) select count()",
        ]
        let counts = texts.map { ground.answers($0) }
        for (all, parts) in zip(counts[0], zip(counts[1], counts[2])) {
          guard case .integer(let whole)? = all?.first?.first,
            case .integer(let yes)? = parts.0?.first?.first,
            case .integer(let no)? = parts.1?.first?.first
          else { continue }
          if yes + no != whole {
            failures += 1
            Issue.record("store \(seed): \(yes) + \(no) of \(whole): \(texts[1])")
          }
        }
      }
    }
  }
}

/// Random stores written to files, each with the ways to answer over it.
enum RandomGround {
  static func each(
    shard: Int, while goesOn: () -> Bool, _ body: (UInt64, Differential) throws -> Void
  ) throws {
    let today = try #require(Day(iso: TestCatalog.today))
    let directory = try TemporaryDirectory()
    var store = 0
    while goesOn() {
      // Every third store holds values as our own does.
      let storage: CatalogStorage = store % 3 == 2 ? .own : .foreign
      let seed = DifferentialTests.seed &* 1_000_003 &+ UInt64(store * DifferentialTests.shards + shard)
      store += 1
      var random = RandomStore(seed: seed, storage: storage)
      let rows = random.make(TestCatalog.tables)
      let text = RandomDefinitions.extended(TestCatalog.text, seed: seed)
      let catalog = try #require(CatalogLoader.load([(name: "trade", source: text)], storage: storage).catalog)
      let path = "\(directory.path)/\(store).db"
      let indexes = store % 2 == 1 ? TestCatalog.indexes : ""
      try SQLiteWriter.write(rows, schema: TestCatalog.schema(storage) + indexes, to: path)
      let runs = try EngineRuns(
        path: path, catalog: catalog, storage: storage, seed: seed)
      try body(
        seed,
        Differential(
          reader: QuestionReader(catalog: runs.catalog, today: today), store: rows,
          candidates: runs.candidates))
      unlink(path)
    }
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
