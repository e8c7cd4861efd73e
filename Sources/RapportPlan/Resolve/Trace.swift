package import RapportCatalog
package import RapportSyntax

/// A value of one row with all that it is computed from: one query has each part as a column.
package struct ResolvedTrace: Sendable {
  /// Rows that the question's words name, of which there should be one; at most `rowLimit`.
  package var query: ResolvedQuery
  package var question: ValueQuestion
  package var entity: Entity
  /// Columns of what the row is called: its label, or its key.
  package var names: [String]
  package var root: TraceNode

  package static let rowLimit = 4
}

/// A value and where it comes from.
package struct TraceNode: Sendable {
  package enum Origin: Sendable {
    /// It is stored, or counted over other rows.
    case given
    case formula(String)
    case rule(TraceRule)
    /// It is explained further up.
    case repeated
    /// Deeper than anybody reads.
    case cut
  }

  /// As the text that reads it writes it.
  package var name: String
  /// What it is called in other languages, if it is a field.
  package var labels: [String] = []
  /// The column that holds it.
  package var column: String
  package var origin: Origin
  /// A rule gives it: where it has no value, the rule's answer is `unknown`.
  package var isRule = false
  package var inputs: [TraceNode] = []
}

/// A rule as it applies to the row.
package struct TraceRule: Sendable {
  package var rule: Rule
  package var branches: [TraceBranch]
}

/// `when A and B then V`: it holds when all its parts do.
package struct TraceBranch: Sendable {
  package struct Part: Sendable {
    package var text: String
    /// The column that says whether it holds.
    package var column: String
    /// Names of inputs that it reads.
    package var reads: [String]
    /// It asks whether something is known, and so is never unknown itself.
    package var asksForKnown: Bool
  }

  package var text: String
  package var parts: [Part]
  /// Its value is `unknown`.
  package var givesUnknown: Bool
}
