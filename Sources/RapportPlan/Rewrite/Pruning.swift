/// Removes columns nobody reads: from scans, computed columns, aggregates and windows.
struct Pruning {
  /// Replaces a statement once the columns read of it are known; nil keeps it.
  var finish: (SourceQuery, Set<ColumnID>) -> Rel? = { _, _ in nil }

  /// `rel` with at least the columns of `required`.
  func prune(_ rel: Rel, keeping required: Set<ColumnID>) -> Rel {
    switch rel {
    case .scan(var scan):
      scan.columns = scan.columns.filter { required.contains($0.id) }
      return .scan(scan)
    case .file(var file):
      file.columns = file.columns.filter { required.contains($0.id) }
      return .file(file)
    case .source(let query): return finish(query, required) ?? rel
    case .constant: return rel
    case .filter(let input, let condition):
      return .filter(prune(input, keeping: required.union(condition.columnsUsed)), relations(condition))
    case .extend(let input, let added): return extend(input, added, required)
    case .attach(let input, let attachment): return attach(input, attachment, required)
    case .sort(let input, let keys):
      return .sort(prune(input, keeping: required.union(used(keys))), keys)
    case .slice(let input, let skip, let take): return .slice(prune(input, keeping: required), skip: skip, take: take)
    case .top(let input, let count, let keys, let per):
      let needed = required.union(used(keys)).union(used(per))
      return .top(prune(input, keeping: needed), count: count, keys: keys, per: per)
    case .aggregate(let input, let keys, let aggregates):
      let kept = aggregates.filter { required.contains($0.id) }
      let needed = used(keys.map(\.value)).union(used(kept))
      return .aggregate(prune(input, keeping: needed), keys: keys, aggregates: kept)
    case .fill(let input, var fill):
      fill.defaults.removeAll { !required.contains($0.id) }
      return .fill(prune(input, keeping: required.union(fill.others).union([fill.key])), fill)
    case .window(let input, let windows):
      let kept = windows.filter { required.contains($0.id) }
      let needed = kept.reduce(into: required) { needed, window in
        needed.formUnion(window.argument?.columnsUsed ?? [])
        needed.formUnion(used(window.per))
      }
      let pruned = prune(input, keeping: needed)
      return kept.isEmpty ? pruned : .window(pruned, kept)
    case .analyze(let input, let analysis): return analyze(input, analysis, required)
    case .distinct(let input, let columns): return .distinct(prune(input, keeping: required.union(columns)), columns)
    case .combine(let kind, let left, let right, var combination):
      combination.columns.removeAll { !required.contains($0.id) }
      let match = combination.match
      let leftNeeded = Set(match.map(\.left)).union(combination.columns.map(\.left))
      let rightNeeded = Set(match.map(\.right)).union(combination.columns.compactMap(\.right))
      return .combine(kind, prune(left, keeping: leftNeeded), prune(right, keeping: rightNeeded), combination)
    case .project(let input, let columns):
      return .project(prune(input, keeping: Set(columns.map(\.id))), columns)
    }
  }

  private func extend(_ input: Rel, _ added: [Computed], _ required: Set<ColumnID>) -> Rel {
    var needed = required
    var kept: [Computed] = []
    for computed in added.reversed() where needed.contains(computed.id) {
      needed.formUnion(computed.value.columnsUsed)
      kept.append(
        Computed(id: computed.id, value: relations(computed.value), isDefinition: computed.isDefinition))
    }
    let pruned = prune(input, keeping: needed)
    return kept.isEmpty ? pruned : .extend(pruned, kept.reversed())
  }

  /// A method's own rows are wanted whole; columns that it adds go if nobody reads any.
  private func analyze(_ input: Rel, _ analysis: Analysis, _ required: Set<ColumnID>) -> Rel {
    let arguments = used(analysis.arguments)
    guard analysis.keepsRows else { return .analyze(prune(input, keeping: arguments), analysis) }
    if required.isDisjoint(with: analysis.outputs.map(\.id)) { return prune(input, keeping: required) }
    return .analyze(prune(input, keeping: required.union(arguments)), analysis)
  }

  private func attach(_ input: Rel, _ attachment: Attachment, _ required: Set<ColumnID>) -> Rel {
    var attachment = attachment
    attachment.aggregates = attachment.aggregates.filter { required.contains($0.id) }
    if attachment.aggregates.isEmpty { return prune(input, keeping: required) }
    let innerNeeded = used(attachment.aggregates).union(attachment.keys.map(\.inner))
    attachment.inner = prune(attachment.inner, keeping: innerNeeded)
    let needed = required.union(used(attachment.keys.map(\.outer)))
    return .attach(prune(input, keeping: needed), attachment)
  }

  /// Prunes the relations inside an expression.
  private func relations(_ expr: Expr) -> Expr {
    guard expr.holdsRelation else { return expr }
    return expr.replacingRelations { prune($0, keeping: $1) }
  }

  private func used(_ keys: [SortKey]) -> Set<ColumnID> { used(keys.map(\.value)) }
  private func used(_ exprs: [Expr]) -> Set<ColumnID> {
    exprs.reduce(into: []) { $0.formUnion($1.columnsUsed) }
  }
  private func used(_ aggregates: [Aggregate]) -> Set<ColumnID> {
    aggregates.reduce(into: []) { needed, aggregate in
      needed.formUnion(aggregate.argument?.columnsUsed ?? [])
      needed.formUnion(aggregate.filter?.columnsUsed ?? [])
      needed.formUnion(used(aggregate.order))
    }
  }
}

extension Expr {
  /// Replaces relations, telling which of their columns are looked at.
  func replacingRelations(_ transform: (Rel, Set<ColumnID>) -> Rel) -> Expr {
    switch self {
    case .column, .literal: return self
    case .apply(let operation, let operands, let type):
      return .apply(operation, operands.map { $0.replacingRelations(transform) }, type)
    case .when(let branches, let otherwise, let type):
      return .when(
        branches.map {
          Branch(
            condition: $0.condition.replacingRelations(transform), value: $0.value.replacingRelations(transform))
        }, otherwise: otherwise?.replacingRelations(transform), type)
    case .inValues(let operand, let values, let exact):
      return .inValues(operand.replacingRelations(transform), values, exact: exact)
    case .inRelation(let operands, let relation, let columns):
      return .inRelation(
        operands.map { $0.replacingRelations(transform) }, transform(relation, Set(columns)), columns: columns)
    case .dated(var lookup):
      lookup.key = lookup.key.replacingRelations(transform)
      lookup.day = lookup.day.replacingRelations(transform)
      lookup.relation = transform(lookup.relation, [lookup.keyColumn, lookup.dayColumn, lookup.valueColumn])
      return .dated(lookup)
    }
  }
}
