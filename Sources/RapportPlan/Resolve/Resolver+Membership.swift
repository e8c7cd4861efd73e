import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// `x in (a, b)`, `account in vip`, `id in (orders select account.id)`, `code in "codes.csv"`.
  func membership(_ operand: Expression, _ set: Operand, _ node: Expression, _ context: Context) -> Expr? {
    if let set = relationOperand(set) { return membership(operand, relation: set, node, context) }
    guard case .values(let values, _) = set, let left = expression(operand, context) else { return nil }
    return membership(left, values, node, context)
  }

  /// The operand as a query, if it names a relation: `(vip)` is one where `vip` is.
  func relationOperand(_ operand: Operand) -> Query? {
    switch operand {
    case .relation(let source): return Query(source: source, clauses: [], span: source.span)
    case .query(let query): return query
    case .values(let values, _):
      guard values.count == 1, let word = values[0].bareWord,
        environment.bindings[word.text] != nil || catalog.entity(word.text) != nil
      else { return nil }
      return Query(
        source: Query.Source(.path([word], all: false), span: word.span), clauses: [], span: word.span)
    }
  }

  private func membership(_ left: Expr, _ values: [Expression], _ node: Expression, _ context: Context) -> Expr? {
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
  private func flattened(_ values: [Expression], _ context: Context) -> [(node: Expression, context: Context)] {
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

  private func membership(_ operand: Expression, relation query: Query, _ node: Expression, _ context: Context) -> Expr? {
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
    guard let column = membershipColumn(scope, left, operand, node) else { return nil }
    guard Self.join(left.type, column.type) != nil else {
      return fail("R0202", "\(left.type.article) and \(column.type.article) cannot be compared", at: node.span)
    }
    return .inRelation([left], scope.pipeline.build(), columns: [column.id])
  }

  private func rowOperand(_ operand: Expression, _ context: Context) -> RowReference? {
    guard case .path(let names) = operand.unwrapped.kind,
      case .row(let row)? = quietly({ self.resolvePath(names, context) })
    else { return nil }
    return row
  }

  /// The only column shown; else the one named like the operand; else the key of the relation's entity.
  private func membershipColumn(_ scope: Scope, _ left: Expr, _ operand: Expression, _ node: Expression) -> NamedColumn? {
    if let shown = scope.shown {
      if shown.count == 1 { return shown[0] }
      if case .path(let names) = operand.unwrapped.kind, let last = names.last,
        let same = shown.first(where: { $0.name == last.text })
      {
        return same
      }
    } else if let row = scope.row, let id = key(of: row, scope).first?.columnID, row.entity.key.count == 1 {
      return NamedColumn(name: "key", id: id, type: row.entity.key[0].type)
    }
    return fail(
      "R0216", "the relation after `in` has several columns", at: node.span, help: ["choose one: `… in (… select …)`"])
  }
}

extension Expr {
  var columnID: ColumnID? { if case .column(let id, _) = self { id } else { nil } }
}
