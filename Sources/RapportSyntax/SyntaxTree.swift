// The syntax tree: what the user wrote, before any name has a meaning.
// Every node knows its span; comments stand beside the tree, ordered by position, so that the
// formatter can print the text back.

/// A name as written; `text` is without back-ticks.
package struct Name: Hashable, Sendable {
  package var text: String
  package var span: SourceSpan
  package var quoted: Bool

  package init(_ text: String, span: SourceSpan, quoted: Bool = false) {
    self.text = text
    self.span = span
    self.quoted = quoted
  }
}

/// `# …` or `## …`, without its line end.
package struct Comment: Hashable, Sendable {
  /// The text after the hashes, leading blank removed.
  package var text: String
  /// `##`: documents the declaration that follows.
  package var isDocumentation: Bool
  package var span: SourceSpan
  /// Code stands before it on the same line.
  package var isTrailing: Bool

  package init(text: String, isDocumentation: Bool, span: SourceSpan, isTrailing: Bool) {
    self.text = text
    self.isDocumentation = isDocumentation
    self.span = span
    self.isTrailing = isTrailing
  }
}

/// A whole source text.
package struct Script: Hashable, Sendable {
  package var statements: [Statement]
  package var comments: [Comment]

  package init(statements: [Statement], comments: [Comment]) {
    self.statements = statements
    self.comments = comments
  }
}

package struct Statement: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case query(Query)
    case explain(Query)
    /// `explain rule NAME`
    case explainRule(Name)
    /// `explain FIELD for ROW`
    case explainValue(ValueQuestion)
    /// `explain visit 17`, `explain unmet "ACME"`
    case explainPlanned(PlannedQuestion)
    case parameter(ParameterDeclaration)
    case binding(Binding)
    case definition(Definition)
    case use(path: String, span: SourceSpan)
    case list(ListDeclaration)
    /// `report "Customer card" "客户卡"/"客戶卡"`
    case report(Title)
    case assertion(Assertion)
    case entity(EntityDeclaration)
    case enumeration(EnumDeclaration)
    case rule(RuleDeclaration)
    case addition(Addition)
  }

  package var kind: Kind
  package var span: SourceSpan
  /// Lines of the `##` comments directly above, joined by newlines.
  package var documentation: String?

  package init(_ kind: Kind, span: SourceSpan, documentation: String? = nil) {
    self.kind = kind
    self.span = span
    self.documentation = documentation
  }
}

/// `add visits (account: "Acme", date: today), (…)` and `log visit "Acme" (note: "…")`.
package struct Addition: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    /// Each with a label: the field.
    package var fields: [Call.Argument]
    package var span: SourceSpan

    package init(fields: [Call.Argument], span: SourceSpan) {
      self.fields = fields
      self.span = span
    }
  }

  /// For `log` one of its rows, as people say it: `visit`.
  package var entity: Name
  /// Whom `log` is about.
  package var subject: Expression?
  package var rows: [Row]

  package init(entity: Name, subject: Expression?, rows: [Row]) {
    self.entity = entity
    self.subject = subject
    self.rows = rows
  }
}

/// `explain visit 17`: why a plan has a visit, or why it lacks one.
package struct PlannedQuestion: Hashable, Sendable {
  package enum Subject: String, Hashable, Sendable, CaseIterable { case visit, unmet }
  package var subject: Subject
  /// The number of a row of `planned_visits` or `planned_unmet`, or the account's name: a literal or a parameter.
  package var row: Expression

  package init(subject: Subject, row: Expression) {
    self.subject = subject
    self.row = row
  }
}

/// `explain sequence_class for accounts "ACME"`
package struct ValueQuestion: Hashable, Sendable {
  /// A field, or the rule that gives one its value.
  package var field: Name
  /// Nil where the field says it.
  package var entity: Name?
  /// The row's label, code or key: a literal or a parameter.
  package var row: Expression

  package init(field: Name, entity: Name?, row: Expression) {
    self.field = field
    self.entity = entity
    self.row = row
  }
}

// MARK: - Queries

