import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// `convert(amount, "CNY"[, day])`: an amount in another currency, at the rate of a day.
  func exchange(_ call: Call, _ context: Context) -> Expr? {
    let example = "convert(amount, \"CNY\")"
    guard (2...3).contains(call.arguments.count), !call.arguments.contains(where: { $0.label != nil }) else {
      return fail(
        "R0307", "`convert` takes an amount, a currency and, if not the row's own, a day", at: call.span,
        help: [example, "convert(credit_limit, \"USD\", today)"])
    }
    let amountNode = call.arguments[0].value
    guard let amount = expression(amountNode, context),
      let target = currencyCode(call.arguments[1].value, context)
    else { return nil }
    guard currenciesAgree([amount], at: amountNode.span) else { return nil }
    guard amount.type.isNumeric, let own = currency(of: amount) else {
      return fail(
        "R0202", "`convert` needs an amount of money, this is \(amount.type.article)", at: amountNode.span,
        help: ["for example `\(example)`"])
    }
    guard let day = rateDay(call, context), let rates = exchangeRates(at: call.name.span) else { return nil }
    let text: Expr = own.type.isTextual ? own : .apply(.convert, [own], .code)
    var (from, to) = (rates, rates)
    (from.key, from.day) = (text, day)
    (to.key, to.day) = (.literal(.text(target), .code), day)
    return .apply(
      .exchange(to: target), [amount, text, day, .dated(from), .dated(to)],
      exchangedType(amount.type, rates.type, Currency(target)))
  }

  /// All digits of the product of an amount and its rate, as far as decimals go.
  private func exchangedType(_ amount: ValueType, _ rate: ValueType, _ currency: Currency) -> ValueType {
    guard let digits = amount.decimalScale, let more = rate.decimalScale else {
      return .float(currency: currency)
    }
    let scale = min(max(digits + more, currency.minorDigits), Self.maximalScale)
    return .decimal(scale: scale, currency: currency)
  }

  /// A constant like `"CNY"`.
  private func currencyCode(_ node: Expression, _ context: Context) -> String? {
    guard let value = expression(node, context, expecting: .code) else { return nil }
    if case .literal(.text(let code), _) = value, code.utf8.count == 3,
      code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    {
      return code
    }
    return fail(
      "R0307", "a currency is expected", at: node.span,
      help: ["three capital letters in quotes, for example `\"CNY\"`"])
  }

  /// The day given, else the row's own.
  private func rateDay(_ call: Call, _ context: Context) -> Expr? {
    if call.arguments.count > 2 {
      let node = call.arguments[2].value
      guard let day = expression(node, context, expecting: .day) else { return nil }
      if day.type.isTemporal { return asDay(day) }
      return fail("R0204", "a date is expected, this is \(day.type.article)", at: node.span)
    }
    if context.group == nil, let row = context.row, let field = row.entity.primaryDate {
      return value(of: field, in: row, context, at: call.span).map(asDay)
    }
    return fail(
      "R0215", "these rows have no primary date whose rate could be taken", at: call.span,
      help: [
        "name the day: `convert(…, \"CNY\", today)`, or convert each row's amount before it is combined"
      ])
  }

  /// The catalog's rates; `key` and `day` are still to be filled in.
  private func exchangeRates(at span: SourceSpan) -> DatedLookup? {
    if let known = rates, known.horizon == horizon { return known.lookup }
    guard let entity = catalog.entity("exchange_rates") else {
      return fail(
        "R0100", "the catalog has no relation `exchange_rates`", at: span,
        help: [
          "declare one: `entity exchange_rates key (currency, date) "
            + "{ currency: code, date: date primary, rate: decimal(6) }`"
        ])
    }
    let scope = scope(of: entity)
    let context = Context(scope: scope)
    func column(_ name: String, _ fits: (ValueType) -> Bool, _ what: String) -> Expr? {
      guard let field = entity.field(name), case .stored = field.kind, fits(field.type) else {
        return fail("R0101", "`exchange_rates` needs a field `\(name)`: \(what)", at: span)
      }
      return value(of: field, in: RowReference(entity: entity, path: []), context, at: span)
    }
    guard let key = column("currency", \.isTextual, "a code")?.columnID,
      let date = column("date", { $0 == .day }, "a date")?.columnID,
      let rate = column("rate", \.isNumeric, "an exact number"), let rateID = rate.columnID
    else { return nil }
    let nothing = Expr.literal(.missing, .code)
    let lookup = DatedLookup(
      key: nothing, day: nothing, relation: scope.pipeline.build(), keyColumn: key, dayColumn: date,
      valueColumn: rateID, type: rate.type)
    rates = (horizon, lookup)
    return lookup
  }
}
