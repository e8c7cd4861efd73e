import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// `x in (a, b)`, `account in vip`, `id in (orders select account.id)`, `code in "codes.csv"`.
  func membership(_ operand: Expression, _ set: Operand, _ node: Expression, _ context: Context) -> Expr? {
    if case .values(let values, _) = set, values.count == 1, isPeriod(values[0], context) {
      return temporal(operand, .during, values[0], node, context)
    }
    if let word = enumGroup(set, beside: operand, context) {
      guard let left = expression(operand, context) else { return nil }
      return membership(left, [word], node, context)
    }
    if let set = relationOperand(set) { return membership(operand, relation: set, node, context) }
    guard case .values(let values, _) = set, let left = expression(operand, context) else { return nil }
    return membership(left, values, node, context)
  }

  /// `credit in high`: the word behind `in` where it names no relation and an enum stands before it.
  private func enumGroup(_ set: Operand, beside operand: Expression, _ context: Context) -> Expression? {
    guard case .relation(let source) = set, case .path(let names, false) = source.kind, names.count == 1,
      environment.bindings[names[0].text] == nil, catalog.entity(names[0].text) == nil,
      case .enumeration? = quietly({ self.expression(operand, context) })?.type
    else { return nil }
    return Expression(.path(names), span: source.span)
  }

  /// The operand as a query, if it names a relation: `(vip)` is one where `vip` is.
  func relationOperand(_ operand: Operand) -> Query? {
    switch operand {
    case .relation(let source): return Query(source: source, clauses: [], span: source.span)
    case .query(let query): return query
    case .values(let values, _):
      if values.count == 1, case .call(let call) = values[0].unwrapped.kind, call.name.text == "kept" {
        return Query(call)
      }
      guard values.count == 1, let word = values[0].bareWord,
        environment.bindings[word.text] != nil || catalog.entity(word.text) != nil
      else { return nil }
      return Query(
        source: Query.Source(.path([word], all: false), span: word.span), clauses: [], span: word.span)
    }
  }

  private func membership(_ left: Expr, _ values: [Expression], _ node: Expression, _ context: Context)
    -> Expr?
  {
    var constants: [Value] = []
    var tests: [Expr] = []
    var complete = true
    for value in flattened(values, context) {
      if case .enumeration(let type) = left.type, let word = value.node.bareWord {
        switch enumWord(word, type, value.context) {
        case .value(let name)?: constants.append(.text(name))
        case .group(_, let members)?: constants += members.map(Value.text)
        case .expr(let expr)?: tests.append(.apply(.equal(folded: false), [left, expr], .bool))
        case nil: complete = false
        }
        continue
      }
      guard let expr = expression(value.node, value.context, expecting: left.type),
        let test = compare(.equal, left, expr, value.node)
      else {
        complete = false
        continue
      }
      if case .literal(let constant, _) = expr { constants.append(constant) } else { tests.append(test) }
    }
    guard complete else { return nil }
    if !constants.isEmpty || tests.isEmpty {
      tests.append(.inValues(left, constants, exact: left.type != .text))
    }
    return .any(tests)
  }

  /// List parameters and nested lists written out.
  private func flattened(_ values: [Expression], _ context: Context) -> [(node: Expression, context: Context)]
  {
    var flat: [(node: Expression, context: Context)] = []
    for value in values {
      switch value.unwrapped.kind {
      case .list(let inner): flat += flattened(inner, context)
      case .parameter(let name):
        guard let argument = argument(name, context) else { continue }
        flat += flattened([argument.expression], argument.context ?? context)
      default: flat.append((value, context))
      }
    }
    return flat
  }

  // MARK: - Relations

  private func membership(
    _ operand: Expression, relation query: Query, _ node: Expression, _ context: Context
  ) -> Expr? {
    guard let scope = pipeline(for: query, outer: nil) else { return nil }
    if let row = rowOperand(operand, context) {
      guard let inner = scope.row, inner.path.isEmpty, inner.entity === row.entity else {
        return fail(
          "R0216", "the relation after `in` does not hold rows of \(row.entity.name)", at: node.span,
          help: ["compare a value of the row with one column: `… in (… select …)`"])
      }
      let left = key(of: row, context.scope)
      let right = key(of: inner, scope).compactMap(\.columnID)
      return .inRelation(left, scope.pipeline.build(), columns: right)
    }
    guard let left = expression(operand, context) else { return nil }
    guard let column = membershipColumn(scope, left, operand, query, node, context) else { return nil }
    let inner = asFileText(column.expr, beside: left.type)
    let outer = asFileText(left, beside: column.type)
    guard Self.join(outer.type, inner.type) != nil, let id = inner.columnID else {
      var help: [String] = []
      if outer.type.isNumeric, inner.type.isTextual, query.clauses.isEmpty {
        help = [
          "not every cell of `\(column.name)` is a number; `number(\(column.name))` reads those that are"
        ]
      }
      return fail(
        "R0202", "\(left.type.article) and \(column.type.article) cannot be compared", at: node.span,
        help: help)
    }
    return .inRelation([outer], scope.pipeline.build(), columns: [id])
  }

  private func rowOperand(_ operand: Expression, _ context: Context) -> RowReference? {
    guard case .path(let names) = operand.unwrapped.kind,
      case .row(let row)? = rows(behind: names, context)
    else { return nil }
    return row
  }

  /// The only column shown; else the one named like the operand; else the key of the relation's entity, if
  /// the operand is the key of a row of that entity.
  private func membershipColumn(
    _ scope: Scope, _ left: Expr, _ operand: Expression, _ query: Query, _ node: Expression,
    _ context: Context
  ) -> NamedColumn? {
    if let shown = scope.shown {
      if shown.count == 1 { return shown[0] }
      if case .path(let names) = operand.unwrapped.kind, let last = names.last,
        let same = shown.first(where: { $0.name == last.text })
      {
        return same
      }
    } else if let row = scope.row, let id = key(of: row, scope).first?.columnID, row.entity.key.count == 1 {
      if let owner = rowOwning(operand, context) {
        if owner.entity === row.entity, key(of: owner, context.scope).first == left {
          return NamedColumn(name: "key", id: id, type: row.entity.key[0].type)
        }
        return otherKey(row.entity, owner.entity, operand, query, node)
      }
      return otherKey(row.entity, nil, operand, query, node)
    }
    return fail(
      "R0216", "the relation after `in` has several columns", at: node.span,
      help: ["choose one: `… in (… select …)`"])
  }
}

