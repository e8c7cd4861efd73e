import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// What the argument of an aggregate ranges over.
  enum Aggregand {
    /// Related rows: the relation, the query on it, and the value of each row.
    case related(RelatedRows, clauses: [Clause], value: Expression?)
    /// A whole relation: `count(all orders where …)`.
    case whole(Query, value: Expression?)
    /// Rows of the pipeline or group.
    case pipeline(Expression?)
  }

  func aggregate(_ call: Call, _ node: Expression, _ context: Context) -> Expr? {
    guard let aggregand = aggregand(of: call, context) else { return nil }
    switch aggregand {
    case .related(let rows, let clauses, let value):
      if context.group != nil { return relatedInGroup(call, node) }
      return relatedAggregate(call, rows, clauses, value, node, context)
    case .whole(let query, let value): return wholeAggregate(call, query, value, node, context)
    case .pipeline(let value): return pipelineAggregate(call, value, node, context)
    }
  }

  /// Aggregates whose first argument is a share.
  private static let withFraction: Set<String> = ["percentile", "pareto"]

  /// Position of the ranging argument: the last, after `percentile`'s fraction.
  private func rangingArgument(_ call: Call) -> Expression? {
    Self.withFraction.contains(call.name.text) ? call.arguments.dropFirst().first?.value : call.arguments.first?.value
  }

  func aggregand(of call: Call, _ context: Context) -> Aggregand? {
    let most = Self.withFraction.contains(call.name.text) ? 2 : 1
    if call.arguments.count > most {
      return fail(
        "R0307", "`\(call.name.text)` takes \(most == 1 ? "one argument" : "two arguments")", at: call.span,
        help: [most == 1 ? "\(call.name.text)(amount of orders)" : "\(call.name.text)(0.9, amount of orders)"])
    }
    guard let argument = rangingArgument(call) else { return .pipeline(nil) }
    var context = context
    context.group = nil
    switch argument.unwrapped.kind {
    case .aggregand(let value, let query):
      guard case .path(let names, let all) = query.source.kind, !all, !standsAlone(names, context) else {
        return .whole(query, value: value)
      }
      guard case .rows(let rows)? = resolveRows(names, context) else { return nil }
      if let first = rows.rest.first {
        if value == nil, rows.rest.count == 1 {
          return .related(
            rows, clauses: query.clauses, value: Expression(.path(rows.rest), span: first.span))
        }
        return fail("R0218", "`\(first.text)` is not a relation", at: first.span)
      }
      return .related(rows, clauses: query.clauses, value: value)
    case .path(let names):
      if standsAlone(names, context) { return .whole(Query(names, at: argument.span), value: nil) }
      guard context.row != nil, case .rows(let rows)? = rows(behind: names, context) else {
        if context.row != nil, names.count == 1, catalog.entity(names[0].text) != nil || environment.bindings[names[0].text] != nil,
          quietly({ self.resolvePath(names, context) }) == nil
        {
          return resolveRows(names, context).map { _ in .pipeline(nil) }
        }
        return .pipeline(argument)
      }
      let value = rows.rest.isEmpty ? nil : Expression(.path(rows.rest), span: argument.span)
      return .related(rows, clauses: [], value: value)
    case .call(let kept) where kept.name.text == "kept": return .whole(Query(kept), value: nil)
    case .membership(let operand, .values(let values, _), false) where values.count == 1 && isPeriod(values[0], context):
      var call = call
      let period = Expression(.temporal(operand, .during, values[0], negated: false), span: argument.span)
      let position = Self.withFraction.contains(call.name.text) ? 1 : 0
      call.arguments[position].value = period
      return self.aggregand(of: call, context)
    case .temporal(let operand, let op, let period, false):
      if case .path(let names) = operand.unwrapped.kind, standsAlone(names, context) {
        let clause = Clause(.period(PeriodClause(op: op, value: period)), span: argument.span, piped: false)
        return .whole(Query(names, [clause], at: argument.span), value: nil)
      }
      guard case .path(let names) = operand.unwrapped.kind, context.row != nil,
        case .rows(let rows)? = rows(behind: names, context), rows.rest.isEmpty
      else { return .pipeline(argument) }
      let clause = Clause(.period(PeriodClause(op: op, value: period)), span: argument.span, piped: false)
      return .related(rows, clauses: [clause], value: nil)
    default: return .pipeline(argument)
    }
  }

  /// Whether a relation is named where there are no rows it could belong to (`assert no(accounts where …)`).
  private func standsAlone(_ names: [Name], _ context: Context) -> Bool {
    guard context.row == nil, context.scope.named.isEmpty, names.count == 1, let name = names.first?.text else {
      return false
    }
    return catalog.entity(name) != nil || environment.bindings[name] != nil
  }

  /// A path that must lead to related rows.
  private func resolveRows(_ names: [Name], _ context: Context) -> Resolution? {
    guard let resolution = resolvePath(names, context) else { return nil }
    if case .rows = resolution { return resolution }
    return fail(
      "R0218", "`\(names.map(\.text).joined(separator: "."))` is not a to-many relation", at: names[0].span,
      help: context.row.map { ["relations here: " + relations(of: $0.entity)] } ?? [])
  }

  private func relations(of entity: Entity) -> String {
    let names = entity.fields.compactMap { field -> String? in
      if case .toMany = field.kind { "`\(field.name)`" } else { nil }
    }
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  /// An aggregate of one row where a value of the group is needed.
  private func relatedInGroup(_ call: Call, _ node: Expression) -> Expr? {
    let text = SourceText.text(of: node)
    var help = "`sum(\(text))` adds it up over the group"
    if case .path(let names)? = rangingArgument(call)?.unwrapped.kind, names.count > 1 {
      let value = names[names.count - 1].text
      let relation = names.dropLast().map(\.text).joined(separator: ".")
      help = "`\(call.name.text)(\(call.name.text)(\(value) of \(relation)))` combines it over the group"
    }
    return fail("R0209", "`\(text)` is a value of each row, not of the group", at: node.span, help: [help])
  }

  // MARK: - Over related rows

  private func relatedAggregate(
    _ call: Call, _ rows: RelatedRows, _ clauses: [Clause], _ value: Expression?, _ node: Expression, _ context: Context
  ) -> Expr? {
    let limits = clauses.contains { if case .take = $0.kind { true } else { false } }
    let key = AttachmentKey(outer: rows.outer.place, pass: .related(rows.relations.map(\.name)))
    let scope = context.scope
    if !limits, let builder = scope.attachments[key] {
      return aggregate(call, in: builder, entity: rows.entity, clauses, value, node, context)
    }
    let builder = attachment(to: rows, scope)
    let isNew = builder.aggregates.isEmpty
    guard let result = aggregate(call, in: builder, entity: rows.entity, clauses, value, node, context) else { return nil }
    if isNew { scope.pipeline.append(.attach(builder)) }
    if !limits { scope.attachments[key] = builder }
    return result
  }

  /// A pass over the related rows, keyed by the outer row they belong to.
  private func attachment(to rows: RelatedRows, _ scope: Scope) -> AttachmentBuilder {
    let inner = Pipeline(base(of: rows.entity)) { [unowned self] in allocate() }
    var path: [ToOneStep] = []
    for relation in rows.relations.dropFirst().reversed() {
      path.append(
        ToOneStep(
          table: relation.source.table, columns: relation.columns, keyColumns: relation.source.key.map(\.column),
          keyTypes: relation.source.key.map(\.type)))
    }
    let outer = key(of: rows.outer, scope)
    if let builder = pastAttachment(to: rows, inner, path, outer) { return builder }
    var keys: [Attachment.Key] = []
    for (position, column) in rows.relations[0].columns.enumerated() where outer.indices.contains(position) {
      let type = rows.outer.entity.key[position].type
      let holder = rows.relations[0].target
      let stored = holder.storedColumn(named: column) ?? StoredColumn(name: column, encoding: .plain)
      let id = inner.baseColumn(path: path, column: stored, type: type)
      keys.append(Attachment.Key(outer: outer[position], inner: id))
    }
    return AttachmentBuilder(inner: inner, keys: keys)
  }

  /// The same where the rows' relation to the outer row is tracked: those that belonged to it on the day.
  private func pastAttachment(to rows: RelatedRows, _ inner: Pipeline, _ path: [ToOneStep], _ outer: [Expr])
    -> AttachmentBuilder?
  {
    guard moment != nil else { return nil }
    let trackedLink = rows.relations.map { $0.target.relation(by: $0.columns) }
    for (relation, field) in zip(rows.relations, trackedLink).dropFirst() {
      if let field, field.isTracked { noteUntracked(field, of: relation.target) }
    }
    guard let field = trackedLink[0], field.isTracked, outer.count == 1 else { return nil }
    let holder = RowReference(entity: rows.relations[0].target, path: path)
    let scope = Scope(pipeline: inner, row: RowReference(entity: rows.entity, path: []))
    guard let changes = changes(of: field, in: holder, scope) else { return nil }
    let current = column(changes.stored, changes.type, of: holder, scope)
    let link = pastValue(of: field, in: holder, scope, current: current)
    let key = Attachment.Key(outer: outer[0], inner: inner.column(for: link))
    let builder = AttachmentBuilder(inner: inner, keys: [key])
    builder.attachments = scope.attachments
    builder.definitions = scope.definitions
    return builder
  }

  private func aggregate(
    _ call: Call, in builder: AttachmentBuilder, entity: Entity, _ clauses: [Clause], _ value: Expression?,
    _ node: Expression, _ context: Context
  ) -> Expr? {
    let scope = Scope(pipeline: builder.inner, row: RowReference(entity: entity, path: []))
    var inner = Context(scope: scope)
    inner.arguments = context.arguments
    scope.tieBreak = key(of: RowReference(entity: entity, path: []), scope)
    // The pass is shared, so what its rows have is found again through the builder.
    (scope.attachments, scope.definitions) = (builder.attachments, builder.definitions)
    defer { (builder.attachments, builder.definitions) = (scope.attachments, scope.definitions) }
    var conditions: [Expr] = []
    if let hidden = horizonCondition(inner) { conditions.append(hidden) }
    var order: [SortKey] = []
    var limit: Int?
    for clause in clauses {
      switch clause.kind {
      case .filter(let condition):
        guard let expr = self.condition(condition, inner) else { return nil }
        conditions.append(expr)
      case .period(let period):
        guard let expr = primaryDate(period, of: RowReference(entity: entity, path: []), inner, at: clause.span) else { return nil }
        conditions.append(expr)
      case .order(let keys):
        guard let resolved = sortKeys(keys, inner, among: conditions) else { return nil }
        order = resolved
      case .take(let count):
        guard let number = self.count(count, inner) else { return nil }
        limit = min(limit ?? number, number)
      default:
        return fail("R0219", "this clause cannot stand inside an aggregate", at: clause.span, help: ["`where`, `order by`, `take` and periods can"])
      }
    }
    let ties = scope.tieBreak.map { SortKey(value: $0) }
    if let limit {
      if !conditions.isEmpty { builder.inner.append(.filter(.all(conditions))) }
      conditions = []
      builder.inner.append(
        .top(count: limit, keys: order + ties, per: builder.keys.map { .column($0.inner, columnType(of: $0)) }))
    }
    guard
      var aggregate = aggregate(call, argument: value, inner, filter: conditions.isEmpty ? nil : .all(conditions), at: node)
    else { return nil }
    if aggregate.aggregate.function.isOrdered, !listsAreUnordered { aggregate.order = order + ties }
    if aggregate.aggregate.function == .initial, !setFirstKey(order, of: &aggregate, at: node) { return nil }
    return finish(call, self.value(of: aggregate) { builder.column(for: $0) })
  }

  private func columnType(of key: Attachment.Key) -> ValueType { key.outer.type }

  /// `no(…)` is `not any(…)`.
  private func finish(_ call: Call, _ column: Expr) -> Expr { call.name.text == "no" ? .not(column) : column }

  // MARK: - Over a whole relation

  private func wholeAggregate(
    _ call: Call, _ query: Query, _ value: Expression?, _ node: Expression, _ context: Context
  ) -> Expr? {
    guard let inner = pipeline(for: query, outer: context) else { return nil }
    var innerContext = Context(scope: inner)
    innerContext.arguments = context.arguments
    let saved = horizon
    horizon = inner.horizon ?? horizon
    defer { horizon = saved }
    guard var aggregate = aggregate(call, argument: value, innerContext, filter: nil, at: node) else { return nil }
    if aggregate.aggregate.function.isOrdered {
      aggregate.order = inner.order + inner.tieBreak.map { SortKey(value: $0) }
    }
    if aggregate.aggregate.function == .initial, !setFirstKey(inner.order, of: &aggregate, at: node) { return nil }
    let builder = AttachmentBuilder(inner: inner.pipeline, keys: [])
    let value = self.value(of: aggregate) { builder.column(for: $0) }
    (context.group == nil ? context.scope : context.after ?? context.scope).pipeline.append(.attach(builder))
    return finish(call, value)
  }

  // MARK: - Over the pipeline or group

  private func pipelineAggregate(_ call: Call, _ value: Expression?, _ node: Expression, _ context: Context) -> Expr? {
    if !context.seesNames {
      return fail(
        "R0217", "`\(call.name.text)` has no relation here", at: call.span, help: ["name it: `\(call.name.text)(… of orders)`"])
    }
    if let group = context.group {
      var inner = context
      inner.group = nil
      let keys = group.keys.map(\.column.value) + (group.pivotKey.map { [$0] } ?? [])
      guard var aggregate = aggregate(call, argument: value, inner, filter: nil, keys: keys, at: node) else { return nil }
      if aggregate.aggregate.function.isOrdered {
        aggregate.order = context.scope.order + context.scope.tieBreak.map { SortKey(value: $0) }
      }
      if aggregate.aggregate.function == .initial, !setFirstKey(context.scope.order, of: &aggregate, at: node) { return nil }
      let value = self.value(of: aggregate, currencyOf: group.outside) { group.column(for: $0) }
      return finish(call, value)
    }
    var per: [Expr] = []
    for key in call.per {
      guard let expr = partitionKey(key, context) else { return nil }
      per += expr
    }
    guard var aggregate = aggregate(call, argument: value, context, filter: nil, keys: per, at: node) else { return nil }
    // Windows have no order of their own.
    if aggregate.aggregate.function == .initial, !setFirstKey([], of: &aggregate, at: node) { return nil }
    if aggregate.aggregate.function.isOrdered { sortNow(context.scope) }
    let result = self.value(of: aggregate) { part in
      append(part, per: per, context)
    }
    if !aggregate.takesOneRow, case .rows = aggregate.combined, let argument = aggregate.aggregate.argument,
      let own = currencies(of: argument).first, let shared = currencies(of: result).first
    {
      sameCurrency[shared] = own
    }
    return finish(call, result)
  }

  /// The column of an aggregate over the rows of a partition.
  private func append(_ aggregate: Aggregate, per: [Expr], _ context: Context) -> ColumnID {
    let function = Window.Function.aggregate(aggregate.function, distinct: aggregate.distinct)
    return append(function, aggregate.argument, per, aggregate.type, context).columnID ?? aggregate.id
  }

  /// `initial` takes all rows that share the least first key, so nothing may break their tie.
  private func setFirstKey(_ order: [SortKey], of aggregate: inout CheckedAggregate, at node: Expression) -> Bool {
    guard let key = order.first, !key.descending, key.value.type.isTemporal || key.value.type == .integer else {
      let _: Expr? = fail(
        "R0307", "`initial` needs to know what comes first: a date or a whole number, ascending", at: node.span,
        help: ["initial(amount of orders order by date)"])
      return false
    }
    aggregate.order = [key]
    return true
  }

  // MARK: - The aggregate itself

  /// Checks an aggregate's argument and fixes its type.
  private func aggregate(
    _ call: Call, argument node: Expression?, _ context: Context, filter: Expr?, keys: [Expr] = [], at place: Expression
  ) -> CheckedAggregate? {
    let name = call.name.text
    var filter = filter
    var argument: Expr?
    if let node {
      // A bare to-many path inside a pipeline aggregate wants an aggregate of its own.
      if case .path(let names) = node.unwrapped.kind,
        case .rows(let rows)? = rows(behind: names, context), !rows.rest.isEmpty
      {
        return nested(name, rows, at: node)
      }
      argument = name == "any" || name == "no" || name == "every" ? condition(node, context) : expression(node, context)
      if argument == nil { return nil }
    }
    let function: Aggregate.Function
    let type: ValueType
    switch name {
    case "count": (function, type) = (.count, .integer)
    case "any", "no":
      // `any(contacts where …)` counts rows: the condition is the filter.
      if argument == nil { argument = .literal(.bool(true), .bool) }
      (function, type) = (.any, .bool)
    case "every":
      guard argument != nil else {
        return fail("R0307", "`every` needs a condition", at: call.span, help: ["every(paid = amount of invoices)"])
      }
      (function, type) = (.every, .bool)
    default:
      guard let argument else {
        return fail(
          "R0307", "`\(name)` needs a value to work on", at: call.span, help: ["for example `\(name)(amount of orders)`"])
      }
      guard let known = valueAggregate(name, argument.type, call, context, at: node?.span ?? call.span) else { return nil }
      (function, type) = known
    }
    var combined = CombinedCurrency.none
    if Self.amountAggregates.contains(name), let argument {
      guard let known = self.combined(argument, by: keys, where: filter, context, at: node?.span ?? call.span) else {
        return nil
      }
      combined = known
    }
    if function == .any, argument == .literal(.bool(true), .bool), filter == .literal(.bool(true), .bool) { filter = nil }
    let aggregate = Aggregate(
      id: allocate(), function: function, argument: argument, filter: filter, distinct: call.distinct, type: type)
    return CheckedAggregate(
      aggregate: aggregate, combined: combined, takesOneRow: function == .first || function == .last)
  }

  /// Aggregates whose value is an amount if those of the rows are.
  private static let amountAggregates: Set<String> = [
    "sum", "initial", "avg", "min", "max", "median", "percentile", "stddev", "first", "last",
  ]

  private func valueAggregate(_ name: String, _ type: ValueType, _ call: Call, _ context: Context, at span: SourceSpan)
    -> (Aggregate.Function, ValueType)?
  {
    func number(_ function: Aggregate.Function, _ result: ValueType) -> (Aggregate.Function, ValueType)? {
      if type.isNumeric || (type == .days && function == .sum) { return (function, result) }
      return fail("R0202", "`\(name)` needs a number, this is \(type.article)", at: span)
    }
    switch name {
    case "sum": return number(.sum, type)
    case "initial": return number(.initial, type)
    case "avg": return number(.avg, .float(currency: type.currency))
    case "stddev": return number(.stddev, .float(currency: type.currency))
    case "median":
      if type.isNumeric { return (.median, .float(currency: type.currency)) }
      return fail("R0202", "`median` needs a number, this is \(type.article)", at: span)
    case GapMeasure.median.rawValue, GapMeasure.regularity.rawValue, GapMeasure.logarithm.rawValue:
      if type.isTemporal, let measure = GapMeasure(rawValue: name) { return (.gap(measure), .float(currency: nil)) }
      return fail("R0202", "`\(name)` needs dates, this is \(type.article)", at: span, help: ["\(name)(date of orders)"])
    case "gini": return number(.gini, .float(currency: nil))
    case "hhi": return number(.hhi, .float(currency: nil))
    case "percentile", "pareto":
      guard let fraction = fraction(call.arguments[0].value, context), name == "percentile" || fraction > 0 else {
        return fail(
          "R0307", "the first argument of `\(name)` is a constant from 0 to 1", at: call.arguments[0].value.span,
          help: [name == "percentile" ? "percentile(0.9, amount of orders)" : "pareto(0.2, revenue)"])
      }
      if name == "pareto" { return number(.pareto(fraction), .float(currency: nil)) }
      return number(.percentile(fraction), .float(currency: type.currency))
    case "min", "max":
      if type == .bool || type.isList { return fail("R0205", "\(type.article) has no order", at: span) }
      return (name == "min" ? .min : .max, type)
    case "first": return (.first, type)
    case "last": return (.last, type)
    default: return (.list, .list(type))
    }
  }

  private func nested(_ name: String, _ rows: RelatedRows, at node: Expression) -> CheckedAggregate? {
    let text = SourceText.text(of: node)
    let relation = rows.relations.map(\.name).joined(separator: ".")
    let rest = rows.rest.map(\.text).joined(separator: ".")
    return fail(
      "R0207", "`\(text)` is many per row; choose how to combine them", at: node.span,
      help: ["`\(name)(sum(\(rest) of \(relation)))`"])
  }
}

extension Query {
  /// A relation by its path, with clauses behind it.
  init(_ names: [Name], _ clauses: [Clause] = [], at span: SourceSpan) {
    self.init(source: Source(.path(names, all: false), span: span), clauses: clauses, span: span)
  }
}
