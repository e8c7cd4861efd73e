import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// Ends a `group by`: the select's items, or a count, per group. Without keys, one row.
  func closeGroup(_ scope: Scope, _ items: [SelectItem]?, _ outer: Context?) {
    guard let pending = scope.pendingGroup else { return }
    scope.pendingGroup = nil
    discardOrder(scope, by: "`group by`")
    var context = Context(scope: scope)
    if let outer { context.arguments = outer.arguments }
    guard let keys = groupKeys(pending.items, context) else { return }
    let group = GroupBuilder(keys: keys)
    context.group = group
    let steps = scope.pipeline
    // Aggregates are collected while the items are resolved; the step in front of them grows with it.
    let anchor = Pipeline(.relation(.constant(columns: [], rows: []))) { [unowned self] in allocate() }
    let after = Scope(pipeline: anchor, row: nil)
    let columns = self.items(items ?? [countItem(pending.span)], context, after: after)
    guard let columns else { return }
    steps.append(.aggregate(group))
    if pending.fill { fill(scope, group, pending) }
    for step in anchor.steps { steps.append(step) }
    let ties = group.keys.map { Expr.column($0.column.id, $0.column.value.type) }
    let shownKeys = group.keys.filter { key in !key.isHidden && !columns.contains { $0.id == key.column.id } }
      .map { NamedColumn(name: $0.name, id: $0.column.id, type: $0.column.value.type, heading: $0.heading) }
    scope.replaceRow(by: shownKeys + columns, order: ties)
    if let key = duplicatedName(shownKeys + columns) {
      let _: Expr? = fail("R0225", "two columns are called `\(key)`", at: pending.span, help: ["give one another name with `as`"])
    }
  }

  private func duplicatedName(_ columns: [NamedColumn]) -> String? {
    var seen: Set<String> = []
    return columns.first { !seen.insert($0.name).inserted }?.name
  }

  private func countItem(_ span: SourceSpan) -> SelectItem {
    let call = Call(name: Name("count", span: span), arguments: [], span: span)
    return SelectItem(value: Expression(.call(call), span: span), name: nil)
  }

  private func groupKeys(_ items: [SelectItem], _ context: Context) -> [GroupBuilder.Key]? {
    var keys: [GroupBuilder.Key] = []
    for item in items {
      let text = SourceText.text(of: item.value)
      let name = item.name?.text ?? item.value.columnName
      if case .path(let names) = item.value.unwrapped.kind,
        case .row(let row)? = rows(behind: names, context)
      {
        guard let label = label(of: row, context, at: item.value.span) else { return nil }
        keys.append(key(name, text, label, hidden: false))
        keys[keys.count - 1].heading = heading(of: item, name: name, context)
        // Rows of one name are still different rows.
        for part in key(of: row, context.scope) where part != label {
          keys.append(key(name + " key", "", part, hidden: true))
        }
        continue
      }
      guard let value = expression(item.value, context) else { return nil }
      if value.type.isList { return fail("R0205", "a list cannot be a group key", at: item.value.span) }
      keys.append(key(name, text, value, hidden: false))
      keys[keys.count - 1].heading = heading(of: item, name: name, context)
      // Equal amounts of two currencies are not the same.
      if let currency = currencies(of: value).first, let amount = keys.last?.column.id {
        keys.append(key(name + " currency", "", currency, hidden: true))
        openMoney[amount] = keys.last.map { .column($0.column.id, currency.type) }
      }
    }
    return keys
  }

  private func key(_ name: String, _ text: String, _ value: Expr, hidden: Bool) -> GroupBuilder.Key {
    GroupBuilder.Key(name: name, text: text, column: Computed(id: allocate(), value: value), isHidden: hidden)
  }

  /// Resolves the select's items over groups; what they compute on top of the aggregates goes into `after`.
  private func items(_ items: [SelectItem], _ context: Context, after: Scope) -> [NamedColumn]? {
    var columns: [NamedColumn] = []
    var complete = true
    var inner = context
    inner.after = after
    for item in items {
      guard let value = expression(item.value, inner) else {
        complete = false
        continue
      }
      let name = item.name?.text ?? item.value.columnName
      var column = NamedColumn(name: unique(name, among: columns), id: after.pipeline.column(for: value), type: value.type)
      column.heading = heading(of: item, name: column.name, context)
      keepCurrency(of: value, as: column.id)
      columns.append(column)
      // A later item may use this one by its name.
      context.group?.named.append(column)
    }
    return complete ? columns : nil
  }

  // MARK: - Names inside a group's select

  /// Inside a group's `select`, the column of a key named by its source text.
  func groupColumn(for node: Expression, _ context: Context) -> Expr? {
    if let group = context.group {
      let text = SourceText.text(of: node)
      if let key = group.keys.first(where: { !$0.isHidden && $0.text == text }) {
        return .column(key.column.id, key.column.value.type)
      }
      if let word = node.bareWord, let column = group.named.last(where: { $0.name == word.text }) { return column.expr }
      return nil
    }
    // Unnamed columns are called by their source text: `order by count()` finds the column of `select count()`.
    if context.seesNames, context.row == nil, case .call = node.kind {
      return context.scope.column(named: SourceText.text(of: node))?.expr
    }
    if context.seesNames, context.row == nil, case .path(let names) = node.kind, names.count > 1 {
      return context.scope.column(named: node.columnName)?.expr
    }
    return nil
  }

  /// Whether a value made inside a group's select depends only on keys and aggregates.
  func isGroupSafe(_ expr: Expr, _ context: Context) -> Bool {
    guard let group = context.group else { return true }
    var allowed = Set(group.keys.map(\.column.id)).union(group.aggregates.map(\.id)).union(group.named.map(\.id))
    if let after = context.after { allowed.formUnion(after.windowColumns) }
    return expr.columnsUsed.isSubset(of: allowed)
  }

  func notInGroup(_ node: Expression, _ context: Context) -> Expr? {
    let text = SourceText.text(of: node)
    let grouped = !(context.group?.keys.isEmpty ?? true)
    return fail(
      "R0209", "`\(text)` has many values \(grouped ? "per group" : "here"); an aggregate stands beside it", at: node.span,
      help: [
        grouped ? "add it to `group by`, or combine it: `max(\(text))`" : "`group by \(text)` first, or compute the aggregate with `with`"
      ])
  }

  /// Whether an expression holds an aggregate over the pipeline (and not over related rows).
  func containsPipelineAggregate(_ node: Expression, _ context: Context) -> Bool {
    switch node.kind {
    case .call(let call):
      if Self.aggregateNames.contains(call.name.text), !isScalarExtreme(call), context.row.flatMap({ environment.definitions[$0.entity.name]?[call.name.text] }) == nil {
        if call.per.isEmpty, case .pipeline? = quietly({ self.aggregand(of: call, context) }) { return true }
        return false
      }
      if Self.windowNames.contains(call.name.text) { return false }
      return call.arguments.contains { containsPipelineAggregate($0.value, context) }
    case .not(let inner), .negate(let inner), .parenthesized(let inner), .isMissing(let inner, _):
      return containsPipelineAggregate(inner, context)
    case .binary(_, let left, let right):
      return containsPipelineAggregate(left, context) || containsPipelineAggregate(right, context)
    case .membership(let operand, _, _), .temporal(let operand, _, _, _): return containsPipelineAggregate(operand, context)
    case .when(let branches, let otherwise):
      return branches.contains {
        containsPipelineAggregate($0.condition, context) || containsPipelineAggregate($0.value, context)
      } || (otherwise.map { containsPipelineAggregate($0, context) } ?? false)
    default: return false
    }
  }

  // MARK: - Fill and pivot

  private func fill(_ scope: Scope, _ group: GroupBuilder, _ pending: PendingGroup) {
    let candidates = group.keys.filter { $0.column.value.type.isPeriod || $0.column.value.type == .day }
    let integers = group.keys.filter { $0.column.value.type == .integer && !$0.isHidden }
    guard let key = candidates.last ?? (integers.count == 1 ? integers.first : nil), candidates.count <= 1 else {
      let _: Expr? = fail(
        "R0226", "`fill` needs one key that is a period, a date or a whole number", at: pending.span,
        help: ["for example `group by period(date, month) fill`"])
      return
    }
    var defaults: [Fill.Default] = []
    for aggregate in group.aggregates {
      if let value = aggregate.valueOverNothing { defaults.append(Fill.Default(id: aggregate.id, value: value)) }
    }
    scope.pipeline.append(
      .fill(
        Fill(
          key: key.column.id, others: group.keys.map(\.column.id).filter { $0 != key.column.id }, defaults: defaults)))
  }

  /// `group by region pivot status: sum(amount)`: one aggregate per value of the pivot key.
  func pivot(_ scope: Scope, _ keyNode: Expression, _ valueNode: Expression, _ clause: Clause, _ outer: Context?) {
    let pending = scope.pendingGroup ?? PendingGroup(items: [], fill: false, span: clause.span)
    scope.pendingGroup = nil
    discardOrder(scope, by: "`pivot`")
    var context = Context(scope: scope)
    if let outer { context.arguments = outer.arguments }
    guard let keys = groupKeys(pending.items, context), let pivotKey = expression(keyNode, context) else { return }
    let group = GroupBuilder(keys: keys)
    guard let values = pivotValues(pivotKey, scope, keyNode) else {
      scope.isUnknown = true
      return
    }
    group.pivotKey = pivotKey
    context.group = group
    guard let measure = expression(valueNode, context) else { return }
    guard measure.isAggregate(of: group) else {
      let _: Expr? = fail("R0227", "an aggregate is expected after `pivot …:`", at: valueNode.span, help: ["pivot status: sum(amount)"])
      return
    }
    let pivoted = GroupBuilder(keys: keys)
    var cells: [(name: String, heading: Heading?, value: Expr)] = []
    for value in values {
      let matches: Expr =
        value == .missing
        ? .apply(.isMissing, [pivotKey], .bool)
        : .apply(.equal(folded: false), [pivotKey, .literal(value, pivotKey.type)], .bool)
      var parts: [ColumnID: ColumnID] = [:]
      for aggregate in group.aggregates {
        var part = aggregate
        part.id = allocate()
        part.filter = .all((aggregate.filter.map { [$0] } ?? []) + [matches])
        parts[aggregate.id] = pivoted.column(for: part)
      }
      let cell = measure.replacing(parts)
      for (whole, part) in parts {
        let currency = openMoney[whole]?.replacing(parts)
        openMoney[part] = currency == pivotKey ? .literal(value, .code) : currency
      }
      let name = unique(value.written, among: cells.map(\.name))
      cells.append((name, heading(ofPivoted: value, pivotKey.type, name: name), cell))
    }
    scope.pipeline.append(.aggregate(pivoted))
    let columns = cells.map { name, heading, cell in
      let id = scope.pipeline.column(for: cell)
      keepCurrency(of: cell, as: id)
      return NamedColumn(name: name, id: id, type: cell.type, heading: heading)
    }
    let shownKeys = keys.filter { !$0.isHidden }.map { NamedColumn(name: $0.name, id: $0.column.id, type: $0.column.value.type, heading: $0.heading) }
    scope.replaceRow(
      by: shownKeys + columns, order: keys.map { .column($0.column.id, $0.column.value.type) })
    scope.pivoted = Set(columns.map(\.id))
    if let name = duplicatedName(shownKeys + columns) {
      let _: Expr? = fail("R0225", "two columns are called `\(name)`", at: clause.span, help: ["name the key with `as`"])
    }
  }

  static let pivotLimit = 200

  /// The values of a pivot key in order, missing last; only the data knows them.
  private func pivotValues(_ key: Expr, _ scope: Scope, _ node: Expression) -> [Value]? {
    guard let host else {
      return fail("R0506", "`pivot` needs the store to know its columns", at: node.span)
    }
    guard mayName(columns: key, scope, node) else { return nil }
    let id = allocate()
    let distinct = Rel.aggregate(scope.pipeline.build(), keys: [Computed(id: id, value: key)], aggregates: [])
    let sorted = Rel.sort(distinct, [SortKey(value: .column(id, key.type))])
    let relation = Rel.project(sorted, [OutputColumn(name: "value", id: id, type: key.type)])
    do {
      guard let values = try host.distinctValues(of: relation) else {
        noteUnchecked("the columns of this `pivot` and what uses them", at: node.span)
        return nil
      }
      if values.count > Self.pivotLimit {
        return fail(
          "R0228", "`pivot` would make \(values.count) columns; the limit is \(Self.pivotLimit)", at: node.span,
          help: ["`group by` it instead"])
      }
      return values
    } catch let problem as Diagnostic {
      report(problem)
      return nil
    } catch {
      return fail("R0506", "the values of the pivot key cannot be read: \(error)", at: node.span)
    }
  }
}

extension Expr {
  /// Whether it is the value of one aggregate.
  fileprivate func isAggregate(of group: GroupBuilder) -> Bool {
    switch self {
    case .column(let id, _): group.aggregates.contains { $0.id == id }
    case .apply(.oneCurrency, let operands, _): operands.first?.isAggregate(of: group) ?? false
    default: false
    }
  }

  /// The value of an aggregate, read from other columns.
  fileprivate func replacing(_ columns: [ColumnID: ColumnID]) -> Expr {
    switch self {
    case .column(let id, let type): .column(columns[id] ?? id, type)
    case .apply(let operation, let operands, let type):
      .apply(operation, operands.map { $0.replacing(columns) }, type)
    default: self
    }
  }
}

extension Aggregate {
  /// Its value over no rows, if that is not missing.
  var valueOverNothing: Value? {
    switch function {
    case .count: .integer(0)
    case .sum:
      switch type {
      case .decimal(let scale, _): .decimal(Decimal(unscaled: 0, scale: scale))
      case .float: .float(0)
      case .days: .days(0)
      default: .integer(0)
      }
    case .any: .bool(false)
    case .every: .bool(true)
    case .list: .list([])
    default: nil
    }
  }
}
