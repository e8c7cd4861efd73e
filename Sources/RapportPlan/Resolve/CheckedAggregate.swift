import RapportValues

/// An aggregate with what is needed to tell the currency of its value, where that stands in the rows.
struct CheckedAggregate {
  var aggregate: Aggregate
  var combined: CombinedCurrency
  /// `first` and `last` take a row's value and its currency; the others need one currency.
  var takesOneRow: Bool

  var order: [SortKey] {
    get { aggregate.order }
    set { aggregate.order = newValue }
  }
}

extension Resolver {
  /// The value of an aggregate, with columns beside it for what tells its currency; `add` gives the column of
  /// an aggregate over the same rows, `currencyOf` how a currency of the rows is called behind them.
  func value(
    of checked: CheckedAggregate, currencyOf outside: (Expr) -> Expr = { $0 }, add: (Aggregate) -> ColumnID
  ) -> Expr {
    let aggregate = checked.aggregate
    let id = add(aggregate)
    let value = Expr.column(id, aggregate.type)
    guard aggregate.type.isNumeric else { return value }
    switch checked.combined {
    case .none: return value
    case .one(let currency):
      openMoney[id] = outside(currency)
      return value
    case .rows(let test):
      func also(_ function: Aggregate.Function, _ argument: Expr, order: [SortKey] = []) -> ColumnID {
        add(
          Aggregate(
            id: allocate(), function: function, argument: argument, filter: aggregate.filter, distinct: false,
            order: order, type: argument.type))
      }
      if checked.takesOneRow {
        let currency = also(aggregate.function, test.currency, order: aggregate.order)
        openMoney[id] = .column(currency, test.currency.type)
        return value
      }
      let (low, high) = (also(.min, test.witness), also(.max, test.witness))
      openMoney[id] = .column(also(.min, test.currency), test.currency.type)
      return test.checked(value, low, high)
    }
  }
}