/// A relation followed by clauses, evaluated left to right.
package struct Query: Hashable, Sendable {
  package var source: Source
  package var clauses: [Clause]
  package var span: SourceSpan

  package init(source: Source, clauses: [Clause], span: SourceSpan) {
    self.source = source
    self.clauses = clauses
    self.span = span
  }

  /// It ends in `set` or `delete`.
  package var changesRows: Bool {
    switch clauses.last?.kind {
    case .set, .delete: true
    default: false
    }
  }

  package struct Source: Hashable, Sendable {
    package indirect enum Kind: Hashable, Sendable {
      /// `orders`, `all orders`, or inside a row a path of relations `orders.lines`.
      case path([Name], all: Bool)
      /// `( query )`
      case query(Query)
      /// `"codes.csv"`
      case file(String)
      /// `kept("unseen", on: D)`
      case call(Call)
    }
    package var kind: Kind
    package var span: SourceSpan

    package init(_ kind: Kind, span: SourceSpan) {
      self.kind = kind
      self.span = span
    }
  }
}

package struct Clause: Hashable, Sendable {
  package indirect enum Kind: Hashable, Sendable {
    case filter(Expression)
    case extend([Assignment])
    case select([SelectItem])
    case drop([Name])
    case group([SelectItem], fill: Bool)
    case pivot(Expression, value: Expression)
    case order([OrderKey])
    case take(Expression)
    case skip(Expression)
    case top(Top)
    /// Without expressions: over all columns shown.
    case distinct([Expression])
    case combine(SetOperator, Operand)
    /// `in P`, `since D`, `before D` directly after a relation or `|`.
    case period(PeriodClause)
    case asOf(Expression)
    /// `| rfm()`
    case call(Call)
    case set([Assignment])
    case delete
    case chart(Call)
    case to(Expression)
  }

  package var kind: Kind
  package var span: SourceSpan
  /// Whether a `|` stood before it; the formatter keeps the author's choice of layout.
  package var piped: Bool

  package init(_ kind: Kind, span: SourceSpan, piped: Bool) {
    self.kind = kind
    self.span = span
    self.piped = piped
  }
}

package enum SetOperator: String, Hashable, Sendable { case union, except, intersect }

/// The right side of a set clause or of membership.
package indirect enum Operand: Hashable, Sendable {
  case relation(Query.Source)
  /// A parenthesised query.
  case query(Query)
  /// `(a, b, c)`, possibly empty.
  case values([Expression], span: SourceSpan)
}

/// `name [labels] = E` in `with`, `name = E` in `set`.
package struct Assignment: Hashable, Sendable {
  package var name: Name
  /// What the column is called in other languages: Simplified, then Traditional where it differs.
  package var labels: [Name]
  package var value: Expression

  package init(name: Name, labels: [Name] = [], value: Expression) {
    self.name = name
    self.labels = labels
    self.value = value
  }
}

/// `E [as name [labels]]`
package struct SelectItem: Hashable, Sendable {
  package var value: Expression
  package var name: Name?
  /// What the column is called in other languages: Simplified, then Traditional where it differs.
  package var labels: [Name]

  package init(value: Expression, name: Name?, labels: [Name] = []) {
    self.value = value
    self.name = name
    self.labels = labels
  }
}

package struct OrderKey: Hashable, Sendable {
  package var value: Expression
  package var descending: Bool

  package init(value: Expression, descending: Bool) {
    self.value = value
    self.descending = descending
  }
}

/// `top n by E [per K]`, `bottom n by E [per K]`
package struct Top: Hashable, Sendable {
  package var count: Expression
  package var isBottom: Bool
  package var by: Expression
  /// One or more partition keys.
  package var per: [Expression]

  package init(count: Expression, isBottom: Bool, by: Expression, per: [Expression]) {
    self.count = count
    self.isBottom = isBottom
    self.by = by
    self.per = per
  }
}

package enum PeriodOperator: String, Hashable, Sendable {
  case during = "in", since, before, olderThan = "older than"
  /// One day, behind a history word.
  case on
}

package struct PeriodClause: Hashable, Sendable {
  package var op: PeriodOperator
  package var value: Expression

  package init(op: PeriodOperator, value: Expression) {
    self.op = op
    self.value = value
  }
}

