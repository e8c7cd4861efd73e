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

  @Test("Nine in ten random sentences have a meaning")
  func meaning() throws {
    let catalog = try #require(CatalogLoader.load([(name: "test", source: TestCatalog.text)]).catalog)
    let today = try #require(Day(iso: TestCatalog.today))
    var refused: [String: (count: Int, example: String)] = [:]
    var generator = QueryGenerator(catalog: catalog, seed: 1)
    let count = 2_000
    var accepted = 0
    for _ in 0..<count {
      let text = generator.script()
      let parsed = Parse.parse(text)
      var problem = parsed.diagnostics.first
      var environment = ScriptEnvironment()
      for statement in parsed.script.statements where problem == nil {
        switch statement.kind {
        case .binding(let binding): environment.bindings[binding.name.text] = binding.query
        case .query(let query):
          let resolver = Resolver(
            catalog: catalog, settings: ResolverSettings(today: today), environment: environment, host: nil)
          if resolver.resolve(query) == nil { problem = resolver.diagnostics.first { $0.severity == .error } }
        default: break
        }
      }
      guard let problem else {
        accepted += 1
        continue
      }
      let key = "\(problem.code) \(problem.message)"
      refused[key] = ((refused[key]?.count ?? 0) + 1, refused[key]?.example ?? text)
    }
    if accepted * 10 < count * 10 {
      for (key, entry) in refused.sorted(by: { $0.value.count > $1.value.count }).prefix(40) {
        print("\(entry.count) × \(key)\n    \(entry.example.replacing("\n", with: "\n    "))")
      }
    }
    print(accepted)
    #expect(accepted * 10 >= count * 9, "\(accepted) of \(count)")
  }
}
