import RapportCatalog
import RapportValues

extension QueryGenerator {
  /// `state was won in P`, `owner.rate rose since D`, `boss changed from "A" by "li"`.
  mutating func historyTest(_ scope: Scope) -> String? {
    let steps = random.pick([0, 0, 1, 2], or: 0)
    guard let entity = scope.entity, let (text, field) = trackedPath(from: entity, steps: steps) else { return nil }
    switch random.below(5) {
    case 0, 1: return "\(text) was \(pastValue(of: field)) \(pastPeriod(isNeeded: random.chance(80)))"
    case 2 where field.type.hasSteps && field.isStored:
      let by = random.chance(30) ? " by \(random.within(1...2))" : ""
      return "\(text) \(random.pick(["rose", "fell"], or: "rose"))\(by)\(user()) \(pastPeriod())"
    default:
      let from = random.chance(30) ? " from \(pastValue(of: field))" : ""
      let to = random.chance(40) ? " to \(pastValue(of: field))" : ""
      return "\(text) changed\(from)\(to)\(user()) \(pastPeriod())"
    }
  }

  /// A tracked field, and its value on a day.
  mutating func past(from entity: Entity, _ want: Want) -> String? {
    let fields = entity.fields.filter { $0.isTracked && $0.isStored && want.accepts($0.type) }
    return random.pick(fields).map { "\(name($0.name, $0.labels)) on \(dateLiteral())" }
  }

  private mutating func trackedPath(from entity: Entity, steps: Int) -> (String, Field)? {
    if steps > 0, let (field, target) = random.pick(toOnes(of: entity)),
      let (rest, tracked) = trackedPath(from: target, steps: steps - 1)
    {
      return (name(field.name, field.labels) + "." + rest, tracked)
    }
    let tracked = entity.fields.filter(\.isTracked)
    return random.pick(tracked).map { (name($0.name, $0.labels), $0) }
  }

  private mutating func pastValue(of field: Field) -> String {
    if random.chance(12) { return "missing" }
    if !field.isStored { return textLiteral() }
    switch field.type {
    case .enumeration(let type): return random.chance(25) ? enumGroup(type) ?? enumValue(type) : enumValue(type)
    case .bool: return random.pick(["true", "false"], or: "true")
    default: return numberLiteral()
    }
  }

  private mutating func user() -> String { random.chance(20) ? " by \(textLiteral())" : "" }

  private mutating func pastPeriod(isNeeded: Bool = false) -> String {
    switch random.below(isNeeded ? 4 : 6) {
    case 0: "on \(dateLiteral())"
    case 1: "in \(period())"
    case 2: "since \(dateLiteral())"
    case 3: "before \(dateLiteral())"
    default: ""
    }
  }
}

extension Field {
  fileprivate var isStored: Bool { if case .stored = kind { true } else { false } }
}