// MARK: - Expressions

package struct Expression: Hashable, Sendable {
  package indirect enum Kind: Hashable, Sendable {
    case literal(Literal)
    /// A bare word, or words joined by dots.
    case path([Name])
    /// `$name`
    case parameter(Name)
    case call(Call)
    case not(Expression)
    case negate(Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `E is missing`, `E is known` (`negated`), also `is not missing`.
    case isMissing(Expression, negated: Bool)
    /// `E in R`, `E not in R`. A period on the right is `.temporal` with `.during`.
    case membership(Expression, Operand, negated: Bool)
    /// `due in this week`, `date since D`, `date before D`, `date older than 90 days`.
    case temporal(Expression, PeriodOperator, Expression, negated: Bool)
    case period(PeriodExpression)
    case when([Branch], otherwise: Expression?)
    /// `( E )`: kept so that the formatter can print it.
    case parenthesized(Expression)
    /// `(a, b, …)`: a list of values.
    case list([Expression])
    /// `E of orders where …`, `orders in P where …` as an argument of an aggregate.
    case aggregand(value: Expression?, of: Query)
    /// `credit was best on D`, `owner changed in P`, `size rose since D`
    case history(HistoryTest)
    /// `credit on D`: the value that a tracked field had.
    case past(Expression, on: Expression)
  }

  package struct Branch: Hashable, Sendable {
    package var condition: Expression
    package var value: Expression

    package init(condition: Expression, value: Expression) {
      self.condition = condition
      self.value = value
    }
  }

  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

package enum BinaryOperator: String, Hashable, Sendable {
  case or, and
  case equal = "=", identical = "==", notEqual = "!="
  case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case contains, startsWith = "starts with", endsWith = "ends with", like
  case coalesce = "??"
  case add = "+", subtract = "-", multiply = "*", divide = "/"
}

package enum Literal: Hashable, Sendable {
  case missing
  case boolean(Bool)
  /// Whole number with its suffix applied: `3万` is 30000.
  case integer(Int64)
  /// Exact decimal: `1.5M` is 1500000 with scale 0 after normalising, `0.05` is 5 with scale 2.
  case decimal(unscaled: Int64, scale: Int)
  case text(String)
  /// ISO date.
  case date(year: Int, month: Int, day: Int)
  case dateTime(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int)
  case duration(count: Int64, unit: TimeUnit)
}

package enum TimeUnit: String, Hashable, Sendable, CaseIterable {
  case second, minute, hour, day, week, month, quarter, half, year
}

package enum PeriodExpression: Hashable, Sendable {
  /// `2026-Q1`, `2026-H1`, `2026-03`, `2026-W07`: the unit says which; index is 1-based.
  case calendar(year: Int, unit: TimeUnit, index: Int)
  /// `FY2026-Q1`; quarter nil means the whole fiscal year.
  case fiscal(year: Int, quarter: Int?)
  case today, yesterday, tomorrow
  /// `this month`, `previous quarter`, `this year to date`.
  case relative(RelativePosition, TimeUnit, toDate: Bool)
  /// `last 90 days`, `next 4 weeks`: the span is a duration literal or a `$param`.
  case span(RelativePosition, Expression)
  /// `2026-01-01 .. 2026-03-31`, both included.
  case range(Expression, Expression)
}

package enum RelativePosition: String, Hashable, Sendable { case this, previous, last, next }

/// `f(args)`, with `per K, …` for the functions that take it.
package struct Call: Hashable, Sendable {
  package struct Argument: Hashable, Sendable {
    /// `weeks: 4`
    package var label: Name?
    package var value: Expression
    package init(label: Name?, value: Expression) {
      self.label = label
      self.value = value
    }
  }

  package var name: Name
  package var arguments: [Argument]
  /// `count(distinct E)`
  package var distinct: Bool
  package var per: [Expression]
  package var span: SourceSpan

  package init(
    name: Name, arguments: [Argument], distinct: Bool = false, per: [Expression] = [],
    span: SourceSpan
  ) {
    self.name = name
    self.arguments = arguments
    self.distinct = distinct
    self.per = per
    self.span = span
  }
}
