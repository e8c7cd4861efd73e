import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// `credit was best on D`, `owner changed from "A" to "B" in P`, `size rose by 2 since D`.
  func history(_ test: HistoryTest, _ node: Expression, _ context: Context) -> Expr? {
    if context.group != nil { return notInGroup(node, context) }
    guard let subject = trackedSubject(test.subject, context) else { return nil }
    var period = Period(start: nil, end: nil)
    if let when = test.when {
      guard let known = self.period(when.op, when.value, context) else { return nil }
      if when.op == .on, constantDay(when.value, context, for: "on") == nil { return nil }
      period = known
    }
    let asked = HistoryQuestion(test: test, node: node, subject: subject, period: period)
    if case .was(let value) = test.kind { return was(value, asked, context) }
    return changed(asked, context)
  }

  /// The row and the tracked field that a history word stands behind.
  private func trackedSubject(_ node: Expression, _ context: Context) -> HistoryQuestion.Subject? {
    guard case .path(let names) = node.unwrapped.kind, let last = names.last else {
      return fail(
        "R0260", "a history word stands behind a tracked field", at: node.span,
        help: ["for example `credit changed in 2026`"])
    }
    guard var row = context.row else { return noHistory(of: node) }
    if names.count > 1 {
      switch resolvePath(Array(names.dropLast()), context.ofFields) {
      case .row(let reached)?: row = reached
      case .rows(let related)?: return manyRows(related, node)
      case .value?: return fail("R0104", "`\(names[names.count - 2].text)` is a value and has no fields", at: last.span)
      case nil: return nil
      }
    }
    guard let field = row.entity.field(last.text) else {
      return context.scope.column(named: last.text) == nil
        ? resolvePath(names, context.ofFields).flatMap { _ in nil } : noHistory(of: node)
    }
    if case .toMany = field.kind, case .rows(let related)? = resolvePath(names, context.ofFields) {
      return manyRows(related, node)
    }
    guard keepsHistory(of: field, in: row.entity) else { return untracked(last, of: row.entity) }
    return HistoryQuestion.Subject(row: row, field: field, span: node.span)
  }

  // MARK: - was

  /// Whether the field had a value at the end of some day of the period, up to today.
  private func was(_ value: Expression, _ asked: HistoryQuestion, _ context: Context) -> Expr? {
    let last = asked.period.last.map { min($0, today) } ?? today
    // A day that has not come is today, as behind `credit on D`.
    let isLater = asked.period.start.map { $0 > last } ?? false
    if isLater, asked.test.when?.op != .on { return .literal(.bool(false), .bool) }
    guard let there = atEnd(of: last, value, asked, context) else { return nil }
    if isLater || asked.period.start == last { return there }
    guard let earlier = ownChanges(of: asked.subject.field, in: asked.subject.row, context.scope) else { return nil }
    // What the first change of a day replaced is the value of the day before.
    let window = asked.period.start.map { Expr.apply(.greater, [earlier.day, .literal(.day($0), .day)], .bool) }
    let until = Expr.apply(.lessOrEqual, [earlier.day, .literal(.day(last), .day)], .bool)
    earlier.builder.inner.append(.filter(.all([window, until].compactMap(\.self))))
    let day = earlier.builder.keys.map { Expr.column($0.inner, .integer) } + [earlier.day]
    earlier.builder.inner.append(.top(count: 1, keys: [SortKey(value: earlier.id)], per: day))
    guard let replaced = matches(earlier.old, value, earlier, asked, context) else { return nil }
    let then = any(earlier, where: replaced)
    context.scope.pipeline.append(.attach(earlier.builder))
    return .any([there, then])
  }

  /// Whether there is a change of which a condition holds.
  private func any(_ changes: FieldChanges, where condition: Expr?) -> Expr {
    let aggregate = Aggregate(
      id: allocate(), function: .any, argument: .literal(.bool(true), .bool), filter: condition, type: .bool)
    return .column(changes.builder.column(for: aggregate), .bool)
  }

  /// Whether the field has a value at the end of a day.
  private func atEnd(of day: Day, _ value: Expression, _ asked: HistoryQuestion, _ context: Context) -> Expr? {
    let (field, row) = (asked.subject.field, asked.subject.row)
    let fields = Context(scope: context.scope).spliced(into: row)
    let found: Expr?
    if case .toOne(let name, _) = field.kind {
      guard let target = catalog.entity(name),
        let reached = looking(back: day, { pastRow(behind: field, to: target, of: row, context.scope) })
      else { return nil }
      found = rowValue(beside: value, of: reached, fields, context, at: asked.subject.span)
    } else {
      found = looking(back: day) { self.value(of: field, in: row, fields, at: asked.subject.span) }
    }
    return found.flatMap { matches($0, value, asked.node, context) }
  }

  // MARK: - changed, rose, fell

  /// Whether some recorded change of the period is as described.
  private func changed(_ asked: HistoryQuestion, _ context: Context) -> Expr? {
    guard let changes = changes(of: asked.subject.field, in: asked.subject.row, context.scope),
      var conditions = steps(changes, asked, context)
    else { return nil }
    if asked.period.start != nil || asked.period.end != nil {
      guard let within = within(changes.day, asked.period, at: asked.node.span) else { return nil }
      conditions.append(within)
    }
    if let horizon { conditions.append(.apply(.lessOrEqual, [changes.day, .literal(.day(horizon), .day)], .bool)) }
    if let user = asked.test.user {
      guard let name = changedBy(changes, at: user),
        let same = constant(user, asked, context, { matches(name, user, asked.node, $0) })
      else { return nil }
      conditions.append(same)
    }
    return any(changes, where: conditions.isEmpty ? nil : .all(conditions))
  }

  /// What is asked of the values before and after a change.
  private func steps(_ changes: FieldChanges, _ asked: HistoryQuestion, _ context: Context) -> [Expr]? {
    switch asked.test.kind {
    case .was: return nil
    case .changed(let from, let to):
      var conditions: [Expr] = []
      for (value, node) in [(changes.old, from), (changes.new, to)] {
        guard let node else { continue }
        guard let same = matches(value, node, changes, asked, context) else { return nil }
        conditions.append(same)
      }
      return conditions
    case .rose(let amount): return step(from: changes.old, to: changes.new, by: amount, asked, context)
    case .fell(let amount): return step(from: changes.new, to: changes.old, by: amount, asked, context)
    }
  }

  /// A step up, of at least `amount` if it is given: ranks of an enum, else the difference.
  private func step(
    from low: Expr, to high: Expr, by amount: Expression?, _ asked: HistoryQuestion, _ context: Context
  ) -> [Expr]? {
    guard asked.subject.field.type.hasSteps, !asked.subject.isRelation else {
      return fail(
        "R0205", "`\(asked.subject.field.name)` has no order in which it could \(asked.test.isRise ? "rise" : "fall")",
        at: asked.node.span, help: ["`changed` tells whether it became another"])
    }
    guard let amount else { return [.apply(.greater, [high, low], .bool)] }
    if amount.bareWord != nil {
      return fail("R0202", "`by` needs a number here", at: amount.span, help: ["for example `rose by 2`"])
    }
    guard let by = constant(amount, asked, context, { expression(amount, $0, expecting: nil) }) else { return nil }
    guard case .enumeration(let values) = low.type else {
      guard by.type.isNumeric, low.type.isNumeric else {
        return fail("R0202", "`by` needs a number here, this is \(by.type.article)", at: amount.span)
      }
      if by.isNotAboveZero {
        return fail("R0202", "`by` needs a number above 0", at: amount.span, help: ["`fell by 2` is the way down"])
      }
      let difference = Expr.apply(.subtract, [high, low], low.type)
      return compare(.greaterOrEqual, difference, by, asked.node).map { [$0] }
    }
    guard case .literal(.integer(let ranks), _) = by, ranks > 0 else {
      return fail(
        "R0202", "`by` needs a whole number of ranks from 1 on", at: amount.span, help: ["for example `rose by 2`"])
    }
    // Each value with those that are so many ranks above it.
    let pairs = values.names.enumerated().map { rank, name in
      Expr.all([
        .apply(.equal(folded: false), [low, .literal(.text(name), low.type)], .bool),
        .inValues(high, values.names.dropFirst(rank).dropFirst(Int(clamping: ranks)).map(Value.text), exact: true),
      ])
    }
    return [.any(pairs)]
  }

  /// The user of the batch that made a change.
  private func changedBy(_ changes: FieldChanges, at user: Expression) -> Expr? {
    guard let batch = changes.history.fields.first(where: { $0.toOneColumns == ["batch_id"] }),
      case .toOne(let name, let columns) = batch.kind, let batches = catalog.entity(name), let key = batches.key.first,
      let stored = batches.storedColumn(named: "user")
    else { return fail("R0261", "this database does not keep who changed what", at: user.span) }
    let step = ToOneStep(
      table: batches.table, columns: columns, keyColumns: [key.column], keyTypes: [key.type])
    return .column(changes.builder.inner.baseColumn(path: [step], column: stored, type: .text), .text)
  }

  // MARK: - Comparing

  /// Whether a value of a change is what an expression says: a value, a group, `missing`; of a relation the label or
  /// the key of the row it leads to.
  private func matches(
    _ value: Expr, _ node: Expression, _ changes: FieldChanges, _ asked: HistoryQuestion, _ context: Context
  ) -> Expr? {
    constant(node, asked, context) { fixed in
      guard case .toOne(let name, _) = asked.subject.field.kind, let target = catalog.entity(name),
        case .column(let id, _) = value, let key = target.key.first
      else { return matches(value, node, asked.node, fixed) }
      // The person of a change is found by the key that the change holds.
      let step = ToOneStep(
        table: target.table, columns: [id == changes.new.columnID ? "new_value" : "old_value"],
        keyColumns: [key.column], keyTypes: [key.type])
      let inner = Scope(pipeline: changes.builder.inner, row: RowReference(entity: changes.history, path: []))
      let row = RowReference(entity: target, path: [step])
      return rowValue(beside: node, of: row, Context(scope: inner), fixed, at: asked.subject.span)
        .flatMap { matches($0, node, asked.node, fixed) }
    }
  }

  /// What of a row is compared with a value: its label with text, else its key.
  private func rowValue(
    beside node: Expression, of row: RowReference, _ context: Context, _ other: Context, at span: SourceSpan
  ) -> Expr? {
    if case .literal(.missing) = node.unwrapped.kind { return key(of: row, context.scope).first }
    let isText = quietly { self.expression(node, other) }?.type.isTextual ?? true
    return isText ? label(of: row, context, at: span) : key(of: row, context.scope).first
  }

  /// Resolves what changes are compared with: one value for all rows.
  private func constant(
    _ node: Expression, _ asked: HistoryQuestion, _ context: Context, _ resolve: (Context) -> Expr?
  ) -> Expr? {
    let nothing = Pipeline(.relation(.constant(columns: [], rows: []))) { [unowned self] in allocate() }
    var fixed = Context(scope: Scope(pipeline: nothing, row: nil))
    fixed.arguments = context.arguments
    let own = quietly { self.expression(node, fixed) }?.columnsUsed ?? []
    let outer = quietly { self.expression(node, context) }?.columnsUsed ?? []
    if !own.isEmpty || !outer.isEmpty && quietly({ resolve(fixed) }) == nil {
      return fail(
        "R0262", "changes are compared with one value, not with one of each row", at: node.span,
        help: ["`credit on D` is a value that can be compared with other fields"])
    }
    return resolve(fixed)
  }
}

/// A history test with what its field means.
struct HistoryQuestion {
  struct Subject {
    var row: RowReference
    var field: Field
    var span: SourceSpan

    var isRelation: Bool { if case .toOne = field.kind { true } else { false } }
  }
  var test: HistoryTest
  var node: Expression
  var subject: Subject
  var period: Period
}

extension HistoryTest {
  fileprivate var isRise: Bool { if case .rose = kind { true } else { false } }
}

extension Field {
  fileprivate var toOneColumns: [String]? { if case .toOne(_, let columns) = kind { columns } else { nil } }
}

extension Expr {
  /// A constant of 0 or less.
  fileprivate var isNotAboveZero: Bool {
    switch self {
    case .literal(.integer(let number), _): number <= 0
    case .literal(.decimal(let number), _): number.unscaled <= 0
    case .literal(.float(let number), _): number <= 0
    case .apply(.negate, _, _): true
    default: false
    }
  }
}
