import RapportAnalytics
package import RapportCatalog
package import RapportPlan
import RapportScheduling
package import RapportSyntax
package import RapportValues

/// A text's last query with the declarations before it.
package struct Question {
  package var query: Query
  package var environment: ScriptEnvironment
}

/// Reads texts as questions over one catalog and gives them their meaning.
package struct QuestionReader {
  package let catalog: Catalog
  package let settings: ResolverSettings

  package init(catalog: Catalog, today: Day) {
    self.catalog = catalog
    settings = ResolverSettings(today: today)
  }

  /// The question of a text, or what is wrong with the text.
  package func read(_ text: String) -> (question: Question?, problems: [Diagnostic]) {
    let parsed = Parse.parse(text)
    var environment = ScriptEnvironment()
    var query: Query?
    for statement in parsed.script.statements {
      switch statement.kind {
      case .binding(let binding): environment.bindings[binding.name.text] = binding.query
      case .parameter(let parameter): environment.parameters[parameter.name.text] = parameter
      case .definition(let definition):
        environment.definitions[definition.entity?.text ?? "", default: [:]][definition.name.text] =
          definition
      case .query(let last), .explain(let last): query = last
      default: break
      }
    }
    let problems = parsed.diagnostics.filter { $0.severity == .error }
    guard problems.isEmpty, let query else { return (nil, problems) }
    return (Question(query: query, environment: environment), [])
  }

  /// The question as a plan; pivots and files see the rows of `store`. Definitions may be resolved anew at each use.
  package func resolve(
    _ question: Question, over store: NaiveStore, sharing: Bool = true
  ) -> (resolved: ResolvedQuery?, problems: [Diagnostic]) {
    let host = NaiveHost(store)
    var settings = settings
    settings.sharesDefinitions = sharing
    let resolver = Resolver(
      catalog: catalog, settings: settings, environment: question.environment, host: host)
    let resolved = resolver.resolve(question.query)
    return (resolved, resolver.diagnostics)
  }
}

/// Answers a resolver's questions about data from loaded rows.
final class NaiveHost: ResolverHost {
  private let store: NaiveStore

  init(_ store: NaiveStore) { self.store = store }

  func fileColumns(of path: String) throws -> [(name: String, type: ValueType)] {
    throw NaiveError.unsupported("the columns of \(path)")
  }

  func keptRun(_ wanted: KeptRunRequest) throws -> KeptRelation? {
    throw NaiveError.unsupported("kept runs")
  }

  func model(_ request: ModelRequest) throws -> FittedModel? {
    throw NaiveError.unsupported("models")
  }

  func holdOut(_ request: HoldOutRequest) throws -> HoldOutResult? {
    throw NaiveError.unsupported("models")
  }

  func visitRules() throws -> (policies: [VisitPolicy], calendar: WorkCalendar)? { throw NaiveError.unsupported("policies of visits") }

  func distinctValues(of relation: Rel) throws -> [Value]? {
    try NaiveEvaluator(store).evaluate(relation).rows.compactMap(\.first)
  }
}
