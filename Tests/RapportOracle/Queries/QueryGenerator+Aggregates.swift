import RapportCatalog
import RapportValues

extension QueryGenerator {
  /// An aggregate over related rows, or now and then over a whole relation, that gives a wanted kind of
  /// value.
  mutating func aggregate(_ scope: Scope, _ want: Want, _ budget: Int) -> String? {
    guard depth < 2 else { return nil }
    depth += 1
    let wasInner = isInner
    isInner = true
    defer {
      depth -= 1
      isInner = wasInner
    }
    if scope.entity == nil || random.chance(5) {
      guard !wasInner, let entity = anyEntity() else { return nil }
      return aggregate(over: "all \(entity.name)", entity, want, budget)
    }
    guard let (path, entity) = manyPath(scope) else { return nil }
    return aggregate(over: path, entity, want, budget)
  }

  private mutating func aggregate(
    over relation: String, _ entity: Entity, _ want: Want, _ budget: Int
  ) -> String {
    let inner = Scope(entity: entity)
    let limits = restriction(entity, budget)
    switch want {
    case .plainNumber, .number: return numberAggregate(relation, inner, limits, budget)
    case .money:
      let function = random.pick(["sum", "sum", "avg", "min", "max", "median"], or: "sum")
      return "\(function)(\(operand(money(inner, budget - 2))) of \(relation)\(limits))"
    default:
      let function = random.pick(["min", "max", "first", "last"], or: "max")
      let order = function == "first" || function == "last" ? ordering(inner) : ""
      return "\(function)(\(operand(value(inner, want, budget - 2))) of \(relation)\(limits)\(order))"
    }
  }

  private mutating func numberAggregate(
    _ relation: String, _ inner: Scope, _ limits: String, _ budget: Int
  ) -> String {
    let argument = operand(number(inner, budget - 2))
    switch random.below(12) {
    case 0, 1, 2: return "count(\(relation)\(limits))"
    case 3, 4:
      let function = random.pick(["sum", "min", "max", "avg", "median", "stddev"], or: "sum")
      return "\(function)(\(argument) of \(relation)\(limits))"
    case 5, 6: return "sum(\(argument) of \(relation)\(limits))"
    case 7:
      return
        "percentile(\(fraction()), \(argument) of \(relation)\(limits))"
    case 8:
      let counted = random.chance(50) ? text(inner, 0) : date(inner, 0)
      return "count(distinct \(operand(counted)) of \(relation)\(limits))"
    case 9 where random.chance(50):
      return "initial(\(argument) of \(relation)\(limits) order by \(date(inner, 0)))"
    case 9: return "count(\(argument) of \(relation)\(limits))"
    case 10:
      return
        "\(firstOrLast())(\(argument) of \(relation)\(limits)\(ordering(inner)))"
    default:
      let take = random.chance(40) ? "\(ordering(inner)) take \(random.within(1...3))" : ""
      return "\(random.pick(["sum", "avg"], or: "sum"))(\(argument) of \(relation)\(limits)\(take))"
    }
  }

  /// A period and conditions after a relation inside an aggregate.
  mutating func restriction(_ entity: Entity, _ budget: Int) -> String {
    var text = ""
    if entity.primaryDate != nil, random.chance(35) { text += " " + periodClause() }
    if budget > 0, random.chance(45) { text += " where \(condition(Scope(entity: entity), budget - 2))" }
    return text
  }

  private mutating func ordering(_ scope: Scope) -> String {
    let key = random.chance(50) ? date(scope, 0) : number(scope, 0)
    return " order by \(key)\(random.pick(["", " desc", " asc"], or: ""))"
  }

  /// An aggregate over the rows of a group or of the whole pipeline.
  mutating func groupAggregate(_ scope: Scope, _ budget: Int) -> (text: String, type: ValueType) {
    let float = ValueType.float(currency: nil)
    let argument = number(scope, budget)
    switch random.below(15) {
    case 0, 1, 2: return ("count()", .integer)
    case 3: return ("sum(\(argument))", float)
    case 4: return ("\(random.pick(["avg", "median", "stddev", "count"], or: "avg"))(\(argument))", float)
    case 5: return ("\(random.pick(["min", "max"], or: "min"))(\(operand(argument)))", float)
    case 6: return ("sum(\(money(scope, budget)))", .decimal(scale: 2, currency: Currency("USD")))
    case 7: return ("avg(\(money(scope, budget)))", .float(currency: Currency("USD")))
    case 8: return ("count(distinct \(text(scope, 0)))", .integer)
    case 9: return ("\(random.pick(["any", "every", "no"], or: "any"))(\(condition(scope, 1)))", .bool)
    case 10: return ("\(random.pick(["min", "max"], or: "max"))(\(operand(date(scope, 0))))", .day)
    case 11: return ("percentile(0.\(random.within(1...9)), \(argument))", float)
    case 12: return ("\(random.pick(["gini(", "hhi(", "pareto(0.3, "], or: "gini("))\(argument))", float)
    case 13: return ("\(random.pick(["first", "last"], or: "first"))(\(text(scope, 0)))", .text)
    default: return ("sum(\(argument)) / count()", float)
    }
  }

  /// A function over the rows of the pipeline that gives a value per row.
  mutating func window(_ scope: Scope) -> (text: String, type: ValueType) {
    let float = ValueType.float(currency: nil)
    let argument = random.chance(30) ? money(scope, 1) : number(scope, 1)
    let per = random.chance(50) ? partition(scope) : ""
    switch random.below(11) {
    case 7: return ("cumulative_share(\(argument))\(per)", float)
    case 8: return ("score\(random.chance(50) ? "_of_small" : "")(\(random.within(2...5)), \(argument))\(per)", .integer)
    case 9: return ("text(\(random.pick(["abc", "pyramid"], or: "abc"))(\(argument))\(per))", .text)
    case 0, 1: return ("rank(\(argument))\(per)", .integer)
    case 2: return ("share(\(argument))\(per)", float)
    case 3: return ("running(\(argument))\(per)", float)
    case 4: return ("previous(\(argument))\(per)", float)
    case 5: return ("ntile(\(random.within(1...5)), \(argument))\(per)", .integer)
    // Without `per` these would make the select one of aggregates.
    case 6:
      return (
        "\(random.pick(["sum", "avg", "max"], or: "sum"))(\(operand(argument)))\(partition(scope))", float
      )
    default: return ("count()\(partition(scope))", .integer)
    }
  }

  mutating func partition(_ scope: Scope) -> String {
    if random.chance(40), let (text, _) = enumPath(scope) { return " per \(text)" }
    if random.chance(30), let (text, _) = rowPath(scope) { return " per \(text)" }
    return " per \(path(scope, .text) ?? path(scope, .plainNumber) ?? "1")"
  }

  private mutating func fraction() -> String { random.pick(["0", "0.25", "0.9", "1"], or: "0.5") }

  private mutating func firstOrLast() -> String { random.pick(["first", "last"], or: "first") }
}
