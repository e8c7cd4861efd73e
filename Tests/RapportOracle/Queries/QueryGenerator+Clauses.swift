import RapportCatalog
import RapportValues

extension QueryGenerator {
  /// The next clause, with what it does to the scope.
  mutating func clause(_ scope: inout Scope) -> String? {
    if scope.isGrouped { return groupSelect(&scope) }
    switch random.below(29) {
    case 0, 1, 2, 3, 4, 5, 6: return "where \(condition(scope, 3))"
    case 7, 8, 9: return with(&scope)
    case 10, 11: return select(&scope)
    case 12: return scope.named.isEmpty ? nil : drop(&scope)
    case 13, 14, 15: return group(&scope)
    case 16, 17, 18: return "order by \(keys(scope))"
    case 19: return "\(random.pick(["take", "limit"], or: "take")) \(random.below(12))"
    case 20: return "\(random.pick(["skip", "offset"], or: "skip")) \(random.below(4))"
    case 21, 22: return top(scope)
    case 23: return distinct(&scope)
    case 24, 25: return combine(scope)
    case 26: return scope.entity?.primaryDate == nil ? nil : "\u{1}" + periodClause()
    case 27: return analysis(&scope)
    default: return pivot(&scope)
    }
  }

  private mutating func with(_ scope: inout Scope) -> String {
    var parts: [String] = []
    for _ in 0..<random.within(1...2) {
      let (text, type) = column(scope)
      let name = fresh("w")
      parts.append("\(name) = \(text)")
      scope.named.append((name, type))
    }
    scope.isReshaped = true
    return "with \(parts.joined(separator: ", "))"
  }

  /// Any expression with the type it will have.
  private mutating func column(_ scope: Scope) -> (String, ValueType) {
    switch random.below(9) {
    case 0, 1: return (number(scope, 3), .float(currency: nil))
    case 2: return (money(scope, 3), .decimal(scale: 2, currency: Currency("USD")))
    case 3: return (text(scope, 2), .text)
    case 4: return (date(scope, 2), .day)
    case 5: return (condition(scope, 2), .bool)
    case 6:
      if let (text, type) = enumPath(scope) { return (text, .enumeration(type)) }
      return (number(scope, 2), .float(currency: nil))
    default:
      if isInner || scope.entity == nil && random.chance(60) {
        return (number(scope, 2), .float(currency: nil))
      }
      return window(scope)
    }
  }

  private mutating func select(_ scope: inout Scope) -> String {
    if random.chance(12), !isInner {
      var columns: [(name: String, type: ValueType)] = []
      let items = (0..<random.within(1...3)).map { _ in
        let (text, type) = groupAggregate(scope, 2)
        let name = fresh("a")
        columns.append((name, type))
        return "\(text) as \(name)"
      }
      scope = Scope(named: columns)
      return "select \(items.joined(separator: ", "))"
    }
    var items: [String] = []
    var chosen: [(name: String, type: ValueType)] = []
    for _ in 0..<random.within(1...4) {
      let (text, type) = column(scope)
      let name = fresh("s")
      items.append("\(text) as \(name)")
      chosen.append((name, type))
    }
    scope.named += chosen
    scope.isReshaped = true
    return "select \(items.joined(separator: ", "))"
  }

  private mutating func drop(_ scope: inout Scope) -> String? {
    guard !scope.named.isEmpty else { return nil }
    let position = random.below(scope.named.count)
    let name = scope.named.remove(at: position).name
    return "drop \(name)"
  }

