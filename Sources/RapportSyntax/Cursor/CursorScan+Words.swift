// Words before a cursor: what each makes of the place behind it.

extension CursorScan {
  mutating func word(_ token: Token) {
    // A shouted word is an error, but what it means is plain.
    guard let word = token.keyword ?? token.shouted else { return unreserved(token) }
    if frame.slot == .statement, word.isStatementWord { return begin(word) }
    if frame.slot == .statement, word == .select { return begin(clause: word) }
    switch word {
    case .in, .since, .before, .as, .to, .from: weak(word, token)
    case .with where frame.slot == .words(["with"]): frame.expectValue()
    case .not where frame.slot == .operation: frame.slot = .words(Self.negatable)
    case .not where frame.slot != .value: frame.slot = .words(["missing", "known"])
    case .and, .or, .not, .then, .else, .when:
      if word == .when { frame.isInWhen = true }
      frame.item = nil
      frame.expectValue()
    case .by where frame.history != nil: historyBy()
    case .by: by()
    case .of: of()
    case .rule where frame.slot == .explained: frame.slot = .rule
    case .for where frame.statement == .explain && frame.kind == .statement: frame.slot = .entity
    case .is:
      frame.slot = .words(["missing", "known", "not"])
    case .true, .false, .missing: frame.endValue()
    case .distinct where frame.slot == .value: break
    default:
      if word.isClauseWord, canBegin(word) { begin(clause: word) } else { contextual(word, token) }
    }
  }

  /// Operators that `not` may stand before.
  private static let negatable = [
    "in", "contains", "starts with", "ends with", "like", "since", "before", "older than",
  ]

  private func canBegin(_ word: Keyword) -> Bool {
    switch frame.kind {
    case .statement, .query: frame.isQuery
    case .call: [.where, .order, .take].contains(word)
    case .values: frame.item != nil && frame.item == frame.path
    default: false
    }
  }

  // MARK: Names

  /// A word without a meaning of its own.
  private mutating func unreserved(_ token: Token) {
    if frame.kind == .entityBody, token.isFirstOnLine {
      frame.slot = .nothing
      return
    }
    name(token.text)
  }

  mutating func name(_ text: String) {
    switch frame.slot {
    // The number or the name of a row follows.
    case .explained where text == "visit" || text == "unmet": frame.slot = .nothing
    case .statement, .relation, .explained: beginRelation(text)
    case .clause(period: true) where frame.rows != nil:
      // `rfm` of `| rfm(…)`; the bracket behind it opens a call.
      frame.path = [text]
    case .member: member(text)
    case .value, .period:
      frame.endValue([text])
      if frame.item == nil { frame.item = [text] }
      if frame.argument == nil { frame.argument = [text] }
    case .column where frame.kind == .newRow || frame.clause == .set:
      frame.path = [text]
      frame.slot = .nothing
    case .column: frame.slot = .clause(period: false)
    case .chart: frame.endValue([text])
    case .unit:
      let closed = frame.closed
      frame.endValue()
      frame.closed = closed
    case .type:
      frame.expectedType = text
      frame.slot = .nothing
    case .entity: entity(text)
    case .nothing: invented(text)
    case .rule: frame.slot = .words([])
    case .operation, .clause, .words, .length, .parameter, .file, .list: break
    }
  }

  private mutating func beginRelation(_ name: String) {
    frame.rows = .path([name], all: frame.isAll)
    frame.slot = .clause(period: true)
  }

  private mutating func member(_ name: String) {
    if frame.statement == .def, frame.kind == .statement, frame.path.isEmpty {
      frame.slot = .nothing
      return
    }
    if case .path(let names, let all) = frame.rows, frame.path.isEmpty {
      frame.rows = .path(names + [name], all: all)
      frame.slot = .clause(period: true)
      return
    }
    let wholeItem = frame.item == frame.path
    let wholeArgument = frame.argument == frame.path
    frame.endValue(frame.path + [name])
    if wholeItem { frame.item = frame.path }
    if wholeArgument { frame.argument = frame.path }
  }

  /// The entity that a `def` or a `rule` is for.
  private mutating func entity(_ name: String) {
    guard frame.kind == .statement else {
      frame.slot = .nothing
      return
    }
    frame.rows = .entity(name)
    switch frame.statement {
    case .rule: frame.slot = .words(["version"])
    case .add, .log: frame.slot = .nothing
    default: break
    }
  }

  /// A new name: of a column, or of what is declared.
  private mutating func invented(_ name: String) {
    switch (frame.statement, frame.clause) {
    case (_, .with?): frame.columns.append(name)
    case (_, .select?), (_, .group?):
      if frame.clause == .group { frame.keys.append(name) } else { frame.columns.append(name) }
      frame.item = nil
      frame.slot = .clause(period: false)
    case (.rule?, nil) where frame.kind == .statement: frame.slot = .words(["for"])
    case (.entity?, nil) where frame.kind == .statement: frame.rows = .entity(name)
    default: break
    }
  }

  // MARK: Statements and clauses

  private mutating func begin(_ word: Keyword) {
    frame.statement = word
    frame.slot =
      switch word {
      case .use: .file(.script)
      case .assert: .value
      case .def, .add, .log: .entity
      case .explain: .explained
      default: .nothing
      }
  }

