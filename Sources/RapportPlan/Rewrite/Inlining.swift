/// Computes a definition where it is asked for, if only one expression asks.
///
/// A definition's column serves several uses. With one use, a filter on it is a filter on what it says, which moves
/// down and becomes SQL like any other.
struct Inlining {
  private var definitions: [ColumnID: Expr] = [:]
  private var uses: [ColumnID: Int] = [:]

  static func inline(_ rel: Rel) -> Rel {
    var inlining = Inlining()
    inlining.collect(rel)
    if inlining.definitions.isEmpty { return rel }
    inlining.count(rel)
    inlining.definitions = inlining.definitions.filter { inlining.uses[$0.key] == 1 }
    return inlining.definitions.isEmpty ? rel : inlining.rewritten(rel)
  }

  private mutating func collect(_ rel: Rel) {
    if case .extend(_, let added) = rel {
      for computed in added where computed.isDefinition { definitions[computed.id] = computed.value }
    }
    visitRelations(of: rel) { inlining, inner in inlining.collect(inner) }
  }

  // MARK: - Uses

  private mutating func count(_ rel: Rel) {
    // An order wants a column: SQL can order by one.
    switch rel {
    case .sort(_, let keys): pin(keys)
    case .top(_, _, let keys, let per):
      pin(keys)
      for expr in per { pin(expr.columnsUsed) }
    case .attach(_, let attachment):
      pin(attachment.keys.map(\.inner))
      for key in attachment.keys { pin(key.outer.columnsUsed) }
      for aggregate in attachment.aggregates { pin(aggregate.order) }
    case .aggregate(_, _, let aggregates): for aggregate in aggregates { pin(aggregate.order) }
    case .fill(_, let fill): pin([fill.key] + fill.others + fill.defaults.map(\.id))
    case .distinct(_, let columns): pin(columns)
    case .combine(_, _, _, let combination):
      pin(combination.match.flatMap { [$0.left, $0.right] })
      pin(combination.columns.flatMap { [$0.left, $0.right].compactMap(\.self) })
    case .project(_, let columns): pin(columns.map(\.id))
    case .scan, .constant, .file, .source, .filter, .extend, .slice, .window, .analyze: break
    }
    var used: [ColumnID: Int] = [:]
    var looked: [ColumnID] = []
    rel.visitExpressions { expr in
      expr.walk {
        switch $0 {
        case .column(let id, _): used[id, default: 0] += 1
        case .inRelation(_, _, let columns): looked += columns
        case .dated(let lookup): looked += [lookup.keyColumn, lookup.dayColumn, lookup.valueColumn]
        default: break
        }
      }
    }
    for (id, count) in used { uses[id, default: 0] += count }
    pin(looked)
    visitRelations(of: rel) { inlining, inner in inlining.count(inner) }
  }

  private mutating func pin(_ ids: some Sequence<ColumnID>) { for id in ids { uses[id, default: 0] += 2 } }

  private mutating func pin(_ keys: [SortKey]) { for key in keys { pin(key.value.columnsUsed) } }

  /// The operator's inputs and the relations inside its expressions.
  private mutating func visitRelations(of rel: Rel, _ visit: (inout Inlining, Rel) -> Void) {
    var inner: [Rel] = []
    _ = rel.mapInputs {
      inner.append($0)
      return $0
    }
    rel.visitExpressions { expr in expr.walk { if let relation = $0.relation { inner.append(relation) } } }
    for relation in inner { visit(&self, relation) }
  }

  // MARK: - Rewriting

  private func rewritten(_ rel: Rel) -> Rel {
    let inputs = rel.mapInputs(rewritten).mapExpressions { replaced($0).mapRelations(rewritten) }
    guard case .extend(let input, let added) = inputs else { return inputs }
    let kept = added.filter { definitions[$0.id] == nil }
    return kept.isEmpty ? input : .extend(input, kept)
  }

  private func replaced(_ expr: Expr) -> Expr {
    expr.replacingColumns { id in definitions[id].map(replaced) }
  }
}

extension Rel {
  /// Calls `visit` with each expression of the operator itself.
  fileprivate func visitExpressions(_ visit: (Expr) -> Void) {
    _ = mapExpressions {
      visit($0)
      return $0
    }
  }
}

extension Expr {
  /// The expression with some columns replaced by values; nil keeps one.
  func replacingColumns(_ replacement: (ColumnID) -> Expr?) -> Expr {
    switch self {
    case .column(let id, _): return replacement(id) ?? self
    case .literal: return self
    case .apply(let operation, let operands, let type):
      return .apply(operation, operands.map { $0.replacingColumns(replacement) }, type)
    case .when(let branches, let otherwise, let type):
      return .when(
        branches.map {
          Branch(
            condition: $0.condition.replacingColumns(replacement), value: $0.value.replacingColumns(replacement))
        }, otherwise: otherwise?.replacingColumns(replacement), type)
    case .inValues(let operand, let values, let exact):
      return .inValues(operand.replacingColumns(replacement), values, exact: exact)
    case .inRelation(let operands, let relation, let columns):
      return .inRelation(operands.map { $0.replacingColumns(replacement) }, relation, columns: columns)
    case .dated(var lookup):
      lookup.key = lookup.key.replacingColumns(replacement)
      lookup.day = lookup.day.replacingColumns(replacement)
      return .dated(lookup)
    }
  }
}
