import RapportCatalog
import RapportValues

extension QueryGenerator {
  /// A function over all rows, with the rows that it leaves.
  mutating func analysis(_ scope: inout Scope) -> String? {
    if isInner { return nil }
    let text = random.chance(30) ? cohorts(scope) : random.chance(70) ? survival(scope) : logRank(scope)
    guard let text else { return nil }
    scope = Scope(named: text.columns, isReshaped: true)
    return "\u{1}" + text.clause
  }

  private typealias Made = (clause: String, columns: [(name: String, type: ValueType)])
  private static let number = ValueType.float(currency: nil)

  private mutating func cohorts(_ scope: Scope) -> Made? {
    let unit = random.pick([PeriodUnit.week, .month, .quarter, .half, .year], or: .month)
    let columns: [(name: String, type: ValueType)] = [
      ("cohort", .period(unit)), ("size", .integer), ("age", .integer), ("active", .integer), ("retained", Self.number),
    ]
    if let events = events(scope), random.chance(50) {
      return ("cohorts(by: \(unit.rawValue), events: \(events))", columns)
    }
    guard let customer = path(scope, .text), let date = path(scope, random.chance(50) ? .date : .moment) else { return nil }
    return ("cohorts(by: \(unit.rawValue), customer: \(customer), date: \(date))", columns)
  }

  private mutating func survival(_ scope: Scope) -> Made? {
    guard let observation = observation(scope) else { return nil }
    let key = random.chance(70) ? enumPath(scope) : nil
    let by = key.map { ", by: \($0.0)" } ?? ""
    let interval = random.pick(["", "", ", interval: log_log", ", confidence: 0.8"], or: "")
    return (
      "survival(\(observation)\(by)\(interval))",
      [
        ("time", Self.number), ("at_risk", .integer), ("ended", .integer), ("censored", .integer),
        ("survival", Self.number), ("lower", Self.number), ("upper", Self.number),
      ]
    )
  }

  private mutating func logRank(_ scope: Scope) -> Made? {
    guard let observation = observation(scope), let (by, _) = enumPath(scope) else { return nil }
    return (
      "logrank(\(observation), by: \(by))",
      [("accounts", .integer), ("ended", .integer), ("expected", Self.number), ("p_value", Self.number)]
    )
  }

  private mutating func observation(_ scope: Scope) -> String? {
    if let events = events(scope), random.chance(35) {
      return "events: \(events), churned: \(random.within(1...200)) days, unit: \(random.pick(["day", "week"], or: "day"))"
    }
    if random.chance(50) {
      // Whole numbers, which no way of adding up tells apart.
      guard let number = path(scope, .plainNumber) else { return nil }
      return "time: abs(round(\(number))), ended: \(condition(scope, 1))"
    }
    guard let start = path(scope, .date), let end = path(scope, .date) else { return nil }
    return "start: \(start), end: \(end), unit: day"
  }

  /// Related rows that have a date.
  private mutating func events(_ scope: Scope) -> String? {
    let relations = scope.entity?.fields.compactMap { field -> String? in
      guard case .toMany(let name, _) = field.kind, catalog.entity(name)?.primaryDate != nil else { return nil }
      return field.name
    }
    return random.pick(relations ?? [])
  }
}
