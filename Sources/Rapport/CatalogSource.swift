/// Where the words for a store's tables come from.
public enum CatalogSource: Sendable {
  /// The shipped catalog for a Rapport store; for any other database a draft from its schema.
  case automatic
  /// The shipped catalog, whatever the file says.
  case standard
  /// Declarations in Rapport text; later ones override earlier ones of the same name.
  case texts([SourceText])
}
