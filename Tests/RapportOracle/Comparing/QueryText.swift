package import RapportSyntax

/// A query as text again.
package enum QueryText {
  package static func text(of query: Query) -> String { "\(query.clauses.count) clauses" }
}
