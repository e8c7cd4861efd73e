import RapportAnalytics
import RapportCatalog
import RapportSyntax
import RapportValues

/// The orders of an entity's rows, as expressions of the language: what models are fitted to.
struct OrderLog {
  let entity: Entity
  /// `orders where status = sold`
  var events: Query
  /// Of an order.
  var date: Expression
  /// Of an order; nil where none is known.
  var amount: Expression?

  /// `count(distinct date of orders where status = sold where date <= today)` and the like.
  func aggregate(_ function: String, of value: String, where condition: String) -> String {
    "\(function)(\(value) of \(SourceText.text(of: events)) where \(condition))"
  }

  var dateText: String { SourceText.text(of: date) }
  /// Orders up to a day, which is written as in a sentence.
  func until(_ day: String) -> String { "\(dateText) <= \(day)" }

  /// The amount of all orders, and of those of the first day; nil where amounts are unknown.
  func total(until day: String) -> String? {
    amount.map { aggregate("sum", of: SourceText.text(of: $0), where: until(day)) }
  }
  func initial(until day: String) -> String? {
    amount.map { amount in
      "initial(\(SourceText.text(of: amount)) of \(SourceText.text(of: events)) where \(until(day)) order by date(\(dateText)))"
    }
  }

  /// Days from one day with an order to the next, measured by an aggregate of dates.
  func gaps(_ measure: GapMeasure, until day: String) -> String {
    aggregate(measure.rawValue, of: dateText, where: until(day))
  }

  /// Periods with an order.
  func periods(_ unit: ModelUnit, until day: String) -> String {
    aggregate("count", of: "distinct period(date(\(dateText)), \(unit.name))", where: until(day))
  }

  /// The number of the period of a day; nil for units whose periods nobody numbers.
  static func number(of day: String, _ unit: ModelUnit) -> String? {
    switch unit {
    case .month: "(12 * year(\(day)) + month(\(day)))"
    case .year: "year(\(day))"
    default: nil
    }
  }

  /// Days with an order.
  func days(until day: String) -> String { aggregate("count", of: "distinct date(\(dateText))", where: until(day)) }
  func first(until day: String) -> String { "date(\(aggregate("min", of: dateText, where: until(day))))" }
  func last(until day: String) -> String { "date(\(aggregate("max", of: dateText, where: until(day))))" }
}

extension Resolver {
  /// The orders that a call names, or that the catalog's definitions of `first_order` and `lifetime_revenue` name, or
  /// else the only relation of dated rows.
  func orderLog(of entity: Entity, _ options: ModelOptions, at span: SourceSpan) -> OrderLog? {
    guard var log = eventLog(of: entity, options, at: span) else { return nil }
    log.amount = options.amount ?? amount(of: log)
    return log
  }

  private func eventLog(of entity: Entity, _ options: ModelOptions, at span: SourceSpan) -> OrderLog? {
    if let given = options.events {
      guard let (events, date) = events(given, of: entity) else { return nil }
      return OrderLog(entity: entity, events: events, date: date)
    }
    if let (date, events) = Self.aggregand(of: entity.field("first_order"), "min"), let date {
      return OrderLog(entity: entity, events: events, date: date)
    }
    let dated = entity.fields.compactMap { field -> (relation: Field, date: Field)? in
      guard case .toMany(let name, _) = field.kind, let date = catalog.entity(name)?.primaryDate else { return nil }
      return (field, date)
    }
    guard let chosen = dated.first(where: { $0.relation.name == "orders" }) ?? (dated.count == 1 ? dated[0] : nil) else {
      let names = dated.map { "`\($0.relation.name)`" }.joined(separator: ", ")
      return fail(
        "R0540", "nobody says which rows are the orders of \(entity.name)", at: span,
        help: dated.isEmpty
          ? ["\(entity.name) has no relation whose rows have a primary date"]
          : ["name them: `events: \(dated[0].relation.name)`; dated are \(names)"])
    }
    let path = Query.Source(.path([Name(chosen.relation.name, span: span)], all: false), span: span)
    return OrderLog(
      entity: entity, events: Query(source: path, clauses: [], span: span),
      date: Expression(.path([Name(chosen.date.name, span: span)]), span: span))
  }

  /// `events: orders where status = won`, `events: shipped of orders`
  private func events(_ node: Expression, of entity: Entity) -> (Query, Expression)? {
    var (query, date): (Query?, Expression?) = (nil, nil)
    switch node.unwrapped.kind {
    case .aggregand(let value, let inner): (query, date) = (inner, value)
    case .path(let names): query = Query(source: .init(.path(names, all: false), span: node.span), clauses: [], span: node.span)
    default: break
    }
    guard let query, case .path(let names, _) = query.source.kind, let target = entity.target(of: names, in: catalog) else {
      return fail(
        "R0540", "`events:` names related rows of \(entity.name)", at: node.span,
        help: ["for example `events: orders where status = won`"])
    }
    guard let date = date ?? target.primaryDate.map({ Expression(.path([Name($0.name, span: node.span)]), span: node.span) })
    else {
      return fail(
        "R0540", "the rows of \(target.name) have no primary date", at: node.span,
        help: ["name one: `events: date of \(SourceText.text(of: query))`"])
    }
    return (query, date)
  }

  /// The amount that the catalog adds up to `lifetime_revenue`, or else the only field of money of an order.
  private func amount(of log: OrderLog) -> Expression? {
    if let (amount, events) = Self.aggregand(of: log.entity.field("lifetime_revenue"), "sum"),
      SourceText.text(of: events.source) == SourceText.text(of: log.events.source)
    {
      return amount
    }
    guard case .path(let names, _) = log.events.source.kind, let target = log.entity.target(of: names, in: catalog) else {
      return nil
    }
    let money = target.fields.filter { $0.type.isNumeric && ($0.type.currency != nil || $0.isOpenMoney) }
    guard let chosen = money.first(where: { $0.name == "amount" }) ?? (money.count == 1 ? money[0] : nil) else { return nil }
    let span = log.events.span
    return Expression(.path([Name(chosen.name, span: span)]), span: span)
  }

  /// What a field aggregates, if it is defined as that aggregate of related rows.
  private static func aggregand(of field: Field?, _ function: String) -> (Expression?, Query)? {
    guard case .derived(let expression)? = field?.kind, case .call(let call) = expression.unwrapped.kind,
      call.name.text == function, call.arguments.count == 1,
      case .aggregand(let value, let query) = call.arguments[0].value.unwrapped.kind
    else { return nil }
    return (value, query)
  }
}

extension Entity {
  /// The entity behind a path of relations with a to-many step.
  fileprivate func target(of names: [Name], in catalog: Catalog) -> Entity? {
    var (entity, isMany) = (self, false)
    for name in names {
      switch entity.field(name.text)?.kind {
      case .toOne(let target, _)?:
        guard let next = catalog.entity(target) else { return nil }
        entity = next
      case .toMany(let target, _)?:
        guard let next = catalog.entity(target) else { return nil }
        (entity, isMany) = (next, true)
      default: return nil
      }
    }
    return isMany ? entity : nil
  }
}

extension Field {
  /// Money whose currency stands in another column of the row.
  fileprivate var isOpenMoney: Bool {
    if case .stored(let column) = kind { column.currencyColumn != nil } else { false }
  }
}
