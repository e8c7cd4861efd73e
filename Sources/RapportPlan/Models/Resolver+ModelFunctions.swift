import RapportAnalytics
import RapportCatalog
import RapportSyntax
import RapportValues

/// Functions that ask a fitted model about a row: `p_alive()`, `expected_orders(12 months)` and the like.
extension Resolver {
  static let modelFunctions: Set<String> = ["p_alive", "expected_orders", "dert", "expected_value", "clv", "overdue_p"]
  /// The model of purchases where the sentence names none.
  static let standardModel = ModelKind.mbgCNBD

  func modelFunction(_ call: Call, _ context: Context) -> Expr? {
    switch call.name.text {
    case "p_alive":
      guard let options = modelOptions(call, positional: 0, example: "p_alive()") else { return nil }
      return purchaseScore(call, options, context) { _ in .alive }
    case "expected_orders":
      guard let options = modelOptions(call, positional: 1, example: "expected_orders(12 months)"),
        let days = horizonDays(options.positional[0], context)
      else { return nil }
      return purchaseScore(call, options, context) { .orders(time: $0.unit.time(days: days)) }
    case "expected_value":
      guard let options = modelOptions(call, positional: 0, example: "expected_value()") else { return nil }
      return orderValue(call, options, context)
    case "clv": return customerValue(call, context)
    case "overdue_p": return overdue(call, context)
    default:
      guard
        var options = modelOptions(call, positional: 0, others: ["annual_rate"], example: "dert(annual_rate: 15%)"),
        let rate = annualRate(options, call, context)
      else { return nil }
      guard rate.annual > 0 else {
        return fail("R0307", "without a discount the orders of all time may be without end", at: call.span)
      }
      guard options.kind == nil || options.kind == .paretoNBD else {
        return fail(
          "R0543", "`dert` has a closed form with Pareto/NBD only", at: call.span,
          help: ["leave `model:` out, or ask for a horizon: `clv(5 years, annual_rate: 15%)`"])
      }
      options.kind = .paretoNBD
      return purchaseScore(call, options, context) { _ in .discountedOrders(rate) }
    }
  }

  /// A number that a model of purchases gives for the row.
  private func purchaseScore(
    _ call: Call, _ options: ModelOptions, _ context: Context, _ quantity: (FittedModel) -> ModelScore.Quantity
  ) -> Expr? {
    guard let log = rowLog(call, options, context),
      let model = purchaseModel(call, options, log),
      let operands = orderOperands(log, options, context, at: call.span)
    else { return nil }
    guard case .fitted(let fitted) = model else { return Self.unknownNumber }
    return .apply(
      .model(ModelScore(quantity(fitted), purchases: fitted, asOf: asOf(fitted))), operands, .float(currency: nil))
  }

  private func purchaseModel(_ call: Call, _ options: ModelOptions, _ log: OrderLog) -> ModelOutcome? {
    let kind = options.kind ?? Self.standardModel
    guard ModelKind.purchases.contains(kind) else { return noPurchases(kind, at: call.span) }
    return model(kind, log, options, at: call.span)
  }

  /// Reports a model of other things.
  func noPurchases<T>(_ kind: ModelKind, at span: SourceSpan) -> T? {
    fail(
      "R0543", "the model `\(kind.rawValue)` says nothing of how often customers order", at: span,
      help: ["one of " + ModelKind.purchases.map { "`\($0.rawValue)`" }.joined(separator: ", ")])
  }

  /// A value that nobody knows while a text is only checked.
  private static let unknownNumber = Expr.literal(.missing, .float(currency: nil))

  // MARK: - Money

  private func orderValue(_ call: Call, _ options: ModelOptions, _ context: Context) -> Expr? {
    guard let log = rowLog(call, options, context), let amounts = amountOperands(log, context, at: call.span),
      let days = expression(ofText: log.days(until: "today"), context, at: call.span),
      let spending = model(.gammaGamma, log, options, at: call.span)
    else { return nil }
    guard case .fitted(let fitted) = spending else { return Self.unknownNumber }
    let score = ModelScore(.orderValue, spending: fitted, asOf: Int(today.number))
    return .apply(.model(score), [days] + amounts, .float(currency: amounts[0].type.currency))
  }

  /// `clv(12 months, annual_rate: 15%, margin: 30%)`
  private func customerValue(_ call: Call, _ context: Context) -> Expr? {
    guard
      let options = modelOptions(call, positional: 1, others: ["annual_rate", "margin"], example: "clv(12 months)"),
      let days = horizonDays(options.positional[0], context),
      let rate = options.others["annual_rate"] == nil ? DiscountRate(annual: 0) : annualRate(options, call, context),
      let margin = margin(options, context),
      let log = rowLog(call, options, context), let dates = orderOperands(log, options, context, at: call.span),
      let amounts = amountOperands(log, context, at: call.span),
      let purchases = purchaseModel(call, options, log), let spending = model(.gammaGamma, log, options, at: call.span)
    else { return nil }
    guard case .fitted(let orders) = purchases, case .fitted(let values) = spending else { return Self.unknownNumber }
    let unit = orders.unit
    let value = CustomerValue(horizon: unit.time(days: days), unit: unit, rate: rate, margin: margin)
    let score = ModelScore(.customerValue(value), purchases: orders, spending: values, asOf: asOf(orders))
    return .apply(.model(score), dates + amounts, .float(currency: amounts[0].type.currency))
  }

