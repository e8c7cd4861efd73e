import RapportCatalog
import RapportSyntax
import RapportValues

/// What is known about the currencies of amounts that are combined over rows.
enum CombinedCurrency {
  /// Amounts of a type's currency, or plain numbers.
  case none
  /// All rows have this one: a constant, or a value that is the same for all of them.
  case one(Expr)
  /// Only the rows tell.
  case rows(CurrencyTest)
}

/// How to find out whether rows have one currency.
struct CurrencyTest {
  /// Of a row whose amount is known; else missing.
  var currency: Expr
  /// A text that names such a row, its amount and currency.
  var witness: Expr
  var operation: Operation

  /// The value, checked by the smallest and the largest witness of its rows.
  func checked(_ value: Expr, _ low: ColumnID, _ high: ColumnID) -> Expr {
    .apply(operation, [value, .column(low, .text), .column(high, .text)], value.type)
  }
}

extension Resolver {
  /// The currencies of the amounts in an expression, where they stand in the rows: at most one, unless amounts
  /// of different rows or columns were mixed.
  func currencies(of expr: Expr) -> [Expr] {
    if openMoney.isEmpty { return [] }
    var all: [Expr] = []
    collectCurrencies(of: expr, into: &all)
    return all
  }

  private func collectCurrencies(of expr: Expr, into all: inout [Expr]) {
    func take(_ parts: [Expr]) { for part in parts { collectCurrencies(of: part, into: &all) } }
    switch expr {
    case .column(let id, _):
      guard let currency = openMoney[id] else { return }
      if let position = all.firstIndex(where: { canonical($0) == canonical(currency) }) {
        if all[position] != currency { all[position] = canonical(currency) }
      } else {
        all.append(currency)
      }
    case .when(let branches, let otherwise, _): take(branches.map(\.value) + (otherwise.map { [$0] } ?? []))
    case .apply(let operation, let operands, _):
      switch operation {
      case .divide where operands.count == 2:
        if currencies(of: operands[1]).isEmpty { take([operands[0]]) }
      case .oneCurrency: take(Array(operands.prefix(1)))
      case .add, .subtract, .multiply, .negate, .convert, .round, .abs, .least, .greatest, .coalesce:
        if expr.type.isNumeric { take(operands) }
      default: break
      }
    case .literal, .inValues, .inRelation, .dated: break
    }
  }

  /// Where a currency is that of all rows around, the row's own.
  private func canonical(_ currency: Expr) -> Expr { sameCurrency[currency] ?? currency }

  /// The currency of an amount: of its type, else of its row.
  func currency(of expr: Expr) -> Expr? {
    if let fixed = expr.type.currency { return .literal(.text(fixed.code), .code) }
    return currencies(of: expr).first
  }

  /// A column computed from amounts with currencies of their own is one, too.
  func keepCurrency(of expr: Expr, as id: ColumnID) {
    if expr.columnID == id { return }
    if let currency = currencies(of: expr).first { openMoney[id] = currency }
  }

  /// The stored column that says the currency of a row's amounts.
  func currencyColumn(_ name: String, of row: RowReference, _ scope: Scope) -> Expr {
    let field = row.entity.fields.first { $0.readsColumn(name) }
    let type = field?.type ?? .code
    let stored = row.entity.storedColumn(named: name) ?? StoredColumn(name: name, encoding: .plain)
    return column(stored, type, of: row, scope)
  }

  // MARK: - Beside each other

  /// Whether amounts that meet in one row have one currency as far as can be told; plain numbers fit any.
  func currenciesAgree(_ amounts: [Expr], at span: SourceSpan) -> Bool {
    if openMoney.isEmpty { return true }
    var known: [Expr] = []
    var hasOwn = false
    for amount in amounts {
      let own = currencies(of: amount)
      hasOwn = hasOwn || !own.isEmpty
      let fixed = amount.type.currency.map { [Expr.literal(.text($0.code), .code)] } ?? []
      for currency in (own + fixed).map(canonical) where !known.contains(currency) { known.append(currency) }
    }
    if !hasOwn || known.count <= 1 { return true }
    let _: Expr? = fail(
      "R0213", "these amounts may have different currencies", at: span,
      help: ["bring them to one: `convert(…, \"CNY\")`"])
    return false
  }

  // MARK: - Over rows

