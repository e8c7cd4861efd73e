import RapportCatalog
import RapportValues

extension QueryGenerator {
  /// Kinds of values an expression may be wanted as.
  enum Want: Hashable {
    /// A number; money only if it must not be multiplied with money.
    case number, plainNumber, money
    case text, code, date, moment, bool
    case enumeration(EnumType)

    func accepts(_ type: ValueType) -> Bool {
      switch (self, type) {
      case (.number, .integer), (.number, .decimal), (.number, .float): true
      case (.plainNumber, .integer), (.plainNumber, .decimal(_, nil)), (.plainNumber, .float(nil)): true
      case (.money, .decimal(_, .some)), (.money, .float(.some)): true
      case (.text, .text), (.code, .code), (.date, .day), (.moment, .dateTime), (.bool, .bool): true
      case (.enumeration(let wanted), .enumeration(let type)): wanted === type
      default: false
      }
    }
  }

  /// A way to name a value of a wanted kind: a column, a field, or a field of a row reached by to-one steps.
  mutating func path(_ scope: Scope, _ want: Want) -> String? {
    let named = scope.named.filter { want.accepts($0.type) }.map(\.name)
    if let name = random.pick(named), scope.entity == nil || random.chance(30) { return name }
    guard let entity = scope.entity else { return random.pick(named) }
    return path(from: entity, want, steps: random.pick([0, 0, 0, 0, 0, 1, 1, 2, 3], or: 0))
      ?? path(from: entity, want, steps: 0) ?? path(from: entity, want, steps: 1)
  }

  private mutating func path(from entity: Entity, _ want: Want, steps: Int) -> String? {
    if steps > 0 {
      guard let (field, target) = random.pick(toOnes(of: entity)),
        let rest = path(from: target, want, steps: steps - 1)
      else { return nil }
      return name(field.name, field.labels) + "." + rest
    }
    if random.chance(6), let past = past(from: entity, want) { return past }
    let fields = entity.fields.filter { field in
      switch field.kind {
      case .stored: return want.accepts(field.type)
      // Derived fields cost a pass over related rows each; a few are enough.
      case .derived, .rule: return want.accepts(field.type)
      case .toOne, .toMany: return false
      }
    }
    return random.pick(fields).map { name($0.name, $0.labels) }
  }

  func toOnes(of entity: Entity) -> [(Field, Entity)] {
    entity.fields.compactMap { field in
      guard case .toOne(let target, _) = field.kind else { return nil }
      return catalog.entity(target).map { (field, $0) }
    }
  }

  func toManys(of entity: Entity) -> [(Field, Entity)] {
    entity.fields.compactMap { field in
      guard case .toMany(let target, _) = field.kind else { return nil }
      return catalog.entity(target).map { (field, $0) }
    }
  }

  /// A path to a row: `owner`, `firm.owner`.
  mutating func rowPath(_ scope: Scope) -> (text: String, entity: Entity)? {
    guard let entity = scope.entity, let (field, target) = random.pick(toOnes(of: entity)) else { return nil }
    let text = name(field.name, field.labels)
    if random.chance(25), let (next, reached) = random.pick(toOnes(of: target)) {
      return (text + "." + name(next.name, next.labels), reached)
    }
    return (text, target)
  }

  /// A path to many rows: `deals`, `owner.firms`, `firms.deals.lines`.
  mutating func manyPath(_ scope: Scope) -> (text: String, entity: Entity)? {
    guard var entity = scope.entity else { return nil }
    var text = ""
    if random.chance(15), let (field, target) = random.pick(toOnes(of: entity)) {
      text = name(field.name, field.labels) + "."
      entity = target
    }
    guard let (field, target) = random.pick(toManys(of: entity)) else { return nil }
    text += name(field.name, field.labels)
    entity = target
    while random.chance(18), let (next, reached) = random.pick(toManys(of: entity)) {
      text += "." + name(next.name, next.labels)
      entity = reached
    }
    return (text, entity)
  }

  /// The enums some path of the scope has, with the path.
  mutating func enumPath(_ scope: Scope) -> (text: String, type: EnumType)? {
    let shuffled = catalog.enums.shuffled(using: &random)
    for enumeration in shuffled {
      if let text = path(scope, .enumeration(enumeration.type)) { return (text, enumeration.type) }
    }
    return nil
  }

  /// A value of an enum, in any of its names.
  mutating func enumValue(_ type: EnumType) -> String {
    guard let value = random.pick(catalog.enumeration(type.name)?.values ?? []) else { return "missing" }
    return name(value.name, value.labels)
  }

  mutating func enumGroup(_ type: EnumType) -> String? {
    random.pick(catalog.enumeration(type.name)?.groups ?? []).map { name($0.name, $0.labels) }
  }
}
