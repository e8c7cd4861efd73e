import RapportCatalog
import RapportOracle
import RapportPlan
import RapportValues
import Testing

/// What the planner makes of questions over stores of a given size, without any store: the benchmark's
/// questions over a million accounts, and `plans/*.rap` over the statistics they name.
@Suite("The plan corpus")
struct PlanCorpusTests {
  static let own = CorpusFile.all(in: "plans")
  static let benchmark = CorpusFile.all(at: "\(SourceFile.tests)/../Benchmarks/questions")

  @Test("Plans and statements are as recorded", arguments: own + benchmark)
  func plans(file: CorpusFile) throws {
    let statistics = try Self.statistics(file.header("statistics") ?? "million")
    let load = CatalogLoader.standard()
    let reader = QuestionReader(
      catalog: try #require(load.catalog), today: try #require(Day(iso: "2026-06-30")))
    let (question, mistakes) = reader.read(file.text)
    #expect(mistakes.isEmpty)
    let (resolved, problems) = reader.resolve(try #require(question), over: NaiveStore())
    #expect(problems.isEmpty)
    let plan = Planner(statistics: statistics).plan(try #require(resolved).relation)
    CorpusFile(directory: CorpusFile.directory("plans"), name: file.name)
      .expect(Self.text(plan), inSnapshot: "plan")
  }

  private static func statistics(_ name: String) throws -> MadeUpStatistics {
    let text = try #require(SourceFile.read("Corpus/plans/\(name).statistics"), "no statistics `\(name)`")
    return try MadeUpStatistics(text: text, storesPlainDays: true)
  }

  /// The tree that runs and the statements at its leaves.
  private static func text(_ plan: Rel) -> String {
    let tree = Section(title: "run", lines: lines(PlanPrinter.text(of: plan)))
    let statements = plan.sources.enumerated().map { position, source in
      let bindings = source.bindings.enumerated().map { "?\($0 + 1) = \(ResultComparison.show($1))" }
      let divided = source.partition.map { ["in parts: " + $0.sql] } ?? []
      return Section(title: "statement \(position + 1)", lines: [source.sql] + bindings + divided)
    }
    return ([tree] + statements).text
  }

  private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
