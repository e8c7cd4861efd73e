/// A condition on what a tracked field was or how it changed: `credit was best on D`,
/// `owner changed from "A" to "B" by "li" in P`, `size rose by 2 since D`.
package struct HistoryTest: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case was(Expression)
    case changed(from: Expression?, to: Expression?)
    case rose(by: Expression?)
    case fell(by: Expression?)
  }

  package var subject: Expression
  package var kind: Kind
  /// Whose change it was.
  package var user: Expression?
  /// `on D`, `in P`, `since D`, `before D`; nil means ever.
  package var when: PeriodClause?

  package init(subject: Expression, kind: Kind, user: Expression? = nil, when: PeriodClause? = nil) {
    self.subject = subject
    self.kind = kind
    self.user = user
    self.when = when
  }

  /// Everything written in it besides the field.
  package var operands: [Expression] {
    let values: [Expression?] =
      switch kind {
      case .was(let value): [value]
      case .changed(let from, let to): [from, to]
      case .rose(let amount), .fell(let amount): [amount]
      }
    return (values + [user, when?.value]).compactMap(\.self)
  }

  /// The word that opens it.
  package var word: String {
    switch kind {
    case .was: "was"
    case .changed: "changed"
    case .rose: "rose"
    case .fell: "fell"
    }
  }
}
