import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// Resolves a query to a pipeline with its scope; `outer` is the row of an enclosing aggregate, for its arguments.
  func pipeline(for query: Query, outer: Context?) -> Scope? {
    let saved = (today, horizon)
    defer { (today, horizon) = saved }
    guard countClauses(of: query) else { return nil }
    var first: Clause?
    for clause in query.clauses {
      if case .asOf(let date) = clause.kind {
        if first != nil {
          return fail("R0229", "a query has one `as of`", at: clause.span, help: ["remove one of them"])
        }
        first = clause
        guard let day = dayToLookBackTo(date, outer) else { return nil }
        (today, horizon) = (day, day)
      }
    }
    let before = errorCount
    guard let scope = source(query.source, outer) else { return nil }
    for clause in query.clauses where errorCount < Self.errorLimit && !scope.isUnknown {
      apply(clause, to: scope, outer)
    }
    if scope.pendingGroup != nil { closeGroup(scope, nil, outer) }
    if let horizon { scope.horizon = horizon }
    return errorCount == before && !scope.isUnknown ? scope : nil
  }

  /// Plans are trees that grow by a level per clause, and trees are walked on the stack.
  static let clauseLimit = 400

  private func countClauses(of query: Query) -> Bool {
    clauseCount += query.clauses.count
    if clauseCount <= Self.clauseLimit { return true }
    let _: Expr? = fail(
      "R0230", "the query has more than \(Self.clauseLimit) clauses", at: query.source.span,
      help: ["conditions of many `where` clauses can stand in one, joined by `and`"])
    return false
  }

  /// The day of `as of`: a period means its last day, and one that is not over yet the day the text is run.
  private func dayToLookBackTo(_ node: Expression, _ outer: Context?) -> Day? {
    let nowhere = outer ?? Context(scope: Scope(pipeline: Pipeline(.relation(.constant(columns: [], rows: []))) { [unowned self] in allocate() }, row: nil))
    guard let period = period(node, nowhere) else { return nil }
    guard let last = period.last, let first = period.start else {
      return fail("R0204", "`as of` needs a date or a period that ends", at: node.span, help: ["for example `as of 2026-01-31`"])
    }
    return first == last ? last : min(last, settings.answeringDay)
  }

  /// The one day a constant stands for; `what` wants it.
  func constantDay(_ node: Expression, _ outer: Context?, for what: String = "as of") -> Day? {
    let nowhere = outer ?? Context(scope: Scope(pipeline: Pipeline(.relation(.constant(columns: [], rows: []))) { [unowned self] in allocate() }, row: nil))
    guard let period = period(node, nowhere) else { return nil }
    guard let day = period.last, period.start == day else {
      return fail("R0204", "`\(what)` needs one date", at: node.span, help: ["for example `\(what) 2026-01-31`"])
    }
    return day
  }

  // MARK: - Sources

  private func source(_ source: Query.Source, _ outer: Context?) -> Scope? {
    switch source.kind {
    case .path(let names, _):
      guard names.count == 1 else {
        return fail(
          "R0110", "a query begins with one relation", at: source.span,
          help: ["follow the path inside: `\(names[0].text) select …(… of \(names.dropFirst().map(\.text).joined(separator: ".")))`"])
      }
      return relation(names[0])
    case .query(let query): return pipeline(for: query, outer: outer)
    case .file(let path): return file(path, at: source.span)
    case .call(let call):
      if call.name.text == "kept" { return kept(call, outer) }
      return unknown("there is no relation `\(call.name.text)(…)`", call.name, [], code: "R0108")
    }
  }

  private func relation(_ name: Name) -> Scope? {
    if let binding = environment.bindings[name.text] {
      use("let \(name.text)") { SourceText.text(of: binding) }
      return splice("let \(name.text)", at: name.span) { self.pipeline(for: binding, outer: nil) }
    }
    guard let entity = catalog.entity(name.text) else {
      let known = catalog.entities.flatMap { [$0.name] + $0.labels.all } + environment.bindings.keys.sorted()
      return unknown("there is no relation `\(name.text)`", name, known, code: "R0100")
    }
    return scope(of: entity)
  }

  func scope(of entity: Entity) -> Scope {
    let pipeline = Pipeline(base(of: entity)) { [unowned self] in allocate() }
    let row = RowReference(entity: entity, path: [])
    let scope = Scope(pipeline: pipeline, row: row)
    scope.tieBreak = key(of: row, scope)
    if let visible = horizonCondition(Context(scope: scope)) { pipeline.append(.filter(visible)) }
    return scope
  }

  /// `as of D`: events after D do not exist.
  func horizonCondition(_ context: Context) -> Expr? {
    guard let horizon, let row = context.row, let field = row.entity.primaryDate, let next = horizon.adding(days: 1),
      let date = value(of: field, in: row, context, at: SourceSpan(start: 0, end: 0))
    else { return nil }
    let bound: Expr =
      date.type == .dateTime
      ? .literal(.dateTime(next.midnight), .dateTime) : .literal(.day(next), .day)
    return .not(.apply(.greaterOrEqual, [date, bound], .bool))
  }

  private func file(_ path: String, at span: SourceSpan) -> Scope? {
    guard let host else { return fail("R0506", "files cannot be read here", at: span) }
    let header: [(name: String, type: ValueType)]
    do {
      header = try host.fileColumns(of: path)
    } catch let problem as Diagnostic {
      var placed = problem
      placed.span = span
      report(placed)
      return nil
    } catch {
      return fail("R0506", "`\(path)` cannot be read: \(error)", at: span)
    }
    let columns = header.enumerated().map { position, column in
      FileScan.FileColumn(id: allocate(), type: column.type, position: position)
    }
    // Beside codes, a column of digits means its text; read only where that is asked for.
    let texts = columns.filter { $0.type != .code }.map { typed in
      let text = FileScan.FileColumn(id: allocate(), type: .code, position: typed.position)
      fileTexts[typed.id] = text.id
      return text
    }
    let scan = FileScan(.csv(path: path), columns: columns + texts)
    let pipeline = Pipeline(.relation(.file(scan))) { [unowned self] in allocate() }
    let scope = Scope(pipeline: pipeline, row: nil)
    let named = zip(header, columns).map { NamedColumn(name: $0.name, id: $1.id, type: $1.type) }
    scope.replaceRow(by: named, order: [])
    return scope
  }

  // MARK: - Clauses

  func apply(_ clause: Clause, to scope: Scope, _ outer: Context?) {
    var context = Context(scope: scope)
    if let outer { context.arguments = outer.arguments }
    if scope.pendingGroup != nil {
      switch clause.kind {
      case .select, .pivot: break
      default:
        closeGroup(scope, nil, outer)
        context.row = scope.row
      }
    }
    switch clause.kind {
    case .filter(let condition):
      if let expr = self.condition(condition, context) { scope.pipeline.append(.filter(expr)) }
    case .extend(let assignments): extend(scope, assignments, context)
    case .select(let items): select(scope, items, clause, context, outer)
    case .drop(let names): drop(scope, names, context)
    case .group(let items, let fill): scope.pendingGroup = PendingGroup(items: items, fill: fill, span: clause.span)
    case .pivot(let key, let value): pivot(scope, key, value, clause, outer)
    case .order(let keys): order(scope, keys, clause, context)
    case .take(let count):
      guard let count = self.count(count, context) else { return }
      sortNow(scope)
      scope.pipeline.append(.slice(skip: 0, take: count))
    case .skip(let count):
      guard let count = self.count(count, context) else { return }
      sortNow(scope)
      scope.pipeline.append(.slice(skip: count, take: nil))
    case .top(let top): self.top(scope, top, clause, context)
    case .distinct(let items): distinct(scope, items, clause, context)
    case .combine(let op, let operand): combine(scope, op, operand, clause, context)
    case .period(let period): self.period(scope, period, clause, context)
    case .asOf: break
    case .call(let call): relationFunction(call, scope, context, outer)
    case .set: misplacedChange("set", at: clause.span)
    case .delete: misplacedChange("delete", at: clause.span)
    case .chart: misplaced("chart", at: clause.span)
    case .to: misplaced("to", at: clause.span)
    }
  }

  /// A whole, non-negative constant.
  func count(_ node: Expression, _ context: Context) -> Int? {
    guard let value = expression(node, context) else { return nil }
    if case .literal(.integer(let number), _) = value, number >= 0 { return Int(clamping: number) }
    return fail("R0220", "a whole number of rows is expected", at: node.span, help: ["for example `take 10`"])
  }

  func extend(_ scope: Scope, _ assignments: [Assignment], _ context: Context) {
    for assignment in assignments {
      guard let value = expression(assignment.value, Context(scope: scope, arguments: context.arguments)) else { continue }
      let column = NamedColumn(
        name: assignment.name.text, id: scope.pipeline.column(for: value), type: value.type,
        heading: Heading(assignment.name.text, assignment.labels))
      keepCurrency(of: value, as: column.id)
      add(column, to: scope)
    }
  }

  /// Shows a column behind those shown so far, or in the place of the one of its name.
  func add(_ column: NamedColumn, to scope: Scope) {
    scope.named.append(column)
    if var shown = scope.shown {
      if let position = shown.firstIndex(where: { $0.name == column.name }) {
        shown[position] = column
      } else {
        shown.append(column)
      }
      scope.shown = shown
    } else {
      scope.hidden.remove(column.name)
      scope.extra.removeAll { $0.name == column.name }
      scope.extra.append(column)
    }
  }

  private func select(_ scope: Scope, _ items: [SelectItem], _ clause: Clause, _ context: Context, _ outer: Context?) {
    if scope.pendingGroup != nil || items.contains(where: { containsPipelineAggregate($0.value, context) }) {
      if scope.pendingGroup == nil {
        scope.pendingGroup = PendingGroup(items: [], fill: false, span: clause.span)
      }
      closeGroup(scope, items, outer)
      return
    }
    var shown: [NamedColumn] = []
    let before = scope.named
    for item in items {
      guard let value = expression(item.value, context) else { continue }
      let name = item.name?.text ?? item.value.columnName
      var column = NamedColumn(name: unique(name, among: shown), id: scope.pipeline.column(for: value), type: value.type)
      column.heading = heading(of: item, name: column.name, context)
      keepCurrency(of: value, as: column.id)
      shown.append(column)
      // A later item may use this one by the name it was given, unless that means something already.
      if let name = item.name, scope.row?.entity.field(name.text) == nil,
        !before.contains(where: { $0.name == name.text })
      {
        scope.named.append(column)
      }
    }
    scope.shown = shown
    scope.named = before + shown
  }

  /// Two columns may not have one name: the second is numbered.
  func unique(_ name: String, among columns: [NamedColumn]) -> String { unique(name, among: columns.map(\.name)) }

  func unique(_ name: String, among names: [String]) -> String {
    guard names.contains(name) else { return name }
    var number = 2
    while names.contains("\(name)_\(number)") { number += 1 }
    return "\(name)_\(number)"
  }

  private func drop(_ scope: Scope, _ names: [Name], _ context: Context) {
    for name in names {
      if let shown = scope.shown {
        guard let position = shown.firstIndex(where: { $0.name == name.text }) else {
          let _: Expr? = unknown("no column `\(name.text)` is shown", name, shown.map(\.name))
          continue
        }
        scope.shown?.remove(at: position)
      } else if let field = scope.row?.entity.field(name.text) {
        scope.hidden.insert(field.name)
        scope.extra.removeAll { $0.name == name.text }
      } else if scope.column(named: name.text) != nil {
        scope.hidden.insert(name.text)
        scope.extra.removeAll { $0.name == name.text }
      } else {
        let _: Expr? = resolvePath([name], context).flatMap { _ in nil }
      }
    }
    if let shown = scope.shown, shown.isEmpty { let _: Expr? = fail("R0221", "no column is left to show", at: names[0].span) }
  }

  private func period(_ scope: Scope, _ period: PeriodClause, _ clause: Clause, _ context: Context) {
    guard let row = scope.row else {
      let _: Expr? = fail(
        "R0215", "these rows have no primary date", at: clause.span, help: ["name the date: `where … \(period.op.rawValue) …`"])
      return
    }
    if let condition = primaryDate(period, of: row, context, at: clause.span) {
      scope.pipeline.append(.filter(condition))
    }
  }

  // MARK: - What is shown

  /// The columns a result shows, reading the default ones if nobody chose.
  func shownColumns(_ scope: Scope) -> [NamedColumn] {
    if let shown = scope.shown { return shown }
    guard let row = scope.row else { return scope.named }
    let saved = horizon
    horizon = scope.horizon ?? horizon
    defer { horizon = saved }
    let context = Context(scope: scope).spliced(into: row)
    var shown: [NamedColumn] = []
    for field in row.entity.fields where !scope.hidden.contains(field.name) && !scope.extra.contains(where: { $0.name == field.name }) {
      let value: Expr?
      switch field.kind {
      case .stored: value = self.value(of: field, in: row, context, at: SourceSpan(start: 0, end: 0))
      case .toOne:
        guard case .row(let target)? = resolvePath([Name(field.name, span: SourceSpan(start: 0, end: 0))], context) else { continue }
        value = label(of: target, context, at: SourceSpan(start: 0, end: 0))
      case .toMany, .derived, .rule: continue
      }
      guard let value else { continue }
      shown.append(
        NamedColumn(
          name: field.name, id: scope.pipeline.column(for: value), type: value.type, heading: heading(of: field)))
    }
    return shown + scope.extra.filter { !scope.hidden.contains($0.name) }
  }
}

extension Context {
  init(scope: Scope, arguments: [String: Argument]) {
    self.init(scope: scope)
    self.arguments = arguments
  }
}
