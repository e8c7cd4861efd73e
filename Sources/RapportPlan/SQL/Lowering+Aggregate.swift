import RapportCatalog
import RapportValues

extension Lowering {
  // MARK: - Over related rows

  /// Related aggregates become correlated sub-selects where few outer rows are expected, else a group-join.
  func attach(_ input: Node, _ attachment: Attachment, _ state: inout LoweringState) -> Node {
    if case .draft(let draft) = input, pushesDown, let tested = existence(draft, attachment, &state) {
      return .draft(tested)
    }
    if case .draft(let draft) = input, pushesDown, !draft.isAggregate, prefersSubselects(draft, attachment),
      let attached = subselects(draft, attachment, &state)
    {
      return .draft(attached)
    }
    var rest = attachment
    rest.inner = finished(node(attachment.inner, &state), &state)
    return .rel(residual(.attach(finished(input, &state), rest)))
  }

  /// A sub-select costs one search per outer row and aggregate; a group-join reads all inner rows once. The weights
  /// are microseconds, measured on a store of a million accounts.
  private func prefersSubselects(_ draft: SelectDraft, _ attachment: Attachment) -> Bool {
    guard let table = attachment.inner.scannedTable, let inner = statistics?.rows(of: table) else { return true }
    if attachment.keys.isEmpty { return true }
    let outerRows = Double(statistics?.rows(of: draft.table.name) ?? 1_000)
    let perOuter = Double(inner) / max(outerRows, 1)
    let search = attachment.aggregates.reduce(0.0) { cost, aggregate in
      switch aggregate.function {
      case .any, .every: cost + 2.2
      default: cost + 2 + 0.2 * perOuter
      }
    }
    return draft.estimatedRows * search < Double(inner) * 0.25 + draft.estimatedRows * 0.1
  }

  /// Whether related rows exist, for many outer rows and few inner ones: membership of their keys, read once.
  private func existence(_ draft: SelectDraft, _ attachment: Attachment, _ state: inout LoweringState) -> SelectDraft? {
    guard !draft.isAggregate, draft.limit == nil, attachment.keys.count == 1, attachment.aggregates.count == 1,
      let aggregate = attachment.aggregates.first, aggregate.function == .any, !prefersSubselects(draft, attachment),
      aggregate.argument == .literal(.bool(true), .bool), aggregate.filter == nil,
      case .draft(var inner) = node(attachment.inner, &state), inner.limit == nil, !inner.isAggregate,
      inner.estimatedRows <= 500_000, let key = inner.columns[attachment.keys[0].inner], key.encoding == .plain,
      let outer = translator(draft, &state).value(attachment.keys[0].outer)
    else { return nil }
    inner.conditions.append(key.sql + " IS NOT NULL")
    var tested = draft
    let rows = "SELECT " + key.sql + inner.body(dialect)
    tested.add(
      aggregate.id,
      SelectDraft.Column(sql: "(" + outer + " IN (" + rows + "))", type: .bool, encoding: .plain, isNotNull: false))
    return tested
  }

  private func subselects(_ outer: SelectDraft, _ attachment: Attachment, _ state: inout LoweringState) -> SelectDraft? {
    guard case .draft(let inner) = node(attachment.inner, &state), inner.limit == nil, !inner.isAggregate else { return nil }
    var correlation: [SQL] = []
    for key in attachment.keys {
      guard let left = inner.columns[key.inner], left.encoding == .plain,
        let right = translator(outer, &state).value(key.outer)
      else { return nil }
      correlation.append(left.sql + " = " + right)
    }
    var result = outer
    for aggregate in attachment.aggregates {
      guard let column = subselect(aggregate, inner, correlation, &state) else { return nil }
      result.add(aggregate.id, column)
    }
    return result
  }