  private func margin(_ options: ModelOptions, _ context: Context) -> Double? {
    guard let node = options.others["margin"] else { return 1 }
    return fraction(node, context) ?? fail(
      "R0307", "`margin:` is the constant part of an amount that is left, from 0% to 100%", at: node.span, help: ["`margin: 30%`"])
  }

  /// The amount of all orders of the row, and of those of the first day.
  private func amountOperands(_ log: OrderLog, _ context: Context, at span: SourceSpan) -> [Expr]? {
    guard let total = log.total(until: "today"), let initial = log.initial(until: "today") else {
      return noAmount(of: log, at: span)
    }
    let operands = [total, initial].compactMap { expression(ofText: $0, context, at: span) }
    return operands.count == 2 ? operands : nil
  }

  /// Reports orders whose worth nobody names.
  func noAmount<T>(of log: OrderLog, at span: SourceSpan) -> T? {
    fail(
      "R0540", "nobody says what an order of \(log.entity.name) is worth", at: span,
      help: ["name it: `amount: FIELD`, an amount of \(SourceText.text(of: log.events.source))"])
  }

  // MARK: - Rhythm

  private func overdue(_ call: Call, _ context: Context) -> Expr? {
    guard let options = modelOptions(call, positional: 0, example: "overdue_p()"),
      let log = rowLog(call, options, context), let outcome = model(.regularity, log, options, at: call.span)
    else { return nil }
    let silence = "days(today - \(log.last(until: "today")))"
    let operands = [silence, log.gaps(.median, until: "today")].compactMap {
      expression(ofText: $0, context, at: call.span)
    }
    guard operands.count == 2 else { return nil }
    guard case .fitted(let fitted) = outcome, let shape = fitted.value("k") else { return Self.unknownNumber }
    let score = ModelScore(.overdue(regularity: shape), asOf: Int(today.number))
    return .apply(.model(score), operands, .float(currency: nil))
  }

  // MARK: - Rows

  /// Days with an order, the first and the last of them, of the row; in periods where the model counts them.
  private func orderOperands(
    _ log: OrderLog, _ options: ModelOptions, _ context: Context, at span: SourceSpan
  ) -> [Expr]? {
    let (first, last) = (log.first(until: "today"), log.last(until: "today"))
    var texts = [log.days(until: "today"), first, last]
    if options.kind?.countsPeriods == true {
      guard let firstNumber = periodNumber(first, options, at: span), let lastNumber = periodNumber(last, options, at: span)
      else { return nil }
      texts = [log.periods(options.unit, until: "today"), firstNumber, lastNumber]
    }
    let operands = texts.compactMap { expression(ofText: $0, context, at: span) }
    return operands.count == texts.count ? operands : nil
  }

  /// The number of today, or of its period for a model that counts them.
  private func asOf(_ model: FittedModel) -> Int {
    guard model.kind.countsPeriods else { return Int(today.number) }
    return model.unit == .year ? today.year : 12 * today.year + today.month
  }

  /// The orders behind a row.
  private func rowLog(_ call: Call, _ options: ModelOptions, _ context: Context) -> OrderLog? {
    guard context.group == nil else {
      return fail(
        "R0209", "`\(call.name.text)` is a value of each row, not of the group", at: call.span,
        help: ["`avg(\(SourceText.text(of: call)))` combines it over the group"])
    }
    guard let row = context.row else {
      return fail("R0543", "`\(call.name.text)` needs rows of an entity with orders", at: call.span)
    }
    return orderLog(of: row.entity, options, at: call.span)
  }

  /// The days from today through a span such as `12 months`.
  func horizonDays(_ node: Expression, _ context: Context) -> Int? {
    guard let span = durationSpan(node, context), let end = span.added(to: today), end > today else {
      return fail(
        "R0307", "a length of time from today on is expected", at: node.span, help: ["for example `12 months`"])
    }
    return Int(end.number - today.number)
  }

  /// `annual_rate: 15%`
  func annualRate(_ options: ModelOptions, _ call: Call, _ context: Context) -> DiscountRate? {
    guard let node = options.others["annual_rate"] else {
      return fail(
        "R0307", "`\(call.name.text)` needs the rate at which a year's delay lowers a value", at: call.span,
        help: ["`\(call.name.text)(annual_rate: 15%)`"])
    }
    guard let rate = fraction(node, context).flatMap(DiscountRate.init) else {
      return fail("R0307", "`annual_rate:` is a constant from 0% to 100%", at: node.span, help: ["`annual_rate: 15%`"])
    }
    return rate
  }
}
