/// Whose tables a catalog describes; it decides how decimals are stored.
package enum CatalogStorage: Hashable, Sendable {
  /// Rapport's own: decimals are integers of their last digit, the label of an entity has a folded column.
  case own
  /// Another program's: decimals are REAL or NUMERIC.
  case foreign
}

/// What a store's schema says about a column.
package struct SchemaColumn: Hashable, Sendable {
  package var name: String
  /// The type as declared, in any case; empty if none.
  package var declaredType: String
  /// Never NULL: declared so, or the integer primary key.
  package var isNotNull: Bool

  package init(name: String, declaredType: String, isNotNull: Bool) {
    self.name = name
    self.declaredType = declaredType
    self.isNotNull = isNotNull
  }

  /// Whether the declared type makes every value text (SQLite's documentation, "Column affinity").
  var isText: Bool {
    let type = DeclaredType(declaredType)
    return !type.has("int") && (type.has("char") || type.has("clob") || type.has("text"))
  }
}

/// Gives the columns of a table or view, or nil if there is none of that name.
package typealias SchemaLookup = @Sendable (_ table: String) -> [SchemaColumn]?
