package import RapportCatalog
package import RapportSyntax

/// Rows of an entity that are to be changed, and how.
package struct ResolvedChange: Sendable {
  package enum Kind: Hashable, Sendable { case set, delete }

  package var kind: Kind
  package var entity: Entity
  /// The fields that get a value, in the order of their columns in `query`.
  package var fields: [Field]
  /// The key of each row, then a value for each of `fields`; to-one rows by key or by a text that names them.
  package var query: ResolvedQuery
  /// Where the rule that gives the values stands, for `regrade`: rows about which it knows nothing stay as they are.
  package var rules: [Rule] = []
}

/// Rows that are to be added.
package struct ResolvedAddition: Sendable {
  package struct Row: Sendable {
    package var fields: [Field]
    /// One row with a value for each of `fields`.
    package var query: ResolvedQuery
    package var span: SourceSpan
  }

  package var entity: Entity
  package var rows: [Row]
  /// Who did it is whoever answers for the account, unless somebody is named.
  package var completesPerson: Bool
}
