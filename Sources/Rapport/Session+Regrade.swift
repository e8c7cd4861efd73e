import RapportCatalog
import RapportChanges
import RapportPlan
import RapportSyntax

extension Session {
  /// What the rules that set a field would change, an entity at a time.
  ///
  /// - Parameter entities: only these, by name; all if empty.
  public func regrade(_ entities: [String] = []) throws(DiagnosticsError) -> [Change] {
    var chosen: Set<String> = []
    for name in entities {
      guard let entity = catalog.entity(name) else {
        let near = Suggestions.closest(to: name, in: catalog.entities.map(\.name))
        throw DiagnosticsError(
          .usage,
          Diagnostic(
            code: "R0100", "there is no relation `\(name)`", at: nil,
            help: near.map { ["did you mean `\($0)`?"] } ?? []))
      }
      chosen.insert(entity.name)
    }
    var changes: [Change] = []
    for entity in catalog.entities where chosen.isEmpty || chosen.contains(entity.name) {
      let rules = catalog.rules.filter { $0.target != nil && $0.entity == entity.name }
      if rules.isEmpty { continue }
      let resolver = Resolver(
        catalog: catalog, settings: settings.resolved, environment: environment, host: nil)
      guard let resolved = resolver.resolveRegrade(rules, of: entity) else {
        throw DiagnosticsError(.query, resolver.diagnostics)
      }
      let query = Query(
        resolved.query, catalog: catalog, database: store.database, settings: settings.resolved, source: SourceText("regrade"))
      changes.append(
        Change(
          resolved, query, statement: "regrade \(entity.name)", settings: settings, store.database))
    }
    return changes
  }
}
