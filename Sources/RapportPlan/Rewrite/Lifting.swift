/// Moves conditions down and lookups up: what only some rows need is computed after the others are gone.
///
/// One rule does both. An operator that keeps rows as they are (`filter sort slice top`) trades places with
/// the `attach` or `extend` below it when it reads none of the columns that one adds.
struct Lifting {
  func lift(_ rel: Rel) -> Rel {
    let lifted = rel.mapInputs(lift).mapExpressions { $0.mapRelations(lift) }
    switch lifted {
    case .filter(let input, let condition): return sink(condition.conjuncts, into: input)
    case .sort(let input, let keys):
      return exchange(input, reading: keys.map(\.value)) { .sort($0, keys) }
    case .slice(let input, let skip, let take):
      return exchange(input, reading: []) { .slice($0, skip: skip, take: take) }
    case .top(let input, let count, let keys, let per):
      return exchange(input, reading: keys.map(\.value) + per) {
        .top($0, count: count, keys: keys, per: per)
      }
    default: return lifted
    }
  }

  /// Places each condition as deep as the columns it reads allow.
  private func sink(_ conditions: [Expr], into input: Rel) -> Rel {
    switch input {
    case .filter(let below, let condition): return sink(condition.conjuncts + conditions, into: below)
    case .attach(let below, let attachment):
      let (stay, down) = split(conditions, on: Set(attachment.aggregates.map(\.id)))
      return filtered(.attach(down.isEmpty ? below : sink(down, into: below), attachment), stay)
    case .extend(let below, let added):
      let (stay, down) = split(conditions, on: Set(added.map(\.id)))
      return filtered(.extend(down.isEmpty ? below : sink(down, into: below), added), stay)
    case .sort(let below, let keys): return .sort(sink(conditions, into: below), keys)
    default: return filtered(input, conditions)
    }
  }

  private func split(_ conditions: [Expr], on added: Set<ColumnID>) -> (stay: [Expr], down: [Expr]) {
    var (stay, down): ([Expr], [Expr]) = ([], [])
    for condition in conditions {
      if condition.columnsUsed.isDisjoint(with: added) {
        down.append(condition)
      } else {
        stay.append(condition)
      }
    }
    return (stay, down)
  }

  private func filtered(_ rel: Rel, _ conditions: [Expr]) -> Rel {
    conditions.isEmpty ? rel : .filter(rel, .all(conditions))
  }

  /// `op(attach(x))` → `attach(op(x))` while `op` reads nothing the attachment adds.
  private func exchange(_ input: Rel, reading exprs: [Expr], _ make: (Rel) -> Rel) -> Rel {
    let used = exprs.reduce(into: Set<ColumnID>()) { $0.formUnion($1.columnsUsed) }
    switch input {
    case .attach(let below, let attachment) where used.isDisjoint(with: attachment.aggregates.map(\.id)):
      return .attach(exchange(below, reading: exprs, make), attachment)
    case .extend(let below, let added):
      let (needed, others) = added.parted(by: used)
      if others.isEmpty { return make(input) }
      return .extend(needed.isEmpty ? exchange(below, reading: exprs, make) : make(.extend(below, needed)), others)
    default: return make(input)
    }
  }
}

extension [Computed] {
  /// What these columns need, directly or not, and the rest.
  fileprivate func parted(by used: Set<ColumnID>) -> (needed: [Computed], others: [Computed]) {
    var used = used
    var (needed, others): ([Computed], [Computed]) = ([], [])
    for computed in reversed() {
      if used.contains(computed.id) {
        used.formUnion(computed.value.columnsUsed)
        needed.append(computed)
      } else {
        others.append(computed)
      }
    }
    return (needed.reversed(), others.reversed())
  }
}
