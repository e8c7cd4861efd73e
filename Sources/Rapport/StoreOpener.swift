import RapportCatalog
import RapportStore
import RapportSyntax

/// Finds the catalog that a file wants and opens the file with it.
struct StoreOpener {
  struct Opened {
    var database: RapportStore.Store
    var texts: [CatalogText]
    var notes: [Diagnostic] = []
  }

  let path: String
  let source: CatalogSource

  func open() throws(DiagnosticsError) -> Opened {
    let isOwn = StoreFile.isOwn(path)
    switch source {
    case .automatic where isOwn, .standard: return try open([.standard], isOwn: isOwn)
    case .automatic:
      let draft = CatalogText(name: "draft", source: try describe(path))
      var opened = try open([draft], isOwn: false)
      opened.notes.append(Self.draftNote(path))
      return opened
    case .texts(let sources):
      let texts = sources.map { CatalogText(name: $0.name, source: $0.text) }
      return try open(isOwn ? [.standard] + texts : texts, isOwn: isOwn)
    }
  }

  private func open(_ texts: [CatalogText], isOwn: Bool) throws(DiagnosticsError) -> Opened {
    let catalog = try CatalogTexts.load(texts, storage: isOwn ? .own : .foreign)
    return try Failure.wrapping {
      if isOwn {
        let database = try RapportStore.Store.openOwn(path, catalog: catalog, schema: .current)
        return Opened(database: database, texts: texts)
      }
      let (database, warnings) = try RapportStore.Store.openForeignReporting(path, catalog: catalog)
      return Opened(
        database: database, texts: texts, notes: warnings.map { Failure.diagnostic($0.error, .warning) })
    }
  }

  private static func draftNote(_ path: String) -> Diagnostic {
    Diagnostic(
      .note, code: "R0420", "`\(path)` is no Rapport store; its catalog was drafted from the schema", at: nil,
      help: ["`rapport describe \(path) > my.rap` writes the draft, to be improved and given with `--catalog my.rap`"])
  }
}

/// Loading catalogs with errors that show the right text.
enum CatalogTexts {
  static func load(
    _ texts: [CatalogText], storage: CatalogStorage
  ) throws(DiagnosticsError) -> Catalog {
    let load = CatalogLoader.load(texts.map { ($0.name, $0.source) }, storage: storage)
    if let catalog = load.catalog { return catalog }
    let errors = load.problems.filter { $0.diagnostic.severity == .error }
    // One text at a time: a diagnostic's place has no meaning in another.
    guard let first = errors.first, texts.indices.contains(first.text) else {
      throw DiagnosticsError(.query, load.diagnostics)
    }
    let text = texts[first.text]
    throw DiagnosticsError(
      .query, errors.filter { $0.text == first.text }.map(\.diagnostic),
      source: SourceText(text.source, name: text.name))
  }
}
