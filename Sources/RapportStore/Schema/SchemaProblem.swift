/// Something in a catalog that its database does not bear out.
package struct SchemaProblem: Hashable, Sendable {
  /// Queries can run all the same.
  package var isWarning: Bool
  package var error: StoreError

  package init(_ error: StoreError, isWarning: Bool = false) {
    self.error = error
    self.isWarning = isWarning
  }
}

/// All that keeps a catalog from being used with a database.
package struct SchemaMismatch: Error, Hashable, Sendable {
  package var problems: [SchemaProblem]
}

extension SchemaMismatch: CustomStringConvertible {
  package var description: String { problems.map(\.error.description).joined(separator: "\n") }
}
