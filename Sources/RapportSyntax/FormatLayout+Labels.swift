extension FormatLayout {
  /// Nothing stands around the `/` of labels, while one that divides has blanks.
  mutating func planLabels(of kind: Statement.Kind) {
    switch kind {
    case .query(let query), .explain(let query): planLabels(of: query)
    case .binding(let binding): planLabels(of: binding.query)
    case .list(let list):
      planLabels(list.heading.labels)
      planLabels(of: list.query)
    default: break
    }
  }

  private mutating func planLabels(of query: Query) {
    if case .query(let inner) = query.source.kind { planLabels(of: inner) }
    for clause in query.clauses {
      switch clause.kind {
      case .select(let items), .group(let items, _): for item in items { planLabels(item.labels) }
      case .extend(let assignments): for assignment in assignments { planLabels(assignment.labels) }
      case .combine(_, .query(let inner)): planLabels(of: inner)
      default: break
      }
    }
  }
}
