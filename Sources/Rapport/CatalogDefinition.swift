import RapportCatalog
import RapportSyntax

/// The texts a catalog is made of, in order; later ones override earlier ones.
struct CatalogDefinition {
  /// The shipped catalog comes before the texts.
  var includesStandard: Bool
  var texts: [SourceText] = []

  var storage: CatalogStorage { includesStandard ? .own : .foreign }

  /// With another text at the end: the catalog, nil if there are errors, and the problems of that text, or else those it
  /// makes in others.
  func adding(_ text: SourceText) -> (catalog: Catalog?, problems: [Diagnostic]) {
    var all = self
    all.texts.append(text)
    let load = all.load()
    let own = load.problems.filter { $0.text == all.position(of: all.texts.count - 1) }.map(\.diagnostic)
    if load.catalog != nil || own.contains(where: { $0.severity == .error }) { return (load.catalog, own) }
    return (nil, own + Self.placeless(load.problems))
  }

  /// Errors without their places, which mean nothing outside their texts.
  private static func placeless(_ problems: [CatalogProblem]) -> [Diagnostic] {
    problems.map(\.diagnostic).filter { $0.severity == .error }.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.span = nil
      return diagnostic
    }
  }

  func catalog() throws(DiagnosticsError) -> Catalog {
    let load = load()
    if let catalog = load.catalog { return catalog }
    let errors = load.problems.filter { $0.diagnostic.severity == .error }
    // One text at a time: a diagnostic's place has no meaning in another.
    let first = errors.first?.text ?? 0
    let found = errors.filter { $0.text == first }
    guard let position = texts.indices.first(where: { position(of: $0) == first }) else {
      throw DiagnosticsError(.query, Self.placeless(found))
    }
    throw DiagnosticsError(.query, found.map(\.diagnostic), source: texts[position])
  }

  private func load() -> CatalogLoad {
    let sources = texts.map { ($0.name, $0.text) }
    return includesStandard
      ? CatalogLoader.standard(overriddenBy: sources) : CatalogLoader.load(sources, storage: .foreign)
  }

  /// How the loader counts a text.
  private func position(of index: Int) -> Int { includesStandard ? index + 1 : index }
}