  private mutating func group(_ scope: inout Scope) -> String {
    var keys: [String] = []
    var columns: [(name: String, type: ValueType)] = []
    var hasPeriod = false
    for _ in 0..<random.pick([1, 1, 1, 2, 2, 3], or: 1) {
      let name = fresh("k")
      switch random.below(7) {
      case 0, 1:
        if let (text, type) = enumPath(scope) {
          keys.append("\(text) as \(name)")
          columns.append((name, .enumeration(type)))
        }
      case 2:
        if let text = path(scope, .date) {
          let unit = random.pick([PeriodUnit.week, .month, .quarter, .half, .year], or: .month)
          keys.append("period(\(text), \(unit.rawValue)) as \(name)")
          columns.append((name, .period(unit)))
          hasPeriod = true
        }
      case 3:
        if let text = path(scope, .text) {
          keys.append("\(text) as \(name)")
          columns.append((name, .text))
        }
      case 4:
        if let (text, _) = rowPath(scope) { keys.append("\(text) as \(name)") }
      case 5:
        keys.append("\(condition(scope, 1)) as \(name)")
        columns.append((name, .bool))
      default:
        keys.append("\(number(scope, 1)) as \(name)")
        columns.append((name, .float(currency: nil)))
      }
    }
    if keys.isEmpty { keys = ["\(number(scope, 0)) as \(fresh("k"))"] }
    let fill = hasPeriod && keys.count <= 2 && random.chance(35) ? " fill" : ""
    pendingKeys = columns
    scope.isGrouped = true
    return "group by \(keys.joined(separator: ", "))\(fill)"
  }

  private mutating func groupSelect(_ scope: inout Scope) -> String? {
    let rows = Scope(entity: scope.entity, named: scope.named)
    var columns = pendingKeys
    let items = (0..<random.within(1...3)).map { _ in
      let (text, type) = groupAggregate(rows, 2)
      let name = fresh("a")
      columns.append((name, type))
      return "\(text) as \(name)"
    }
    scope = Scope(named: columns)
    return "select \(items.joined(separator: ", "))"
  }

  private mutating func keys(_ scope: Scope) -> String {
    (0..<random.within(1...2)).map { _ in key(scope) + random.pick(["", " asc", " desc"], or: "") }
      .joined(separator: ", ")
  }

  private mutating func key(_ scope: Scope) -> String {
    switch random.below(5) {
    case 0: if let (text, _) = enumPath(scope) { return text }
    case 1: if let text = path(scope, .text) { return text }
    case 2: if let text = path(scope, random.chance(30) ? .moment : .date) { return text }
    case 3: if random.chance(30), let text = path(scope, .code) { return text }
    default: break
    }
    return number(scope, 2)
  }

  private mutating func top(_ scope: Scope) -> String {
    let per = random.chance(45) ? partition(scope) : ""
    return "\(random.pick(["top", "bottom"], or: "top")) \(random.within(1...6)) by \(key(scope))\(per)"
  }

  private mutating func distinct(_ scope: inout Scope) -> String {
    if random.chance(30) {
      // What was shown stays; the rows are no longer rows of the entity.
      let fields = scope.isReshaped ? [] : scope.entity?.fields ?? []
      let shown = fields.compactMap { field -> (name: String, type: ValueType)? in
        if case .stored = field.kind { (field.name, field.type) } else { nil }
      }
      scope = Scope(named: shown + scope.named, isReshaped: true)
      return "distinct"
    }
    var columns: [String] = []
    var named: [(name: String, type: ValueType)] = []
    if let (text, type) = enumPath(scope) {
      columns.append(text)
      named.append((text, .enumeration(type)))
    }
    if columns.isEmpty || random.chance(30), let text = path(scope, .text) {
      columns.append(text)
      named.append((text, .text))
    }
    if columns.isEmpty { columns = [path(scope, .plainNumber) ?? "1"] }
    // What is called by a path or in another language is not found again by that name.
    scope = Scope(named: named.filter { $0.name.allSatisfy { $0.isASCII && $0 != "." } })
    return "distinct \(columns.joined(separator: ", "))"
  }

  private mutating func combine(_ scope: Scope) -> String? {
    // A relation with other columns than its entity's fits only one with the same.
    guard let entity = scope.entity, !scope.isReshaped else { return nil }
    let kind = random.pick(["union", "except", "intersect"], or: "union")
    let lets = bindings.filter { $0.entity === entity }.map(\.name)
    if let name = random.pick(lets), random.chance(50) { return "\(kind) \(name)" }
    return "\(kind) (\(subquery(of: entity)))"
  }

  private mutating func pivot(_ scope: inout Scope) -> String? {
    guard let (column, _) = enumPath(scope), random.chance(60) else { return nil }
    let key = path(scope, .text) ?? number(scope, 0)
    let (value, _) = groupAggregate(scope, 1)
    scope = Scope()
    return "group by \(key) as \(fresh("k")) pivot \(column): \(value)"
  }
}