  private mutating func begin(clause word: Keyword) {
    if case .call = frame.kind, frame.rows == nil {
      frame.rows = .path(frame.argument ?? frame.path, all: false)
    }
    if frame.kind == .values {
      frame.kind = .query
      frame.rows = .path(frame.path, all: false)
    }
    endClause()
    frame.clause = word
    frame.isPiped = false
    frame.path = []
    switch word {
    case .where, .select, .distinct, .pivot:
      frame.expectValue()
      if word == .select, frame.isGrouped { frame.columns = frame.keys }
    case .drop, .set: frame.slot = .column
    case .group, .order: frame.slot = .words(["by"])
    case .union, .except, .intersect: frame.slot = .relation
    case .delete: frame.slot = .clause(period: false)
    case .chart: frame.slot = .chart
    default: frame.slot = .nothing
    }
    if word == .group { (frame.keys, frame.isGrouped) = ([], true) }
  }

  /// What the clause before leaves behind.
  mutating func endClause() {
    frame.endItem()
    if frame.clause == .select, frame.isGrouped {
      frame.isGrouped = false
      frame.hidesFields = true
    }
    frame.item = nil
    frame.history = nil
    frame.isInWhen = false
  }

  private mutating func by() {
    switch (frame.statement, frame.clause) {
    case (.list?, nil): frame.slot = .nothing
    case _ where frame.kind == .entityBody: frame.slot = .nothing
    default:
      frame.expectValue()
      frame.item = nil
    }
  }

  private mutating func of() {
    if frame.slot == .words(["of"]) || frame.slot == .nothing {
      frame.compared = nil
      frame.slot = .period
      return
    }
    if case .call = frame.kind {
      frame.rows = nil
      frame.path = []
      frame.slot = .relation
    }
  }

  /// Words that open a clause in one place and are operators in another.
  private mutating func weak(_ word: Keyword, _ token: Token) {
    switch (word, frame.slot) {
    case (.from, .operation) where frame.history != nil, (.to, .operation) where frame.history != nil && !frame.isPiped:
      frame.expectValue(comparedWith: frame.history)
    case (.to, .operation) where frame.closed == .thisUnit: frame.slot = .words(["date"])
    case (.to, _):
      endClause()
      frame.clause = .to
      frame.slot = .file(.output)
    case (.as, .operation) where frame.clause == .select || frame.clause == .group:
      frame.slot = .nothing
      frame.item = nil
    case (.as, _):
      endClause()
      frame.clause = .as
      frame.slot = .words(["of"])
    // `SELECT … FROM accounts`, as elsewhere.
    case (.from, _): frame.slot = frame.clause == .select && frame.rows == nil ? .relation : .nothing
    case (.in, .operation), (.since, .operation), (.before, .operation), (.in, .words),
      (.since, .words), (.before, .words):
      frame.item = nil
      frame.compared = frame.path.isEmpty || frame.history != nil ? nil : frame.path
      frame.history = nil
      frame.slot = .period
    default:
      endClause()
      frame.clause = word
      frame.isPiped = false
      frame.compared = nil
      frame.slot = .period
    }
  }

  /// `by` behind `rose` or `changed`: how far, or a user.
  private mutating func historyBy() {
    frame.item = nil
    frame.slot = .nothing
  }

  /// `was`, `changed`, `rose`, `fell`: `from`, `to`, `by` and a period may follow.
  private mutating func history(_ word: Keyword) {
    let field = frame.path
    frame.item = nil
    if word == .was { frame.expectValue(comparedWith: field) } else { frame.endValue(field) }
    frame.history = field
    frame.closed = word == .changed ? .changed : .moved
  }

  /// Words that mean something only where the grammar expects them.
  private mutating func contextual(_ word: Keyword, _ token: Token) {
    switch (word, frame.slot) {
    case (.this, .value), (.this, .period), (.last, .value), (.last, .period), (.previous, .value),
      (.previous, .period), (.next, .value), (.next, .period):
      frame.item = nil
      frame.slot = .unit(plural: false)
      frame.closed = word == .this ? .thisUnit : .other
    case (.today, .value), (.today, .period), (.yesterday, .value), (.yesterday, .period),
      (.tomorrow, .value), (.tomorrow, .period):
      frame.item = nil
      frame.endValue()
    case (.date, .words): frame.endValue()
    case (.contains, .operation), (.contains, .words), (.like, .operation), (.like, .words):
      frame.item = nil
      frame.expectValue()
    case (.starts, .operation), (.ends, .operation), (.starts, .words), (.ends, .words):
      frame.slot = .words(["with"])
    case (.older, .operation), (.older, .words): frame.slot = .words(["than"])
    case (.than, _): frame.slot = .length
    case (.was, .operation), (.changed, .operation), (.rose, .operation), (.fell, .operation):
      if frame.path.isEmpty { unreserved(token) } else { history(word) }
    case (.on, .operation) where !frame.path.isEmpty || frame.history != nil:
      frame.item = nil
      frame.compared = nil
      frame.history = nil
      frame.slot = .period
    case (.many, .type): frame.slot = .entity
    case (.known, .words): frame.endValue()
    case (.asc, .operation), (.desc, .operation), (.fill, .operation), (.fill, .clause):
      frame.slot = .clause(period: false)
    case (.per, _): frame.expectValue()
    case (.all, .value), (.all, .relation), (.all, .statement):
      frame.isAll = true
      frame.slot = .relation
    case (.for, .words): frame.slot = .entity
    default: unreserved(token)
    }
  }
}
