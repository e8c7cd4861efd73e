/// One source of declarations: a file or a text compiled into the program.
package struct CatalogText: Hashable, Sendable {
  /// Shown in messages: a file name such as `company.rap`.
  package var name: String
  package var source: String

  package init(name: String, source: String) {
    self.name = name
    self.source = source
  }

  /// What the catalog of Rapport's own store is called.
  package static let standardName = "standard.rap"

  /// The catalog of Rapport's own store.
  package static var standard: CatalogText {
    CatalogText(name: standardName, source: Resources.standard)
  }
}
