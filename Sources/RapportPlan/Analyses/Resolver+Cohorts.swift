import RapportCatalog
import RapportSyntax
import RapportValues

/// `| cohorts(by: month)`: who came together, and who of them came again.
extension Resolver {
  func cohorts(_ call: Call, _ scope: Scope, _ context: Context) {
    let labels = ["by", "events", "customer", "date"]
    let units = PeriodUnit.allCases.map(\.rawValue)
    guard let arguments = relationArguments(call, labels, example: "cohorts(by: month)"),
      let unit = word("by", arguments, units, standard: "month").flatMap(PeriodUnit.init(rawValue:)),
      let periods = activePeriods(unit, arguments, scope, context)
    else { return }
    let last = today.startOf(unit, weekStart: settings.weekStart)
    replaceRows(
      of: scope, by: .cohorts(unit: unit, last: last), of: [periods],
      [
        AnalysisColumn(name: "cohort", type: .period(unit), isOrder: true), AnalysisColumn(name: "size", type: .integer),
        AnalysisColumn(name: "age", type: .integer, isOrder: true), AnalysisColumn(name: "active", type: .integer),
        AnalysisColumn(name: "retained", type: .float(currency: nil)),
      ], at: call.span)
  }

  /// The periods in which each row was active, as a list.
  private func activePeriods(
    _ unit: PeriodUnit, _ arguments: RelationArguments, _ scope: Scope, _ context: Context
  ) -> Expr? {
    if let customer = arguments["customer"], let date = arguments["date"], arguments["events"] == nil {
      return activePeriods(unit, of: customer, date, scope, context)
    }
    if let other = arguments.first(of: ["customer", "date"]) {
      return fail(
        "R0307", "rows of orders need both `customer:` and `date:`, and no `events:`", at: other.span,
        help: ["cohorts(by: month, customer: customer, date: date)"])
    }
    let otherwise = "cohorts(by: \(unit.rawValue), customer: …, date: …)"
    guard let (log, row) = activity(arguments, scope, or: otherwise) else { return nil }
    return activity(
      "period(\(log.dateText), \(unit.rawValue))", of: log, row, context, at: arguments.call.span)
  }

  /// Rows of orders become rows of customers.
  private func activePeriods(
    _ unit: PeriodUnit, of customer: Expression, _ date: Expression, _ scope: Scope, _ context: Context
  ) -> Expr? {
    guard let keys = partitionKey(customer, context), let day = expression(date, context) else { return nil }
    guard day.type.isTemporal else {
      return fail("R0202", "`date:` is \(day.type.article), and a date is expected", at: date.span)
    }
    let period = Expr.apply(.periodOf, [day], .period(unit))
    let builder = GroupBuilder(
      keys: keys.map { key in
        GroupBuilder.Key(
          name: "", text: "", column: Computed(id: allocate(), value: key), isHidden: true, heading: nil)
      })
    guard let past = within(day, Period(start: nil, end: today.adding(days: 1)), at: date.span) else { return nil }
    let known = Expr.all([past, .not(.any(keys.map { Expr.apply(.isMissing, [$0], .bool) }))])
    let type = ValueType.list(period.type)
    let list = builder.column(
      for: Aggregate(id: allocate(), function: .list, argument: period, filter: known, type: type))
    scope.pipeline.append(.aggregate(builder))
    return .column(list, type)
  }
}
