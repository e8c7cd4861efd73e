import RapportSyntax
import RapportValues

/// A field of an entity.
struct FieldNode: Hashable {
  var entity: String
  var field: String
}

/// Finds which computed fields an expression uses, however deep the relations it goes through.
///
/// Names that mean nothing here are passed over: checking them is the planner's work.
struct FieldReferences {
  private let entities: [String: Entity]
  private let enums: [String: Enumeration]
  private(set) var found: Set<FieldNode> = []
  /// All fields and relations that paths begin with or pass, as far as their entities are known.
  private(set) var read: Set<FieldNode> = []

  init(entities: [Entity], enums: [Enumeration]) {
    self.entities = Dictionary(entities.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.enums = Dictionary(enums.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func visit(_ expression: Expression, in entity: Entity, expecting type: ValueType? = nil) {
    switch expression.kind {
    case .literal, .parameter, .period: break
    case .path(let names): _ = follow(names, in: entity, expecting: type)
    case .call(let call):
      for argument in call.arguments { visit(argument.value, in: entity) }
      for key in call.per { visit(key, in: entity) }
    case .not(let inner), .negate(let inner), .isMissing(let inner, _): visit(inner, in: entity)
    case .parenthesized(let inner): visit(inner, in: entity, expecting: type)
    case .binary(let op, let left, let right):
      let mutual = op == .coalesce ? type : nil
      visit(left, in: entity, expecting: mutual ?? self.type(of: right, in: entity))
      visit(right, in: entity, expecting: mutual ?? self.type(of: left, in: entity))
    case .membership(let value, let operand, _):
      visit(value, in: entity)
      visit(operand, in: entity, expecting: self.type(of: value, in: entity))
    case .temporal(let value, _, let period, _):
      visit(value, in: entity)
      visit(period, in: entity)
    case .history(let test):
      visit(test.subject, in: entity)
      let type = self.type(of: test.subject, in: entity)
      for operand in test.operands { visit(operand, in: entity, expecting: type) }
    case .past(let path, let day):
      visit(path, in: entity)
      visit(day, in: entity)
    case .when(let branches, let otherwise):
      for branch in branches {
        visit(branch.condition, in: entity)
        visit(branch.value, in: entity, expecting: type)
      }
      if let otherwise { visit(otherwise, in: entity, expecting: type) }
    case .list(let items): for item in items { visit(item, in: entity, expecting: type) }
    case .aggregand(let value, let query): visit(query, value: value, in: entity)
    }
  }

  // MARK: Paths

  /// Follows a path, noting the computed fields on it; the entity it ends in, if it ends in a relation.
  private mutating func follow(
    _ names: [Name], in start: Entity, expecting type: ValueType? = nil
  ) -> Entity? {
    if names.count == 1, case .enumeration(let enumeration) = type,
      let known = enums[enumeration.name],
      known.value(names[0].text) != nil || known.group(names[0].text) != nil
    {
      return nil
    }
    var entity = start
    for name in names {
      guard let field = entity.field(name.text) else { return nil }
      read.insert(FieldNode(entity: entity.name, field: field.name))
      switch field.kind {
      case .stored: return nil
      case .derived, .rule:
        found.insert(FieldNode(entity: entity.name, field: field.name))
        return nil
      case .toOne(let target, _), .toMany(let target, _):
        guard let next = entities[target] else { return nil }
        entity = next
      }
    }
    return entity
  }

  /// The type of a plain path, to tell enum values from fields on the other side.
  private func type(of expression: Expression, in start: Entity) -> ValueType? {
    if case .parenthesized(let inner) = expression.kind { return type(of: inner, in: start) }
    guard case .path(let names) = expression.kind else { return nil }
    var entity = start
    for name in names {
      guard let field = entity.field(name.text) else { return nil }
      switch field.kind {
      case .stored, .derived, .rule: return field.type
      case .toOne(let target, _), .toMany(let target, _):
        guard let next = entities[target] else { return nil }
        entity = next
      }
    }
    return nil
  }

  // MARK: Queries

  private mutating func visit(_ operand: Operand, in entity: Entity, expecting type: ValueType?) {
    switch operand {
    case .relation(let source): _ = resolve(source, in: entity)
    case .query(let query): visit(query, value: nil, in: entity)
    case .values(let values, _): for value in values { visit(value, in: entity, expecting: type) }
    }
  }

  private mutating func visit(_ query: Query, value: Expression?, in entity: Entity) {
    guard let inner = resolve(query.source, in: entity) else { return }
    if let value { visit(value, in: inner) }
    for clause in query.clauses {
      for expression in clause.expressions { visit(expression, in: inner) }
    }
  }

  private mutating func resolve(_ source: Query.Source, in entity: Entity) -> Entity? {
    switch source.kind {
    case .path(let names, let all):
      if !all, let inner = follow(names, in: entity) { return inner }
      return names.count == 1 ? entities[names[0].text] : nil
    case .query(let query):
      let inner = resolve(query.source, in: entity)
      visit(query, value: nil, in: entity)
      return inner
    case .file, .call: return nil
    }
  }
}

extension Clause {
  /// The expressions of the clauses that may stand in a field's formula.
  fileprivate var expressions: [Expression] {
    switch kind {
    case .filter(let condition): [condition]
    case .extend(let items), .set(let items): items.map(\.value)
    case .select(let items), .group(let items, _): items.map(\.value)
    case .order(let keys): keys.map(\.value)
    case .take(let count), .skip(let count), .asOf(let count), .to(let count): [count]
    case .top(let top): [top.count, top.by] + top.per
    case .distinct(let values): values
    case .period(let period): [period.value]
    case .pivot(let key, let value): [key, value]
    case .drop, .combine, .call, .delete, .chart: []
    }
  }
}
