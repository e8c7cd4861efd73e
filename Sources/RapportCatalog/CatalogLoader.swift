package import RapportSyntax

/// What came of loading a catalog.
package struct CatalogLoad: Sendable {
  /// The catalog; nil if there are errors.
  package var catalog: Catalog?
  /// Problems in the order of texts and places.
  package var problems: [CatalogProblem]

  /// The problems without the texts they stand in.
  package var diagnostics: [Diagnostic] { problems.map(\.diagnostic) }
}

/// Turns declarations written in Rapport into a catalog.
package enum CatalogLoader {
  /// Loads and checks everything; later texts override entities, enums and rules of earlier ones by name. Rules and
  /// enums that are named and not declared are those of the standard catalog.
  ///
  /// - Parameters:
  ///   - texts: names and sources, such as `standard.rap` and the user's own file after it.
  ///   - storage: whose tables they describe.
  ///   - schema: the store's columns, if it is open: it tells which are never NULL, and the types of keys
  ///     that are no fields.
  package static func load(
    _ texts: [(name: String, source: String)], storage: CatalogStorage = .foreign,
    schema: SchemaLookup? = nil
  ) -> CatalogLoad {
    var log = ProblemLog()
    // Behind the others, the text of what is taken over without being one of them.
    let all = texts + [(name: CatalogText.standardName, source: Resources.standard)]
    var set = DeclarationSet(all, storage: storage, schema: schema)
    for (position, text) in texts.enumerated() {
      log.text = position
      DeclarationReader.read(text.source, position, into: &set, &log)
    }
    StandardRules.take(into: &set, text: texts.count, &log)
    set.index()
    let catalog = build(set, &log)
    let problems = log.problems.enumerated().sorted {
      let (left, right) = ($0.element, $1.element)
      let (leftStart, rightStart) = (left.diagnostic.span?.start ?? 0, right.diagnostic.span?.start ?? 0)
      return (left.text, leftStart, $0.offset) < (right.text, rightStart, $1.offset)
    }
    return CatalogLoad(catalog: log.hasErrors ? nil : catalog, problems: problems.map(\.element))
  }

  /// The catalog of Rapport's own store, its declarations parsed when they are first named; with texts of the
  /// user it is loaded in full, because their problems must be told.
  package static func standard(
    overriddenBy texts: [(name: String, source: String)] = [],
    schema: @escaping SchemaLookup = StandardSchema.columns
  ) -> CatalogLoad {
    let bytes = Resources.standardBytes
    if texts.isEmpty, let lazy = LazyCatalog(bytes, storage: .own, schema: schema) {
      return CatalogLoad(catalog: Catalog(lazy), problems: [])
    }
    let own = (name: CatalogText.standardName, source: String(decoding: bytes, as: UTF8.self))
    return load([own] + texts, storage: .own, schema: schema)
  }

  private static func build(_ set: DeclarationSet, _ log: inout ProblemLog) -> Catalog {
    var source = set
    checkNames(set, &log)
    for declared in set.enums {
      log.text = declared.text
      EnumCheck.run(declared.declaration, &log)
    }
    var entities: [Entity] = []
    for declared in set.entities {
      log.text = declared.text
      let builder = EntityBuilder(
        declared.declaration, documentation: declared.documentation, in: source)
      let entity = builder.build(in: &source, &log)
      EntityCheck(declaration: declared.declaration, entity: entity).run(in: &source, &log)
      entities.append(entity)
    }
    var rules: [Rule] = []
    for declared in set.rules {
      log.text = declared.text
      RuleCheck.run(declared.declaration, in: &source, &log)
      rules.append(Rule(declared, in: &source))
    }
    checkCycles(set, entities, rules, &log)
    return Catalog(entities: entities, enums: set.enumerations, rules: rules)
  }

  private static func checkNames(_ set: DeclarationSet, _ log: inout ProblemLog) {
    checkNames(set.entities.map { ($0.text, $0.declaration.name) }, what: "entities", &log)
    checkNames(set.enums.map { ($0.text, $0.declaration.name) }, what: "enums", &log)
    checkNames(set.rules.map { ($0.text, $0.declaration.name) }, what: "rules", &log)
  }

  private static func checkNames(
    _ names: [(text: Int, name: Labelled)], what: String, _ log: inout ProblemLog
  ) {
    var seen = NameIndex()
    for (position, entry) in names.enumerated() {
      log.text = entry.text
      log.checkNames([entry.name], of: "", what: what)
      for name in entry.name.all {
        if let earlier = seen.add(name.text, position), earlier != position {
          log.error(
            CatalogCode.duplicateName, "two \(what) are named `\(name.text)`", at: name.span,
            label: "the other is `\(names[earlier].name.name.text)`")
        }
      }
    }
  }

  private static func checkCycles(
    _ set: DeclarationSet, _ entities: [Entity], _ rules: [Rule], _ log: inout ProblemLog
  ) {
    for cycle in CycleCheck(entities: entities, enums: set.enumerations, rules: rules).cycles() {
      guard let first = cycle.first else { continue }
      let declared = set.entities.first { $0.declaration.name.name.text == first.entity }
      let field = declared?.declaration.fields.first { $0.name.name.text == first.field }
      log.text = declared?.text ?? 0
      let steps = (cycle + [first]).map { "`\($0.entity).\($0.field)`" }
      log.error(
        CatalogCode.cycle, "`\(first.field)` needs itself: \(steps.joined(separator: " → "))",
        at: field?.name.name.span,
        help: ["take one of them from a column, or write its formula without the others"])
    }
  }
}