  private func subselect(_ aggregate: Aggregate, _ inner: SelectDraft, _ correlation: [SQL], _ state: inout LoweringState)
    -> SelectDraft.Column?
  {
    guard !aggregate.distinct else { return nil }
    var statement = inner
    statement.conditions = correlation + inner.conditions
    statement.orderKeys = []
    let translator = translator(inner, &state)
    if let filter = aggregate.filter {
      guard let sql = translator.condition(filter) else { return nil }
      statement.conditions.append(sql)
    }
    if aggregate.function == .any || aggregate.function == .every {
      let isEvery = aggregate.function == .every
      guard let argument = aggregate.argument, let condition = translator.condition(argument, negated: isEvery) else { return nil }
      if argument != .literal(.bool(true), .bool) { statement.conditions.append(condition) }
      let sql = (isEvery ? "NOT EXISTS(SELECT 1" : "EXISTS(SELECT 1") + statement.body(dialect) + ")"
      return SelectDraft.Column(sql: sql, type: .bool, encoding: .plain, isNotNull: true)
    }
    guard let (value, isNotNull) = aggregated(aggregate, translator) else { return nil }
    return SelectDraft.Column(
      sql: "(SELECT " + value + statement.body(dialect) + ")", type: aggregate.type,
      encoding: aggregate.type.isDecimal ? .scaled : .plain, isNotNull: isNotNull, isSubselectValue: true)
  }

  /// The SQL of an aggregate that SQL computes exactly.
  private func aggregated(_ aggregate: Aggregate, _ translator: SQLTranslator) -> (sql: SQL, isNotNull: Bool)? {
    switch aggregate.function {
    case .count:
      guard let argument = aggregate.argument else { return (SQL("count(*)"), true) }
      return translator.value(argument).map { ("count(" + $0 + ")", true) }
    case .sum:
      guard let argument = aggregate.argument, aggregate.type == .integer || aggregate.type.isDecimal,
        let sql = translator.value(argument)
      else { return nil }
      return ("coalesce(sum(" + sql + "), 0)", true)
    case .min, .max:
      guard let argument = aggregate.argument, argument.type.isPlainInSQL, let sql = translator.value(argument) else { return nil }
      return ((aggregate.function == .min ? "min(" : "max(") + sql + ")", false)
    default: return nil
    }
  }

  // MARK: - Over all rows

  /// An aggregate without keys runs in SQL where SQL computes it exactly; groups are hashed in the engine.
  func aggregate(_ input: Node, _ keys: [Computed], _ aggregates: [Aggregate], _ state: inout LoweringState) -> Node {
    if keys.isEmpty, !aggregates.isEmpty, case .draft(let draft) = input, pushesDown, draft.limit == nil, !draft.isAggregate,
      let whole = whole(draft, aggregates, &state)
    {
      return .draft(whole)
    }
    return .rel(residual(.aggregate(finished(input, &state), keys: keys, aggregates: aggregates)))
  }

  private func whole(_ draft: SelectDraft, _ aggregates: [Aggregate], _ state: inout LoweringState) -> SelectDraft? {
    var columns: [(ColumnID, SelectDraft.Column)] = []
    let translator = translator(draft, &state)
    for aggregate in aggregates {
      guard !aggregate.distinct, let (value, isNotNull) = aggregated(aggregate, translator) else { return nil }
      var sql = value
      if let filter = aggregate.filter {
        guard let condition = translator.condition(filter), aggregate.function == .count else { return nil }
        sql = value + " FILTER (WHERE " + condition + ")"
      }
      columns.append(
        (
          aggregate.id,
          SelectDraft.Column(
            sql: sql, type: aggregate.type, encoding: aggregate.type.isDecimal ? .scaled : .plain, isNotNull: isNotNull)
        ))
    }
    var whole = draft
    whole.replaceColumns(columns)
    whole.isAggregate = true
    whole.isSorted = true
    whole.orderKeys = []
    return whole
  }
}

extension Rel {
  /// The table at the bottom of a chain of operators over one scan.
  var scannedTable: String? {
    switch self {
    case .scan(let scan): scan.entity.table
    case .filter(let input, _), .extend(let input, _), .attach(let input, _), .sort(let input, _),
      .slice(let input, _, _), .top(let input, _, _, _):
      input.scannedTable
    default: nil
    }
  }
}
