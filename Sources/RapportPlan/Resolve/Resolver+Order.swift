import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  func order(_ scope: Scope, _ keys: [OrderKey], _ clause: Clause, _ context: Context) {
    discardOrder(scope, by: "this `order by`")
    guard let resolved = sortKeys(keys, context) else { return }
    scope.order = resolved
    scope.isSorted = false
    scope.orderSpan = clause.span
    for (key, node) in zip(resolved, keys) { mention(key.value, node.value, scope) }
  }

  /// A derived field that decides the order is shown by default.
  private func mention(_ expr: Expr, _ node: Expression, _ scope: Scope) {
    guard let word = node.bareWord, let field = scope.row?.entity.field(word.text), scope.column(named: word.text) == nil,
      !scope.extra.contains(where: { $0.name == field.name })
    else { return }
    switch field.kind {
    case .derived, .rule:
      scope.extra.append(
        NamedColumn(
          name: field.name, id: scope.pipeline.column(for: expr), type: expr.type, heading: heading(of: field)))
    default: break
    }
  }

  /// `per`: values that the rows compared have in common; `conditions`: those of an aggregate's own rows.
  func sortKeys(
    _ keys: [OrderKey], _ context: Context, per: [Expr] = [], among conditions: [Expr]? = nil
  ) -> [SortKey]? {
    var resolved: [SortKey] = []
    var complete = true
    for key in keys {
      guard var value = expression(key.value, context) else {
        complete = false
        continue
      }
      if value.type.isList {
        let _: Expr? = fail("R0205", "a list has no order", at: key.value.span)
        complete = false
        continue
      }
      if let conditions {
        if refuseMixedOrder(value, where: .all(conditions), context, at: key.value.span) { complete = false }
      } else if let checked = comparable(
        value, by: per + resolved.map(\.value), context, at: key.value.span)
      {
        value = checked
      } else {
        complete = false
      }
      // Computed once, so that sorting and showing share the column.
      let column = context.scope.pipeline.column(for: value)
      resolved.append(SortKey(value: .column(column, value.type), descending: key.descending))
    }
    return complete ? resolved : nil
  }

  /// Warns when an explicit order is about to be lost.
  func discardOrder(_ scope: Scope, by what: String) {
    if let span = scope.orderSpan, !scope.isSorted {
      report(
        Diagnostic(
          .warning, code: "R0222", "this order is discarded by \(what)", at: span, help: ["move `order by` behind it"]))
    }
    scope.orderSpan = nil
  }

  /// Puts the rows into the order asked for, or key order, ties in key order.
  func sortNow(_ scope: Scope) {
    guard !scope.isSorted else { return }
    var keys = scope.order
    for tie in scope.tieBreak where !keys.contains(where: { $0.value == tie }) { keys.append(SortKey(value: tie)) }
    if !keys.isEmpty { scope.pipeline.append(.sort(keys)) }
    scope.isSorted = true
  }

  func top(_ scope: Scope, _ top: Top, _ clause: Clause, _ context: Context) {
    let count = self.count(top.count, context)
    discardOrder(scope, by: top.isBottom ? "`bottom`" : "`top`")
    var per: [Expr] = []
    for node in top.per {
      guard let key = partitionKey(node, context) else { return }
      per += key
    }
    let order = [OrderKey(value: top.by, descending: !top.isBottom)]
    guard let keys = sortKeys(order, context, per: per) else { return }
    mention(keys[0].value, top.by, scope)
    guard let count else { return }
    let ties = scope.tieBreak.filter { tie in tie != keys[0].value }.map { SortKey(value: $0) }
    scope.pipeline.append(.top(count: count, keys: keys + ties, per: per))
    scope.order = per.map { SortKey(value: $0) } + keys
    scope.isSorted = true
  }

  func distinct(_ scope: Scope, _ items: [Expression], _ clause: Clause, _ context: Context) {
    discardOrder(scope, by: "`distinct`")
    var columns: [NamedColumn] = []
    if items.isEmpty {
      columns = shownColumns(scope)
    } else {
      for item in items {
        guard let value = expression(item, context) else { return }
        let id = scope.pipeline.column(for: value)
        keepCurrency(of: value, as: id)
        let name = unique(item.columnName, among: columns)
        columns.append(
          NamedColumn(name: name, id: id, type: value.type, heading: heading(of: item, name: name, context)))
      }
    }
    if let list = columns.first(where: { $0.type.isList }) {
      let _: Expr? = fail("R0205", "`\(list.name)` is a list and cannot be told apart", at: clause.span)
      return
    }
    let currencies = columns.compactMap { openMoney[$0.id] }.map { scope.pipeline.column(for: $0) }
    scope.pipeline.append(.distinct(columns.map(\.id) + currencies))
    scope.replaceRow(by: columns, order: columns.map(\.expr))
  }

  // MARK: - Set clauses

  func combine(_ scope: Scope, _ op: SetOperator, _ operand: Operand, _ clause: Clause, _ context: Context) {
    discardOrder(scope, by: "`\(op.rawValue)`")
    scope.order = []
    scope.isSorted = false
    guard let query = relationOperand(operand) else {
      combineValues(scope, op, operand, clause, context)
      return
    }
    guard let right = pipeline(for: query, outer: nil) else { return }
    if let row = scope.row, let other = right.row, row.entity === other.entity {
      op == .union ? uniteByKey(scope, right, row, clause) : restrictByKey(scope, op, right, row, context)
    } else {
      combineColumns(scope, op, right, clause)
    }
  }

  /// `except` and `intersect` keep rows of the left side as they are.
  private func restrictByKey(_ scope: Scope, _ op: SetOperator, _ right: Scope, _ row: RowReference, _ context: Context) {
    let left = key(of: row, scope)
    let columns = key(of: row, right).compactMap(\.columnID)
    let test = Expr.inRelation(left, right.pipeline.build(), columns: columns)
    scope.pipeline.append(.filter(op == .except ? .not(test) : test))
  }

  /// Rows of either side, once per key; what the left side chose to show is shown.
  private func uniteByKey(_ scope: Scope, _ right: Scope, _ row: RowReference, _ clause: Clause) {
    let leftShown = scope.shown.map { _ in shownColumns(scope) } ?? scope.extra
    let rightShown = right.shown.map { _ in shownColumns(right) } ?? right.extra
    if !leftShown.isEmpty || !rightShown.isEmpty {
      combineColumns(scope, .union, right, clause)
      return
    }
    let keys = zip(key(of: row, scope), key(of: row, right)).compactMap { left, right -> Combination.Pair? in
      guard let a = left.columnID, let b = right.columnID else { return nil }
      return Combination.Pair(left: a, right: b)
    }
    let merged = Pipeline(.merged(scope.pipeline, right.pipeline)) { [unowned self] in allocate() }
    merged.mergeKeys = keys
    scope.move(to: merged, row: row)
    scope.tieBreak = key(of: row, scope)
  }

  /// Rows compared over all columns shown, by position.
  private func combineColumns(_ scope: Scope, _ op: SetOperator, _ right: Scope, _ clause: Clause) {
    let left = shownColumns(scope)
    let other = shownColumns(right)
    guard left.count == other.count else {
      let _: Expr? = fail(
        "R0223", "`\(op.rawValue)` needs equally many columns on both sides: \(left.count) and \(other.count)", at: clause.span,
        help: ["choose them with `select`"])
      return
    }
    var pairs: [Combination.Pair] = []
    var merged: [Combination.Merged] = []
    var currencies: [Combination.Merged] = []
    for (first, second) in zip(left, other) {
      let (a, b) = (asFileText(first, beside: second.type), asFileText(second, beside: first.type))
      let isOpen = openMoney[a.id] != nil || openMoney[b.id] != nil
      guard let type = isOpen ? Self.join(a.type.withoutCurrency, b.type.withoutCurrency) : Self.join(a.type, b.type) else {
        let _: Expr? = fail("R0202", "`\(a.name)` is \(a.type.article), `\(b.name)` is \(b.type.article)", at: clause.span)
        return
      }
      let leftID = scope.pipeline.column(for: convert(a.expr, to: type))
      let rightID = right.pipeline.column(for: convert(b.expr, to: type))
      pairs.append(Combination.Pair(left: leftID, right: rightID))
      merged.append(Combination.Merged(id: allocate(), type: type, left: leftID, right: rightID))
      guard isOpen, let amount = merged.last?.id else { continue }
      // Equal amounts of two currencies are not the same.
      let currency = Combination.Merged(
        id: allocate(), type: .code, left: currencyColumn(of: a, scope), right: currencyColumn(of: b, right))
      openMoney[amount] = .column(currency.id, .code)
      currencies.append(currency)
    }
    merged += currencies
    pairs += currencies.compactMap { pair in pair.right.map { Combination.Pair(left: pair.left, right: $0) } }
    let kind: SetKind = op == .union ? .union : op == .except ? .except : .intersect
    scope.pipeline.append(.combine(kind, right.pipeline.build(), Combination(match: pairs, columns: merged)))
    let columns = zip(left, merged).map { NamedColumn(name: $0.name, id: $1.id, type: $1.type, heading: $0.heading) }
    scope.replaceRow(by: columns, order: columns.map(\.expr))
  }

  private func asFileText(_ column: NamedColumn, beside other: ValueType) -> NamedColumn {
    let expr = asFileText(column.expr, beside: other)
    return NamedColumn(
      name: column.name, id: expr.columnID ?? column.id, type: expr.type, heading: column.heading)
  }

  /// A column's currency as text; missing for plain numbers.
  private func currencyColumn(of column: NamedColumn, _ scope: Scope) -> ColumnID {
    let currency = currency(of: column.expr) ?? .literal(.missing, .code)
    let text: Expr = currency.type.isTextual ? currency : .apply(.convert, [currency], .code)
    return scope.pipeline.column(for: text)
  }

  /// `except (12, 15)`: values are keys of the rows, or of the only column.
  private func combineValues(_ scope: Scope, _ op: SetOperator, _ operand: Operand, _ clause: Clause, _ context: Context) {
    guard case .values(let values, let span) = operand else { return }
    guard op != .union else {
      let _: Expr? = fail("R0224", "single values cannot be added to rows", at: span, help: ["`union` takes a relation"])
      return
    }
    let key: Expr
    if let row = scope.row, let only = self.key(of: row, scope).first, row.entity.key.count == 1 {
      key = only
    } else if let shown = scope.shown, shown.count == 1 {
      key = shown[0].expr
    } else {
      let _: Expr? = fail("R0224", "values can be matched only with a single key or column", at: span)
      return
    }
    var constants: [Value] = []
    for value in values {
      guard let expr = expression(value, context, expecting: key.type) else { return }
      guard case .literal(let constant, let type) = expr, Self.join(type, key.type) != nil else {
        let _: Expr? = fail("R0202", "\(key.type.article) is expected", at: value.span)
        return
      }
      constants.append(constant)
    }
    let test = Expr.inValues(key, constants, exact: true)
    scope.pipeline.append(.filter(op == .except ? .not(test) : test))
  }
}
