import RapportCatalog
import RapportValues

/// What the planner may ask about a store to choose between ways of running the same plan.
package protocol StoreStatistics {
  /// Rows of a table, if cheaply known.
  func rows(of table: String) -> Int?
  /// Whether rows can be read by ranges of a hidden row number.
  func hasRowNumbers(_ table: String) -> Bool
}

/// Turns scans, and the operators above them that SQL computes as Rapport defines them, into statements.
///
/// What remains of the plan runs in the engine over those statements' rows. With `pushesDown` off only the scans
/// become statements: the same answers, computed the other way.
package struct Lowering {
  let dialect: any SQLDialect
  let statistics: (any StoreStatistics)?
  let pushesDown: Bool

  package init(dialect: any SQLDialect, statistics: (any StoreStatistics)?, pushesDown: Bool) {
    self.dialect = dialect
    self.statistics = statistics
    self.pushesDown = pushesDown
  }

  package func lower(_ rel: Rel) -> Rel {
    var aliases = 0
    return finished(node(rel, &aliases))
  }

  /// A plan partly turned into SQL.
  enum Node {
    case draft(SelectDraft)
    case rel(Rel)
  }

  // MARK: - Operators

  func node(_ rel: Rel, _ aliases: inout Int) -> Node {
    switch rel {
    case .scan(let scan): return .draft(draft(scan, &aliases))
    case .filter(let input, let condition): return filter(node(input, &aliases), condition, &aliases)
    case .extend(let input, let added): return extend(node(input, &aliases), added, &aliases)
    case .attach(let input, let attachment): return attach(node(input, &aliases), attachment, &aliases)
    case .sort(let input, let keys): return sort(node(input, &aliases), keys, &aliases)
    case .slice(.sort(let input, let keys), let skip, let take):
      return top(node(input, &aliases), skip: skip, take: take, keys, &aliases)
    case .slice(let input, let skip, let take): return slice(node(input, &aliases), skip: skip, take: take)
    case .top(let input, let count, let keys, let per) where per.isEmpty:
      return top(node(input, &aliases), skip: 0, take: count, keys, &aliases)
    case .aggregate(let input, let keys, let aggregates):
      return aggregate(node(input, &aliases), keys, aggregates, &aliases)
    case .project(let input, let columns): return project(node(input, &aliases), columns)
    default: return .rel(residual(rel.mapInputs { finished(node($0, &aliases)) }))
    }
  }

  /// An operator for the engine, the relations inside its expressions lowered too.
  private func residual(_ rel: Rel) -> Rel { rel.mapExpressions { $0.mapRelations(lower) } }

  private func residual(_ expr: Expr) -> Expr { expr.mapRelations(lower) }

  private func filter(_ input: Node, _ condition: Expr, _ aliases: inout Int) -> Node {
    guard case .draft(var draft) = input, pushesDown, draft.limit == nil, !draft.isAggregate else {
      return .rel(.filter(finished(input), residual(condition)))
    }
    var rest: [Expr] = []
    for part in Lifting().conjuncts(condition) {
      if let sql = translator(draft, &aliases).condition(part) {
        draft.conditions.append(sql)
        draft.estimatedRows *= Selectivity.estimate(part, rows: draft.estimatedRows)
      } else {
        rest.append(part)
      }
    }
    if rest.isEmpty { return .draft(draft) }
    return .rel(.filter(source(draft), residual(.all(rest))))
  }

  private func extend(_ input: Node, _ added: [Computed], _ aliases: inout Int) -> Node {
    guard case .draft(var draft) = input, pushesDown, !draft.isAggregate else {
      return .rel(residual(.extend(finished(input), added)))
    }
    for (position, computed) in added.enumerated() {
      let type = computed.value.type
      guard type.isPlainInSQL, type != .day, let sql = translator(draft, &aliases).value(computed.value) else {
        return .rel(residual(.extend(source(draft), Array(added[position...]))))
      }
      draft.add(
        computed.id,
        SelectDraft.Column(sql: sql, type: type, encoding: type.isDecimal ? .scaled : .plain, isNotNull: false))
    }
    return .draft(draft)
  }

  private func sort(_ input: Node, _ keys: [SortKey], _ aliases: inout Int) -> Node {
    // A full sort is faster in the engine; only an order the table has anyway is left to SQL.
    guard case .draft(var draft) = input, pushesDown, !draft.isSorted, draft.limit == nil, isKeyOrder(keys, draft),
      let order = orderKeys(keys, draft)
    else {
      return .rel(residual(.sort(finished(input), keys)))
    }
    draft.orderKeys = order
    draft.isSorted = true
    return .draft(draft)
  }

  private func top(_ input: Node, skip: Int, take: Int?, _ keys: [SortKey], _ aliases: inout Int) -> Node {
    if case .draft(var draft) = input, pushesDown, !draft.isSorted, draft.limit == nil, !draft.isAggregate,
      let order = orderKeys(keys, draft)
    {
      draft.orderKeys = order
      draft.isSorted = true
      draft.limit = dialect.limit(take, offset: skip)
      if let take { draft.estimatedRows = min(draft.estimatedRows, Double(take)) }
      return .draft(draft)
    }
    guard let take, let (end, _) = Optional(skip.addingReportingOverflow(take)).flatMap({ $0.overflow ? nil : $0 }) else {
      return .rel(.slice(residual(.sort(finished(input), keys)), skip: skip, take: take))
    }
    let top = residual(Rel.top(finished(input), count: end, keys: keys, per: []))
    return .rel(skip == 0 ? top : .slice(top, skip: skip, take: nil))
  }

  private func slice(_ input: Node, skip: Int, take: Int?) -> Node {
    guard case .draft(var draft) = input, pushesDown, draft.limit == nil, !draft.isAggregate else {
      return .rel(.slice(finished(input), skip: skip, take: take))
    }
    draft.limit = dialect.limit(take, offset: skip)
    return .draft(draft)
  }

  private func project(_ input: Node, _ columns: [OutputColumn]) -> Node {
    switch input {
    case .draft(let draft): .rel(.project(source(draft, giving: columns.map(\.id)), columns))
    case .rel(let rel): .rel(.project(rel, columns))
    }
  }

  // MARK: - Order

  private func orderKeys(_ keys: [SortKey], _ draft: SelectDraft) -> [SelectDraft.OrderKey]? {
    var order: [SelectDraft.OrderKey] = []
    for key in keys {
      guard case .column(let id, let type) = key.value, let column = draft.columns[id] else { return nil }
      switch type {
      case .enumeration, .list: return nil
      default: break
      }
      guard column.encoding == .plain || column.encoding == .scaled else { return nil }
      order.append(SelectDraft.OrderKey(column: id, descending: key.descending))
    }
    return order
  }

  /// Whether the keys are the table's own key, ascending.
  private func isKeyOrder(_ keys: [SortKey], _ draft: SelectDraft) -> Bool {
    let own = draft.table.keyColumns.map { "\(draft.alias).\(dialect.quote($0))" }
    let asked = keys.map { key -> String? in
      guard !key.descending, case .column(let id, _) = key.value else { return nil }
      return draft.columns[id]?.sql.text
    }
    return asked == own
  }

  // MARK: - Results

  func translator(_ draft: SelectDraft, _ aliases: inout Int) -> SQLTranslator {
    let start = aliases + 100
    aliases += 100
    return SQLTranslator(columns: draft.columns, dialect: dialect) { rel, ids in
      var inner = start
      guard case .draft(let draft) = node(rel, &inner), !draft.isAggregate, ids.allSatisfy({ draft.columns[$0] != nil })
      else { return nil }
      return draft.statement(ids, dialect)
    }
  }

  func finished(_ node: Node) -> Rel {
    switch node {
    case .draft(let draft): source(draft)
    case .rel(let rel): rel
    }
  }

  /// The statement of a draft as a leaf of the plan, joins that are faster by hashing put on top of it.
  func source(_ draft: SelectDraft, giving ids: [ColumnID]? = nil) -> Rel {
    var ids = (ids ?? draft.order).filter { draft.columns[$0] != nil }
    var seen: Set<ColumnID> = []
    ids.removeAll { !seen.insert($0).inserted }
    if let looked = lookups(draft, ids) { return looked }
    let statement = draft.statement(ids, dialect)
    let columns = ids.compactMap { id -> SourceQuery.SourceColumn? in
      guard let column = draft.columns[id] else { return nil }
      return SourceQuery.SourceColumn(
        id: id, type: column.type, encoding: column.encoding, isNotNull: column.isNotNull)
    }
    return .source(
      SourceQuery(
        sql: statement.text, bindings: statement.bindings, columns: columns, entity: draft.table.entity,
        partition: partition(draft, ids)))
  }

  /// The statement limited to a range of rows, where ranges can be read side by side.
  private func partition(_ draft: SelectDraft, _ ids: [ColumnID]) -> SourceQuery.Partition? {
    guard pushesDown, !draft.isSorted, draft.limit == nil, !draft.isAggregate,
      statistics?.hasRowNumbers(draft.table.name) ?? false, let range = dialect.rowRange(of: draft.alias)
    else { return nil }
    var ranged = draft
    ranged.conditions.append(SQL(range))
    return SourceQuery.Partition(table: draft.table.name, sql: ranged.statement(ids, dialect).text)
  }
}
