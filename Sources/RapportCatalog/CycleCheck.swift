import RapportSyntax

/// Finds computed fields that would need themselves.
struct CycleCheck {
  private var uses: [FieldNode: Set<FieldNode>] = [:]
  /// In the order of the catalog, so that messages come in a fixed order.
  private var order: [FieldNode] = []

  init(entities: [Entity], enums: [Enumeration], rules: [Rule]) {
    let rules = Dictionary(rules.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let none = FieldReferences(entities: entities, enums: enums)
    for entity in entities {
      for field in entity.fields {
        var references = none
        switch field.kind {
        case .derived(let expression): references.visit(expression, in: entity, expecting: field.type)
        case .rule(let name):
          guard let rule = rules[name] else { continue }
          for branch in rule.declaration.branches {
            references.visit(branch.condition, in: entity)
            references.visit(branch.value, in: entity, expecting: field.type)
          }
          if let otherwise = rule.declaration.otherwise {
            references.visit(otherwise, in: entity, expecting: field.type)
          }
        case .stored, .toOne, .toMany: continue
        }
        let node = FieldNode(entity: entity.name, field: field.name)
        uses[node] = references.found
        order.append(node)
      }
    }
  }

  /// One cycle each, first field first, if there are any.
  func cycles() -> [[FieldNode]] {
    var rest = withoutSettled()
    var result: [[FieldNode]] = []
    for start in order where rest.contains(start) {
      let cycle = cycle(from: start, within: rest)
      if let cycle { result.append(cycle) }
      rest.subtract(cycle ?? [start])
    }
    return result
  }

  /// Fields left when those that need nothing unsettled are taken away, again and again.
  private func withoutSettled() -> Set<FieldNode> {
    var waiting: [FieldNode: Int] = [:]
    var users: [FieldNode: [FieldNode]] = [:]
    for (node, used) in uses {
      let computed = used.filter { uses[$0] != nil }
      waiting[node] = computed.count
      for other in computed { users[other, default: []].append(node) }
    }
    var ready = waiting.filter { $0.value == 0 }.map(\.key)
    while let node = ready.popLast() {
      waiting[node] = nil
      for user in users[node] ?? [] {
        guard let count = waiting[user] else { continue }
        waiting[user] = count - 1
        if count == 1 { ready.append(user) }
      }
    }
    return Set(waiting.keys)
  }

  /// Walks on until a field comes back.
  private func cycle(from start: FieldNode, within rest: Set<FieldNode>) -> [FieldNode]? {
    var path: [FieldNode] = []
    var place: [FieldNode: Int] = [:]
    var node = start
    while place[node] == nil {
      place[node] = path.count
      path.append(node)
      let next = (uses[node] ?? []).filter { rest.contains($0) }
      guard let first = next.min(by: { ($0.entity, $0.field) < ($1.entity, $1.field) }) else { return nil }
      node = first
    }
    return Array(path[(place[node] ?? 0)...])
  }
}
