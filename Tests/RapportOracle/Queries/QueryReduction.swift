package import RapportSyntax

/// Smaller queries made from one that fails, by leaving something out; the tree is changed, not the text.
package enum QueryReduction {
  /// Repeats the first reduction that still fails until none does, at most `limit` trials.
  package static func reduce(_ query: Query, limit: Int = 400, _ fails: (Query) -> Bool) -> Query {
    var smallest = query
    var trials = 0
    var found = true
    while found {
      found = false
      for candidate in reductions(of: smallest) {
        trials += 1
        if trials > limit { return smallest }
        if fails(candidate) {
          smallest = candidate
          found = true
          break
        }
      }
    }
    return smallest
  }

  static func reductions(of query: Query) -> [Query] {
    var smaller: [Query] = []
    for position in query.clauses.indices.reversed() {
      var less = query
      less.clauses.remove(at: position)
      smaller.append(less)
    }
    if case .query(let inner) = query.source.kind {
      smaller.append(Query(source: inner.source, clauses: inner.clauses + query.clauses, span: query.span))
    }
    for (position, clause) in query.clauses.enumerated() {
      for kind in reductions(of: clause.kind) {
        var less = query
        less.clauses[position].kind = kind
        smaller.append(less)
      }
    }
    return smaller
  }

  private static func reductions(of clause: Clause.Kind) -> [Clause.Kind] {
    switch clause {
    case .filter(let condition): return reductions(of: condition).map { .filter($0) }
    case .extend(let assignments):
      return shorter(assignments).map { .extend($0) }
        + each(assignments, \.value).map { .extend($0) }
    case .select(let items):
      return shorter(items).map { .select($0) } + each(items, \.value).map { .select($0) }
    case .group(let items, let fill):
      return (fill ? [.group(items, fill: false)] : []) + shorter(items).map { .group($0, fill: fill) }
        + each(items, \.value).map { .group($0, fill: fill) }
    case .order(let keys): return shorter(keys).map { .order($0) } + each(keys, \.value).map { .order($0) }
    case .top(let top):
      var without = top
      without.per = []
      return (top.per.isEmpty ? [] : [.top(without)])
        + reductions(of: top.by).map { by in
          var less = top
          less.by = by
          return .top(less)
        }
    case .distinct(let items): return shorter(items).map { .distinct($0) }
    case .pivot(let key, let value): return reductions(of: value).map { .pivot(key, value: $0) }
    case .combine(let kind, .query(let query)):
      return reductions(of: query).map { .combine(kind, .query($0)) }
    default: return []
    }
  }

  /// The list with one element less, never empty.
  private static func shorter<Element>(_ list: [Element]) -> [[Element]] {
    guard list.count > 1 else { return [] }
    return list.indices.map { position in
      var less = list
      less.remove(at: position)
      return less
    }
  }

  /// The list with one element's expression reduced.
  private static func each<Element>(
    _ list: [Element], _ part: WritableKeyPath<Element, Expression>
  ) -> [[Element]] {
    list.indices.flatMap { position in
      reductions(of: list[position][keyPath: part]).map { value in
        var less = list
        less[position][keyPath: part] = value
        return less
      }
    }
  }

  static func reductions(of expression: Expression) -> [Expression] {
    func node(_ kind: Expression.Kind) -> Expression { Expression(kind, span: expression.span) }
    switch expression.kind {
    case .not(let inner): return [inner] + reductions(of: inner).map { node(.not($0)) }
    case .negate(let inner): return [inner] + reductions(of: inner).map { node(.negate($0)) }
    case .parenthesized(let inner):
      return [inner] + reductions(of: inner).map { node(.parenthesized($0)) }
    case .binary(let op, let left, let right):
      return [left, right] + reductions(of: left).map { node(.binary(op, $0, right)) }
        + reductions(of: right).map { node(.binary(op, left, $0)) }
    case .isMissing(let inner, let negated):
      return reductions(of: inner).map { node(.isMissing($0, negated: negated)) }
    case .membership(let inner, let operand, let negated):
      var smaller = reductions(of: inner).map { node(.membership($0, operand, negated: negated)) }
      if case .query(let query) = operand {
        smaller += reductions(of: query).map { node(.membership(inner, .query($0), negated: negated)) }
      }
      if case .values(let values, let span) = operand {
        smaller += shorter(values).map { node(.membership(inner, .values($0, span: span), negated: negated)) }
      }
      return (negated ? [node(.membership(inner, operand, negated: false))] : []) + smaller
    case .temporal(let inner, let op, let period, let negated):
      return reductions(of: inner).map { node(.temporal($0, op, period, negated: negated)) }
    case .when(let branches, let otherwise):
      return branches.map(\.value) + (otherwise.map { [$0] } ?? [])
        + shorter(branches).map { node(.when($0, otherwise: otherwise)) }
        + (otherwise == nil ? [] : [node(.when(branches, otherwise: nil))])
        + each(branches, \.condition).map { node(.when($0, otherwise: otherwise)) }
    case .aggregand(let value, let query):
      return (value.map { reductions(of: $0) } ?? []).map { node(.aggregand(value: $0, of: query)) }
        + reductions(of: query).map { node(.aggregand(value: value, of: $0)) }
    case .call(let call): return reductions(of: call).map { node(.call($0)) } + arguments(of: call)
    default: return []
    }
  }

  private static func reductions(of call: Call) -> [Call] {
    var smaller: [Call] = []
    if !call.per.isEmpty {
      var less = call
      less.per = []
      smaller.append(less)
    }
    for (position, argument) in call.arguments.enumerated() {
      for value in reductions(of: argument.value) {
        var less = call
        less.arguments[position].value = value
        smaller.append(less)
      }
    }
    return smaller
  }

  /// What stands inside a call, in its place.
  private static func arguments(of call: Call) -> [Expression] {
    call.arguments.map(\.value).filter { argument in
      if case .aggregand = argument.kind { return false }
      return true
    }
  }
}
