package import RapportCatalog
import RapportValues

/// Writes random sentences of the language over a catalog, most of them well typed; the same seed gives the
/// same ones.
///
/// A generator knows what every name means where it writes it: the entity whose rows flow, the columns named
/// so far, whether rows are still rows of an entity. It does not aim at errors; those have their own corpus.
package struct QueryGenerator {
  let catalog: Catalog
  var random: SeededGenerator
  /// Lets the query may name, with their entities.
  var bindings: [(name: String, entity: Entity)] = []
  /// Relations inside aggregates and memberships so far; keeps queries affordable.
  var depth = 0
  /// Inside an expression that belongs to a row reached by an aggregate, windows have no meaning.
  var isInner = false
  /// Keys of a `group by` whose `select` comes next.
  var pendingKeys: [(name: String, type: ValueType)] = []
  /// Names given by `as` and `with` so far, so that none is given twice.
  var counter = 0

  package init(catalog: Catalog, seed: UInt64) {
    self.catalog = catalog
    random = SeededGenerator(seed: seed)
  }

  /// What can be named at one place of a query.
  struct Scope {
    /// The entity whose rows flow; nil after groups and other changes of shape.
    var entity: Entity?
    /// Columns by the names the query gave them.
    var named: [(name: String, type: ValueType)] = []
    /// Whether `select` may still choose freely (no group is waiting).
    var isGrouped = false
    /// Whether other columns are shown than the entity's.
    var isReshaped = false
  }

  /// A whole script: zero or more lets, then a query.
  package mutating func script() -> String {
    bindings = []
    counter = 0
    var lines: [String] = []
    if random.chance(15), let entity = anyEntity() {
      let name = "picked\(random.below(3))"
      lines.append("let \(name) = \(subquery(of: entity))")
      bindings.append((name, entity))
    }
    lines.append(query())
    return lines.joined(separator: "\n")
  }

  /// A relation and a condition on its rows.
  package mutating func condition() -> (relation: String, condition: String) {
    bindings = []
    guard let entity = anyEntity() else { return ("", "true") }
    return (relation(of: entity), condition(Scope(entity: entity), 3))
  }

  mutating func query() -> String {
    guard let entity = anyEntity() else { return "" }
    var scope = Scope(entity: entity)
    var text = relation(of: entity)
    if entity.primaryDate != nil, random.chance(20) { text += " " + periodClause() }
    for _ in 0..<clauseCount() {
      guard let clause = clause(&scope) else { continue }
      // A period needs its `|`; elsewhere that is a matter of taste.
      text += clause.first == "\u{1}" ? " | " + clause.dropFirst() : separator() + clause
    }
    if random.chance(9) { text += separator() + "as of \(dateLiteral())" }
    return text
  }

  private mutating func clauseCount() -> Int { random.pick([0, 1, 1, 2, 2, 2, 3, 3, 4, 5], or: 1) }

  private mutating func separator() -> String { random.pick([" ", "\n", " | ", "\n| "], or: " ") }

  mutating func anyEntity() -> Entity? {
    // Entities with many related rows are worth more.
    let weighted = catalog.entities.flatMap { entity in
      [Entity](
        repeating: entity,
        count: 1
          + entity.fields.count { field in
            if case .toMany = field.kind { true } else { false }
          })
    }
    return random.pick(weighted)
  }

  /// A relation name that stands for an entity, sometimes a let.
  mutating func relation(of entity: Entity) -> String {
    let lets = bindings.filter { $0.entity === entity }.map(\.name)
    if let name = random.pick(lets), random.chance(50) { return name }
    return name(entity.name, entity.labels)
  }

  mutating func name(_ name: String, _ labels: Labels) -> String {
    if random.chance(8), let label = random.pick(labels.all) { return label }
    return name
  }

  mutating func fresh(_ stem: String) -> String {
    counter += 1
    return "\(stem)\(counter)"
  }
}