extension Resolver {
  /// The row whose field a path names.
  private func rowOwning(_ operand: Expression, _ context: Context) -> RowReference? {
    guard case .path(let names) = operand.unwrapped.kind else { return nil }
    if names.count == 1 { return context.row }
    guard case .row(let row)? = rows(behind: names.dropLast(), context) else { return nil }
    return row
  }

  /// A value beside rows of another kind: their keys have nothing to do with it.
  private func otherKey<T>(
    _ entity: Entity, _ owner: Entity?, _ operand: Expression, _ query: Query, _ node: Expression
  ) -> T? {
    let value = SourceText.text(of: operand)
    var column = "…"
    if let owner, let key = owner.key.first, owner.key.count == 1,
      let keyField = owner.fields.first(where: { $0.reads(key.column) }),
      let step = entity.fields.first(where: { $0.leads(to: owner.name) })
    {
      column = "\(step.name).\(keyField.name)"
    }
    return fail(
      "R0216", "`\(value)` is not the key of \(entity.name)", at: node.span,
      help: [
        "choose what it is compared with: `\(value) in (\(SourceText.text(of: query)) select \(column))`"
      ])
  }
}

extension Field {
  fileprivate func reads(_ name: String) -> Bool {
    if case .stored(let column) = kind { column.name == name } else { false }
  }

  fileprivate func leads(to entity: String) -> Bool {
    if case .toOne(entity, _) = kind { true } else { false }
  }
}

extension Expr {
  var columnID: ColumnID? { if case .column(let id, _) = self { id } else { nil } }
}
