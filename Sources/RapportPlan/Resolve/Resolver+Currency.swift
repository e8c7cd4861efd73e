import RapportCatalog
import RapportSyntax
import RapportValues

/// The column that holds the currency of each row's amount.
struct CurrencySource: Hashable {
  var path: [ToOneStep]
  var column: String
}

extension Resolver {
  /// Where the currencies of the amounts in an expression stand; empty if it has none of its own per row.
  func currencySources(_ expr: Expr) -> Set<CurrencySource> {
    if openMoney.isEmpty || !expr.type.isNumeric { return [] }
    return Set(expr.columnsUsed.compactMap { openMoney[$0] })
  }

  /// A column computed from such amounts is one, too.
  func keepCurrency(of expr: Expr, as id: ColumnID) {
    if let source = currencySources(expr).first { openMoney[id] = source }
  }

  /// Amounts of one row share a currency; those of different rows, or one of a fixed currency, need not.
  func currenciesAgree(_ a: Expr, _ b: Expr, at span: SourceSpan) -> Bool {
    let (x, y) = (currencySources(a), currencySources(b))
    if x.isEmpty && y.isEmpty { return true }
    if x.union(y).count == 1, a.type.currency == nil, b.type.currency == nil { return true }
    refuseCurrencies(x.union(y), nil, at: span)
    return false
  }

  /// Whether the rows that are combined have one currency: by a group key or by a condition.
  func hasOneCurrency(
    _ argument: Expr, by keys: [Expr], where filter: Expr?, _ context: Context, at span: SourceSpan
  ) -> Bool {
    let open = openSources(argument, by: keys, where: filter, context)
    if open.isEmpty { return true }
    refuseCurrencies(open, context.row, at: span)
    return false
  }

  /// What an aggregate of such amounts gives is such an amount, but of no row whose currency could be asked for.
  func keepCurrency(of argument: Expr, where filter: Expr?, as id: ColumnID, _ context: Context) {
    if openSources(argument, by: [], where: filter, context).isEmpty { return }
    openMoney[id] = CurrencySource(path: [], column: "\(id)")
  }

  private func openSources(
    _ argument: Expr, by keys: [Expr], where filter: Expr?, _ context: Context
  ) -> Set<CurrencySource> {
    let sources = currencySources(argument)
    if sources.isEmpty { return [] }
    let pipeline = context.scope.pipeline
    var conditions = filter.map { [$0] } ?? []
    for case .filter(let condition) in pipeline.steps { conditions.append(condition) }
    let fixed = conditions.flatMap(\.fixedColumns) + keys.compactMap(\.columnID)
    return sources.filter { pipeline.columns(path: $0.path, named: $0.column).isDisjoint(with: fixed) }
  }

  private func refuseCurrencies(_ sources: Set<CurrencySource>, _ row: RowReference?, at span: SourceSpan) {
    var help = ["work on one currency: `where` on the currency's field, or `group by` it"]
    if let row, let source = sources.first, sources.count == 1, source.path.isEmpty,
      let field = row.entity.fields.first(where: { $0.readsColumn(source.column) })
    {
      help = ["work on one currency: `where \(field.name) = …`, or `group by \(field.name)`"]
    }
    let _: Expr? = fail("R0601", "amounts of several currencies cannot be added yet", at: span, help: help)
  }
}

extension Field {
  fileprivate func readsColumn(_ name: String) -> Bool {
    if case .stored(let column) = kind { column.name == name } else { false }
  }
}

extension Expr {
  /// Columns that a condition holds to one value.
  fileprivate var fixedColumns: [ColumnID] {
    switch self {
    case .apply(.and, let parts, _): parts.flatMap(\.fixedColumns)
    case .apply(.equal, let sides, _) where sides.count == 2:
      switch (sides[0], sides[1]) {
      case (.column(let id, _), .literal), (.literal, .column(let id, _)): [id]
      default: []
      }
    case .inValues(.column(let id, _), let values, _) where values.count == 1: [id]
    default: []
    }
  }
}
