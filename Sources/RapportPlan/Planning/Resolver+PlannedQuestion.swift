import RapportCatalog
package import RapportSyntax
import RapportValues

extension Resolver {
  /// The rows that `explain visit …` or `explain unmet …` is about, by their numbers.
  package func resolve(_ question: PlannedQuestion) -> ResolvedQuery? {
    let relation = question.subject == .visit ? "planned_visits" : "planned_unmet"
    let span = question.row.span
    func path(_ names: String...) -> Expression {
      Expression(.path(names.map { Name($0, span: span, quoted: true) }), span: span)
    }
    func equal(_ path: Expression) -> Expression { Expression(.binary(.equal, path, question.row), span: span) }
    let isNumber = if case .literal(.integer) = question.row.kind { true } else { false }
    let condition =
      isNumber
      ? equal(path("id"))
      : Expression(.binary(.or, equal(path("account", "name")), equal(path("account", "code"))), span: span)
    return resolve(
      Query(
        source: Query.Source(.path([Name(relation, span: span)], all: false), span: span),
        clauses: [
          Clause(.filter(condition), span: span, piped: false),
          Clause(.select([SelectItem(value: path("id"), name: nil)]), span: span, piped: false),
        ], span: span))
  }
}
