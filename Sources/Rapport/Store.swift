import RapportCatalog
import RapportStore
import RapportSyntax

/// An open store: a Rapport store, or an existing SQLite database that a catalog describes.
///
/// It is opened read only and may be shared by any number of sessions on any threads.
public final class Store: Sendable {
  public let path: String
  /// The file is a Rapport store, not somebody else's database.
  public let isOwn: Bool
  /// What the person who opened it should know: a drafted catalog, missing indexes.
  public let notes: [Diagnostic]

  let database: RapportStore.Store
  /// The texts its catalog came from, for scripts that declare more.
  let definition: CatalogDefinition

  /// Opens a file that is there. Fails with the catalog's errors, or with kind `data` when the file is
  /// missing, no database, damaged, of a newer version, or does not have what the catalog names.
  public init(_ path: String, catalog: CatalogSource = .automatic) throws(DiagnosticsError) {
    let opened = try StoreOpener(path: path, source: catalog).open()
    self.path = path
    isOwn = opened.database.isOwn
    notes = opened.notes
    database = opened.database
    definition = opened.definition
  }

  var catalog: Catalog { database.catalog }
}
