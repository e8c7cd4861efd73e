/// A statement of a text, checked and ready.
public struct PreparedStatement: Sendable {
  public enum Action: Sendable {
    case query(Query)
    case list(RecurringList)
    /// `report "…"`: what follows is printed as a document, on pages of its own.
    case report(Title)
    /// `explain …`
    case explanation(Query)
    /// `explain rule …`
    case rule(RuleDescription)
    /// `explain FIELD for ROW`
    case value(ValueExplanation)
    case assertion(Assertion)
    /// `… | set`, `… | delete`, `add …`, `log …`: nothing has changed yet.
    case change(Change)
    /// `… | schedule(…)`: nothing is planned yet.
    case planning(VisitPlanning)
    /// `explain visit …`, `explain unmet …`
    case planned(PlannedExplanation)
    /// `let`, `def`, `param`, `use` and the like: nothing to run.
    case declaration
  }

  public let action: Action
  /// Warnings about this statement.
  public let warnings: [Diagnostic]
  public let source: SourceText

  /// The file that the statement writes (`| to "list.csv"`), if it does.
  public var target: String? {
    switch action {
    case .query(let query): query.target
    case .list(let list): list.query.target
    case .planning(let planning): planning.visits.target
    case .report, .explanation, .rule, .value, .assertion, .change, .planned, .declaration: nil
    }
  }

  /// The statement's query, if it has one.
  public var query: Query? {
    switch action {
    case .query(let query), .explanation(let query): query
    case .list(let list): list.query
    case .assertion(let assertion): assertion.query
    case .value(let value): value.query
    case .report, .rule, .change, .planning, .planned, .declaration: nil
    }
  }
}

/// `assert C "message"`
public struct Assertion: Sendable {
  /// What should hold, in the author's words.
  public let message: String
  /// One row with one column: whether the condition holds.
  public let query: Query
  let span: SourceSpan
  let source: SourceText

  /// Throws an error of kind `assertion` when the condition does not hold.
  public func check() throws(DiagnosticsError) {
    let holds = try query.run().nextRow()?[0].bool ?? false
    if holds { return }
    throw DiagnosticsError(
      .assertion, Diagnostic(code: "R0505", "assertion failed: \(message)", at: span), source: source)
  }
}