  /// Whether amounts of many rows have one currency; nil after an error.
  func combined(
    _ argument: Expr, by keys: [Expr], where filter: Expr?, _ context: Context, at span: SourceSpan
  ) -> CombinedCurrency? {
    let all = currencies(of: argument)
    guard let currency = all.first else { return CombinedCurrency.none }
    if all.count > 1 || argument.type.currency != nil {
      return currenciesAgree([argument], at: span) ? .one(currency) : nil
    }
    if case .literal = currency { return .one(currency) }
    if keys.contains(currency) { return .one(currency) }
    var conditions = filter.map { [$0] } ?? []
    for case .filter(let condition) in context.scope.pipeline.steps { conditions.append(condition) }
    let fixed = conditions.lazy.flatMap(\.fixedColumns).first { $0.id == currency.columnID }
    if let fixed { return .one(.literal(fixed.value, .code)) }
    return .rows(test(argument, currency, context))
  }

  private func test(_ argument: Expr, _ currency: Expr, _ context: Context) -> CurrencyTest {
    let known = Expr.not(.apply(.isMissing, [argument], .bool))
    let (entity, keys) = identity(context)
    let text: Expr = currency.type.isTextual ? currency : .apply(.convert, [currency], .text)
    var words = "the currency's field"
    if let row = context.row, let field = currencyField(of: currency, in: row, context) { words = field }
    let help = [
      "bring them to one: `convert(…, \"CNY\")`",
      words.contains(" ")
        ? "or take one by `where` on \(words), or `group by` it"
        : "or take one: `where \(words) = …`, `group by \(words)`",
    ]
    return CurrencyTest(
      currency: .when([Expr.Branch(condition: known, value: currency)], otherwise: nil, currency.type),
      witness: .apply(.witness, [text, argument] + keys, .text),
      operation: .oneCurrency(entity: entity, help: help))
  }

  /// The name of the row's field that reads the currency.
  private func currencyField(of currency: Expr, in row: RowReference, _ context: Context) -> String? {
    row.entity.fields.first { field in
      guard case .stored(let column) = field.kind, let id = currency.columnID else { return false }
      return context.scope.pipeline.columns(path: row.path, named: column.name).contains(id)
    }?.name
  }

  /// What tells the rows at hand apart, for messages.
  private func identity(_ context: Context) -> (entity: String, keys: [Expr]) {
    if let group = context.group {
      return ("group", group.keys.map { .column($0.column.id, $0.column.value.type) })
    }
    if let row = context.scope.row { return (row.entity.name, key(of: row, context.scope)) }
    return ("row", context.scope.tieBreak.filter { !$0.type.isList })
  }

  /// An amount whose comparison with those of other rows is an error unless all have one currency.
  func comparable(_ amount: Expr, by keys: [Expr], _ context: Context, at span: SourceSpan) -> Expr? {
    guard let known = combined(amount, by: keys, where: nil, context, at: span) else { return nil }
    guard case .rows(let test) = known else { return amount }
    func extreme(_ function: Aggregate.Function) -> ColumnID? {
      append(.aggregate(function, distinct: false), test.witness, keys, .text, context).columnID
    }
    guard let low = extreme(.min), let high = extreme(.max) else { return nil }
    return test.checked(amount, low, high)
  }

  /// Inside an aggregate nothing can be computed over the rows first.
  func refuseMixedOrder(
    _ amount: Expr, where filter: Expr?, _ context: Context, at span: SourceSpan
  ) -> Bool {
    guard case .rows? = combined(amount, by: [], where: filter, context, at: span) else { return false }
    let _: Expr? = fail(
      "R0213", "amounts of several currencies have no order", at: span,
      help: ["order by one currency: `convert(…, \"CNY\")`"])
    return true
  }
}

extension Field {
  fileprivate func readsColumn(_ name: String) -> Bool {
    if case .stored(let column) = kind { column.name == name } else { false }
  }
}

extension Expr {
  /// Columns that a condition holds to one value.
  fileprivate var fixedColumns: [(id: ColumnID, value: Value)] {
    switch self {
    case .apply(.and, let parts, _): parts.flatMap(\.fixedColumns)
    case .apply(.equal(folded: false), let sides, _) where sides.count == 2:
      switch (sides[0], sides[1]) {
      case (.column(let id, _), .literal(let value, _)), (.literal(let value, _), .column(let id, _)):
        [(id, value)]
      default: []
      }
    case .inValues(.column(let id, let type), let values, let exact)
    where values.count == 1 && (exact || type != .text):
      [(id, values[0])]
    default: []
    }
  }
}
