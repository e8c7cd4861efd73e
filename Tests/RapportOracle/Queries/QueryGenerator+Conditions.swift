import RapportCatalog
import RapportValues

extension QueryGenerator {
  /// A condition on the rows of a scope.
  mutating func condition(_ scope: Scope, _ budget: Int) -> String {
    if budget > 0 {
      switch random.below(14) {
      case 0, 1: return "\(clause(scope, budget)) and \(clause(scope, budget))"
      case 2: return "\(clause(scope, budget)) or \(clause(scope, budget))"
      case 3: return "not \(clause(scope, budget))"
      default: break
      }
    }
    for _ in 0..<4 {
      if let test = test(scope, budget) { return test }
    }
    return "\(number(scope, 0)) > 0"
  }

  /// A condition that can stand beside `and`, `or`, `not`.
  private mutating func clause(_ scope: Scope, _ budget: Int) -> String {
    "(\(condition(scope, budget - 1)))"
  }

  private mutating func test(_ scope: Scope, _ budget: Int) -> String? {
    switch random.below(18) {
    case 16, 17: return historyTest(scope)
    case 0, 1, 2:
      return random.chance(25)
        ? "\(money(scope, budget - 1)) \(comparison()) \(operand(money(scope, budget - 1)))"
        : "\(number(scope, budget - 1)) \(comparison()) \(operand(number(scope, budget - 1)))"
    case 3, 4: return enumTest(scope)
    case 5: return textTest(scope, budget)
    case 6: return path(scope, .code).map { codeTest($0) }
    case 7, 8: return dateTest(scope, budget)
    case 9: return path(scope, .bool)
    case 10: return missingTest(scope, budget)
    case 11, 12, 13: return quantifier(scope, budget)
    case 14: return membership(scope, budget)
    default: return numberList(scope)
    }
  }

  private mutating func comparison() -> String {
    random.pick(["=", "!=", "<", "<=", ">", ">=", "=="], or: "=")
  }

  private mutating func enumTest(_ scope: Scope) -> String? {
    guard let (path, type) = enumPath(scope) else { return nil }
    let group = enumGroup(type)
    switch random.below(5) {
    case 0: return "\(path) \(random.pick(["=", "!="], or: "=")) \(group ?? enumValue(type))"
    case 1 where type.isOrdered: return "\(path) \(comparison()) \(enumValue(type))"
    case 2:
      let negation = random.chance(30) ? "not " : ""
      let other = random.chance(30) ? group ?? enumValue(type) : enumValue(type)
      return
        "\(path) \(negation)in (\(enumValue(type)), \(other))"
    case 3: return "(\(path) ?? \(enumValue(type))) = \(enumValue(type))"
    default: return "\(path) \(random.pick(["=", "!=", "=="], or: "=")) \(enumValue(type))"
    }
  }

  private mutating func textTest(_ scope: Scope, _ budget: Int) -> String? {
    guard let path = path(scope, .text) else { return nil }
    switch random.below(9) {
    case 0, 1: return "\(path) \(random.pick(["=", "!=", "==", "<", ">="], or: "=")) \(textLiteral())"
    case 2: return "\(path) contains \(textLiteral())"
    case 3: return "\(path) starts with \(textLiteral())"
    case 4: return "\(path) ends with \(textLiteral())"
    case 5:
      return
        "\(path) like \(random.pick(Self.patterns, or: ""))"
    case 6: return "\(path) \(random.chance(30) ? "not " : "")in (\(textLiteral()), \(textLiteral()))"
    case 7: return "\(text(scope, budget - 1)) = \(operand(text(scope, budget - 1)))"
    default: return "not (\(path) contains \(textLiteral()))"
    }
  }

  private mutating func codeTest(_ path: String) -> String {
    switch random.below(4) {
    case 0: "\(path) in (\(codeLiteral()), \(codeLiteral()))"
    case 1: "\(path) not in (\(codeLiteral()))"
    case 2: "\(path) starts with \(codeLiteral())"
    default: "\(path) \(random.pick(["=", "!=", "=="], or: "=")) \(codeLiteral())"
    }
  }

