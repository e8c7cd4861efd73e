import RapportCatalog
import RapportStore
import RapportSyntax

/// Finds the catalog that a file wants and opens the file with it.
struct StoreOpener {
  struct Opened {
    var database: RapportStore.Store
    var definition: CatalogDefinition
    var notes: [Diagnostic] = []
  }

  let path: String
  let source: CatalogSource

  func open() throws(DiagnosticsError) -> Opened {
    var opened = try openFile()
    if opened.database.isImmutable { opened.notes.append(Self.immutableNote(path)) }
    return opened
  }

  private func openFile() throws(DiagnosticsError) -> Opened {
    let file = try Failure.wrapping { try StoreFile(path) }
    switch source {
    case .automatic where file.isOwn, .standard:
      return try open(file, CatalogDefinition(includesStandard: true))
    case .automatic:
      let draft = SourceText(try draftCatalog(path), name: "draft")
      var opened = try open(file, CatalogDefinition(includesStandard: false, texts: [draft]))
      opened.notes.append(Self.draftNote(path))
      return opened
    case .texts(let texts):
      return try open(file, CatalogDefinition(includesStandard: file.isOwn, texts: texts))
    }
  }

  private func open(_ file: StoreFile, _ definition: CatalogDefinition) throws(DiagnosticsError) -> Opened {
    let catalog = try definition.catalog()
    return try Failure.wrapping {
      if file.isOwn {
        let database = try RapportStore.Store.openOwn(
          file, catalog: catalog, schema: .current, checksCatalog: !definition.texts.isEmpty)
        return Opened(database: database, definition: definition)
      }
      let (database, warnings) = try RapportStore.Store.openForeignReporting(file, catalog: catalog)
      return Opened(
        database: database, definition: definition,
        notes: warnings.map { Failure.diagnostic($0.error, .warning) })
    }
  }

  private static func immutableNote(_ path: String) -> Diagnostic {
    Diagnostic(
      .note, code: "R0421", "`\(path)` is read as the file stands: its log cannot be made in that folder", at: nil,
      help: ["what other programs change meanwhile is not seen, and may disturb the answers"])
  }

  private static func draftNote(_ path: String) -> Diagnostic {
    Diagnostic(
      .note, code: "R0420", "`\(path)` is no Rapport store; its catalog was drafted from the schema", at: nil,
      help: [
        "`rapport describe \(path) > my.rap` writes the draft, "
          + "to be improved and given with `--catalog my.rap`"
      ])
  }
}
