import RapportAnalytics
import RapportCatalog
import RapportSyntax
import RapportValues

/// Functions that ask a fitted model about a row: `p_alive()`, `expected_orders(12 months)` and the like.
extension Resolver {
  static let modelFunctions: Set<String> = ["p_alive", "expected_orders", "dert"]
  /// The model of purchases where the sentence names none.
  static let standardModel = ModelKind.mbgNBD

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
    default:
      guard
        var options = modelOptions(call, positional: 0, others: ["annual_rate"], example: "dert(annual_rate: 15%)"),
        let rate = annualRate(options, call, context)
      else { return nil }
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
    guard let (log, row) = rowLog(call, options, context) else { return nil }
    let kind = options.kind ?? Self.standardModel
    guard ModelKind.purchases.contains(kind) else {
      return fail("R0543", "\(kind.title) says nothing of how often customers order", at: call.span)
    }
    guard let outcome = model(kind, log, options, at: call.span) else { return nil }
    guard case .fitted(let model) = outcome else { return .literal(.missing, .float(currency: nil)) }
    guard let operands = orderOperands(log, row, at: call.span) else { return nil }
    let score = ModelScore(quantity(model), model: model, asOf: Int(today.number))
    return .apply(.model(score), operands, .float(currency: nil))
  }

  /// Days with an order, the first and the last of them, of the row.
  func orderOperands(_ log: OrderLog, _ context: Context, at span: SourceSpan) -> [Expr]? {
    let texts = [log.days(until: "today"), log.first(until: "today"), log.last(until: "today")]
    let operands = texts.compactMap { expression(ofText: $0, context, at: span) }
    return operands.count == texts.count ? operands : nil
  }

  /// The orders behind a row, and the context in which they are its.
  func rowLog(_ call: Call, _ options: ModelOptions, _ context: Context) -> (OrderLog, Context)? {
    guard context.group == nil else {
      return fail(
        "R0209", "`\(call.name.text)` is a value of each row, not of the group", at: call.span,
        help: ["`avg(\(SourceText.text(of: call)))` combines it over the group"])
    }
    guard let row = context.row else {
      return fail("R0543", "`\(call.name.text)` needs rows of an entity with orders", at: call.span)
    }
    return orderLog(of: row.entity, options, at: call.span).map { ($0, context) }
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