  private mutating func dateTest(_ scope: Scope, _ budget: Int) -> String? {
    let isMoment = random.chance(20)
    guard let path = path(scope, isMoment ? .moment : .date) else { return nil }
    switch random.below(9) {
    case 0, 1: return "\(path) in \(period())"
    case 2: return "\(path) since \(dateLiteral())"
    case 3: return "\(path) before \(random.pick(["today", "2026-01-01", "2025-07-01"], or: "today"))"
    case 4: return "\(path) older than \(random.pick(["90 days", "3 months", "1 week"], or: "90 days"))"
    case 5: return "\(path) \(comparison()) \(dateLiteral())"
    case 6: return "\(path) \(comparison()) \(operand(date(scope, budget - 1)))"
    case 7:
      return "\(path) - \(operand(date(scope, budget - 1))) \(random.pick([">", "<="], or: ">")) 30 days"
    default: return "not (\(path) in \(period()))"
    }
  }

  private mutating func missingTest(_ scope: Scope, _ budget: Int) -> String? {
    let word = random.pick(["is missing", "is known", "is not missing"], or: "is missing")
    switch random.below(4) {
    case 0: return rowPath(scope).map { "\($0.text) \(word)" }
    case 1: return "(\(number(scope, budget - 1))) \(word)"
    case 2: return path(scope, .date).map { "\($0) \(word)" }
    default: return path(scope, .text).map { "\($0) \(word)" }
    }
  }

  private mutating func numberList(_ scope: Scope) -> String? {
    guard let path = path(scope, .plainNumber) else { return nil }
    let negation = random.chance(30) ? "not " : ""
    return
      "\(path) \(negation)in (\(numberLiteral()), \(numberLiteral()), \(numberLiteral()))"
  }

  /// `any(…)`, `no(…)`, `every(…)`, and comparisons with counts.
  private mutating func quantifier(_ scope: Scope, _ budget: Int) -> String? {
    guard depth < 2, let (path, entity) = manyPath(scope) else { return nil }
    depth += 1
    let wasInner = isInner
    isInner = true
    defer {
      depth -= 1
      isInner = wasInner
    }
    let inner = Scope(entity: entity)
    switch random.below(5) {
    case 0, 1: return "\(random.pick(["any", "no"], or: "any"))(\(path)\(restriction(entity, budget)))"
    case 2:
      return "every(\(operand(condition(inner, budget - 1))) of \(path)\(restriction(entity, budget - 1)))"
    case 3: return "any(\(path) where \(condition(inner, budget - 1)))"
    default: return "count(\(path)\(restriction(entity, budget - 1))) \(comparison()) \(random.below(4))"
    }
  }

  /// `owner in (people where …)`, `id in (deals select firm.id)`.
  private mutating func membership(_ scope: Scope, _ budget: Int) -> String? {
    guard depth < 2 else { return nil }
    depth += 1
    let wasInner = isInner
    isInner = true
    defer {
      depth -= 1
      isInner = wasInner
    }
    let negation = random.chance(35) ? "not " : ""
    if random.chance(60), let (text, entity) = rowPath(scope) {
      let lets = bindings.filter { $0.entity === entity }.map(\.name)
      if let name = random.pick(lets), random.chance(60) { return "\(text) \(negation)in \(name)" }
      return "\(text) \(negation)in (\(subquery(of: entity)))"
    }
    guard let code = path(scope, .code), let other = anyEntity(),
      let column = path(Scope(entity: other), .code)
    else { return nil }
    return "\(code) \(negation)in (\(subquery(of: other)) select \(column))"
  }

  /// A parenthesised relation's text: an entity with a condition, sometimes an order and a limit.
  mutating func subquery(of entity: Entity) -> String {
    let wasInner = isInner
    isInner = true
    defer { isInner = wasInner }
    var text = relation(of: entity)
    if random.chance(85) { text += " where \(condition(Scope(entity: entity), 1))" }
    if random.chance(20) {
      text += " order by \(value(Scope(entity: entity), .plainNumber, 0)) desc take \(random.within(1...4))"
    }
    return text
  }

  private static let patterns = ["\"*a*\"", "\"?cme*\"", "\"*\"", "\"客*\"", "\"a_b\"", "\"x*y\""]
}
