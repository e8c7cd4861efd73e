import RapportCatalog
import RapportSyntax
import RapportValues

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
    let only = dated.count == 1 ? dated[0] : nil
    guard let chosen = dated.first(where: { $0.relation.name == "orders" }) ?? only else {
      let names = dated.map { "`\($0.relation.name)`" }.joined(separator: ", ")
      return fail(
        "R0540", "nobody says which rows are the orders of \(entity.name)", at: span,
        help: dated.isEmpty
          ? ["\(entity.name) has no relation whose rows have a primary date"]
          : ["name them: `events: \(dated[0].relation.name)`; dated are \(names)"])
    }
    return OrderLog(
      entity: entity, events: Query([Name(chosen.relation.name, span: span)], at: span),
      date: Expression(field: chosen.date, at: span))
  }

  /// `events: orders where status = won`, `events: shipped of orders`
  private func events(_ node: Expression, of entity: Entity) -> (Query, Expression)? {
    var (query, date): (Query?, Expression?) = (nil, nil)
    switch node.unwrapped.kind {
    case .aggregand(let value, let inner): (query, date) = (inner, value)
    case .path(let names): query = Query(names, at: node.span)
    default: break
    }
    guard let query, let target = target(of: query, from: entity) else {
      return fail(
        "R0540", "`events:` names related rows of \(entity.name)", at: node.span,
        help: ["for example `events: orders where status = won`"])
    }
    guard let date = date ?? target.primaryDate.map({ Expression(field: $0, at: node.span) }) else {
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
    guard let target = target(of: log.events, from: log.entity) else { return nil }
    let money = target.fields.filter { $0.type.isNumeric && ($0.type.currency != nil || $0.isOpenMoney) }
    let chosen = money.first { $0.name == "amount" } ?? (money.count == 1 ? money[0] : nil)
    return chosen.map { Expression(field: $0, at: log.events.span) }
  }

  /// The entity of a query's rows, if they are related to an entity's.
  private func target(of query: Query, from entity: Entity) -> Entity? {
    guard case .path(let names, _) = query.source.kind else { return nil }
    return entity.target(of: names, in: catalog)
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

extension Expression {
  /// A field by its name.
  fileprivate init(field: Field, at span: SourceSpan) { self.init(.path([Name(field.name, span: span)]), span: span) }
}

extension Field {
  /// Money whose currency stands in another column of the row.
  fileprivate var isOpenMoney: Bool {
    if case .stored(let column) = kind { column.currencyColumn != nil } else { false }
  }
}
