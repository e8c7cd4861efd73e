extension Rel {
  /// The same operator over other inputs; relations inside expressions are left alone.
  func mapInputs(_ transform: (Rel) -> Rel) -> Rel {
    switch self {
    case .scan, .constant, .file, .source: self
    case .filter(let input, let condition): .filter(transform(input), condition)
    case .extend(let input, let added): .extend(transform(input), added)
    case .attach(let input, var attachment):
      {
        attachment.inner = transform(attachment.inner)
        return .attach(transform(input), attachment)
      }()
    case .sort(let input, let keys): .sort(transform(input), keys)
    case .slice(let input, let skip, let take): .slice(transform(input), skip: skip, take: take)
    case .top(let input, let count, let keys, let per): .top(transform(input), count: count, keys: keys, per: per)
    case .aggregate(let input, let keys, let aggregates):
      .aggregate(transform(input), keys: keys, aggregates: aggregates)
    case .fill(let input, let fill): .fill(transform(input), fill)
    case .window(let input, let windows): .window(transform(input), windows)
    case .analyze(let input, let analysis): .analyze(transform(input), analysis)
    case .distinct(let input, let columns): .distinct(transform(input), columns)
    case .combine(let kind, let left, let right, let combination):
      .combine(kind, transform(left), transform(right), combination)
    case .project(let input, let columns): .project(transform(input), columns)
    }
  }

  /// The same operator with its expressions replaced.
  func mapExpressions(_ transform: (Expr) -> Expr) -> Rel {
    func keys(_ keys: [SortKey]) -> [SortKey] {
      keys.map { SortKey(value: transform($0.value), descending: $0.descending) }
    }
    func computed(_ list: [Computed]) -> [Computed] {
      list.map { Computed(id: $0.id, value: transform($0.value), isDefinition: $0.isDefinition) }
    }
    func aggregates(_ list: [Aggregate]) -> [Aggregate] {
      list.map { aggregate in
        var aggregate = aggregate
        aggregate.argument = aggregate.argument.map(transform)
        aggregate.filter = aggregate.filter.map(transform)
        aggregate.order = keys(aggregate.order)
        return aggregate
      }
    }
    switch self {
    case .filter(let input, let condition): return .filter(input, transform(condition))
    case .extend(let input, let added): return .extend(input, computed(added))
    case .attach(let input, var attachment):
      attachment.aggregates = aggregates(attachment.aggregates)
      for position in attachment.keys.indices {
        attachment.keys[position].outer = transform(attachment.keys[position].outer)
      }
      return .attach(input, attachment)
    case .sort(let input, let sortKeys): return .sort(input, keys(sortKeys))
    case .top(let input, let count, let sortKeys, let per):
      return .top(input, count: count, keys: keys(sortKeys), per: per.map(transform))
    case .aggregate(let input, let groupKeys, let list):
      return .aggregate(input, keys: computed(groupKeys), aggregates: aggregates(list))
    case .window(let input, let windows):
      return .window(
        input,
        windows.map { window in
          var window = window
          window.argument = window.argument.map(transform)
          window.per = window.per.map(transform)
          return window
        })
    case .analyze(let input, var analysis):
      analysis.arguments = analysis.arguments.map(transform)
      return .analyze(input, analysis)
    case .scan, .constant, .file, .source, .slice, .fill, .distinct, .combine, .project: return self
    }
  }
}

extension Expr {
  /// The expression with every relation inside it replaced.
  func mapRelations(_ transform: (Rel) -> Rel) -> Expr {
    switch self {
    case .column, .literal: return self
    case .apply(let operation, let operands, let type):
      return .apply(operation, operands.map { $0.mapRelations(transform) }, type)
    case .when(let branches, let otherwise, let type):
      return .when(
        branches.map {
          Branch(condition: $0.condition.mapRelations(transform), value: $0.value.mapRelations(transform))
        }, otherwise: otherwise?.mapRelations(transform), type)
    case .inValues(let operand, let values, let exact):
      return .inValues(operand.mapRelations(transform), values, exact: exact)
    case .inRelation(let operands, let relation, let columns):
      return .inRelation(operands.map { $0.mapRelations(transform) }, transform(relation), columns: columns)
    case .dated(var lookup):
      lookup.key = lookup.key.mapRelations(transform)
      lookup.day = lookup.day.mapRelations(transform)
      lookup.relation = transform(lookup.relation)
      return .dated(lookup)
    }
  }

  /// The relation it looks into itself.
  var relation: Rel? {
    switch self {
    case .inRelation(_, let relation, _): relation
    case .dated(let lookup): lookup.relation
    default: nil
    }
  }

  /// Whether a relation stands anywhere inside.
  var holdsRelation: Bool {
    var found = false
    walk { if $0.relation != nil { found = true } }
    return found
  }
}
