import RapportCatalog
import RapportOracle
import RapportPlan
import RapportSyntax
import RapportValues
import Testing

@Suite("Random queries")
struct QueryGeneratorTests {
  @Test("The test catalog loads without problems")
  func catalog() {
    let load = CatalogLoader.load([(name: "test", source: TestCatalog.text)])
    for problem in load.diagnostics { Issue.record("\(problem)") }
  }

  @Test("Formatting changes neither the meaning of a sentence nor a formatted one")
  func formatting() throws {
    let catalog = try #require(CatalogLoader.load([(name: "test", source: TestCatalog.text)]).catalog)
    let reader = QuestionReader(catalog: catalog, today: try #require(Day(iso: TestCatalog.today)))
    var generator = QueryGenerator(catalog: catalog, seed: DifferentialTests.seed &+ 77)
    var failures = 0
    for _ in 0..<1_000 where failures < 5 {
      let text = generator.script()
      let parsed = Parse.parse(text)
      guard parsed.diagnostics.isEmpty, let question = reader.read(text).question else { continue }
      let formatted = Formatter.format(parsed.script, source: text)
      let again = Formatter.format(Parse.parse(formatted).script, source: formatted)
      let plan = reader.resolve(question, over: NaiveStore()).resolved?.relation
      let other = reader.read(formatted).question.flatMap {
        reader.resolve($0, over: NaiveStore()).resolved?.relation
      }
      if formatted != again || plan != other {
        failures += 1
        let what = formatted == again ? "means something else" : "not stable"
        Issue.record("\(what):\n\(text)\n→\n\(formatted)\n→\n\(again)")
      }
    }
  }
}
