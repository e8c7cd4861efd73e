import RapportCatalog
package import RapportValues

/// What the planner may ask about a store to choose between ways of running the same plan.
package protocol StoreStatistics {
  /// Rows of a table, if cheaply known.
  func rows(of table: String) -> Int?
  /// Whether dates are stored as days only, as in our own store; other people's columns may hold times behind them.
  var storesPlainDays: Bool { get }
  /// The first and last day of a date column, if an index gives them at once.
  func days(of column: String, in table: String) -> (first: Day, last: Day)?
  /// Whether rows can be read by ranges of a hidden row number.
  func hasRowNumbers(_ table: String) -> Bool
}

/// What one pass of lowering keeps: the aliases handed out and the statements begun.
struct LoweringState {
  var aliases = 0
  var drafts: [SelectDraft] = []
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

  /// The plan with statements for what the store can do, giving at least these columns (all, if nil).
  package func lower(_ rel: Rel, keeping ids: Set<ColumnID>? = nil) -> Rel {
    var state = LoweringState()
    let lowered = finished(node(rel, &state), &state)
    let drafts = state.drafts
    // Only now is it known what is read of each statement.
    var pruning = Pruning()
    pruning.finish = { query, required in
      guard query.sql.isEmpty, case .integer(let number)? = query.bindings.first, drafts.indices.contains(Int(number))
      else { return nil }
      return source(drafts[Int(number)], giving: drafts[Int(number)].order.filter(required.contains))
    }
    return pruning.prune(lowered, keeping: ids ?? Set(rel.columns.map(\.id)))
  }

  /// Stands for a draft until it is known which of its columns are read.
  func placeholder(_ draft: SelectDraft, _ state: inout LoweringState) -> Rel {
    state.drafts.append(draft)
    let columns = draft.order.compactMap { id in
      draft.columns[id].map { SourceQuery.SourceColumn(id: id, type: $0.type, encoding: $0.encoding) }
    }
    return .source(
      SourceQuery(
        sql: "", bindings: [.integer(Int64(state.drafts.count - 1))], columns: columns, entity: draft.table.entity))
  }

  /// A plan partly turned into SQL.
  enum Node {
    case draft(SelectDraft)
    case rel(Rel)
  }

  // MARK: - Operators

  func node(_ rel: Rel, _ state: inout LoweringState) -> Node {
    switch rel {
    case .scan(let scan): return .draft(draft(scan, &state))
    case .filter(.attach(let input, let attachment), let condition):
      return filter(input, attachment, condition, &state)
    case .filter(let input, let condition): return filter(node(input, &state), condition, &state)
    case .extend(let input, let added): return extend(node(input, &state), added, &state)
    case .attach(let input, let attachment): return attach(node(input, &state), attachment, &state)
    case .sort(let input, let keys): return sort(node(input, &state), keys, &state)
    case .top(.attach(let input, let attachment), let count, let keys, let per) where per.isEmpty:
      return top(input, attachment, count, keys, &state) ?? top(node(.attach(input, attachment), &state), skip: 0, take: count, keys, &state)
    case .slice(.sort(.attach(let input, let attachment), let keys), 0, let take?):
      return top(input, attachment, take, keys, &state)
        ?? top(node(.attach(input, attachment), &state), skip: 0, take: take, keys, &state)
    case .slice(.sort(let input, let keys), let skip, let take):
      return top(node(input, &state), skip: skip, take: take, keys, &state)
    case .slice(let input, let skip, let take): return slice(node(input, &state), skip: skip, take: take, &state)
    case .top(let input, let count, let keys, let per) where per.isEmpty:
      return top(node(input, &state), skip: 0, take: count, keys, &state)
    case .aggregate(let input, let keys, let aggregates):
      return aggregate(node(input, &state), keys, aggregates, &state)
    case .project(let input, let columns): return .rel(.project(finished(node(input, &state), &state), columns))
    default: return .rel(residual(rel.mapInputs { finished(node($0, &state), &state) }))
    }
  }

  /// An operator for the engine, the relations inside its expressions lowered too.
  func residual(_ rel: Rel) -> Rel { rel.mapExpressions(residual) }

  private func residual(_ expr: Expr) -> Expr {
    expr.holdsRelation ? expr.replacingRelations { lower($0, keeping: $1) } : expr
  }

  func filter(_ input: Node, _ condition: Expr, _ state: inout LoweringState) -> Node {
    guard case .draft(var draft) = input, pushesDown, draft.limit == nil, !draft.isAggregate else {
      return .rel(.filter(finished(input, &state), residual(condition)))
    }
    var (pushed, rest): ([Expr], [Expr]) = ([], [])
    for part in Lifting().conjuncts(condition) {
      // A value that a sub-select computes would be computed again for its column: the engine compares the column.
      let isCheap = part.columnsUsed.allSatisfy { draft.columns[$0]?.isSubselectValue != true }
      if isCheap, let sql = translator(draft, &state).condition(part) {
        draft.conditions.append(sql)
        pushed.append(part)
      } else {
        rest.append(part)
      }
    }
    draft.estimatedRows *= Selectivity(draft: draft, statistics: statistics).share(of: pushed)
    if rest.isEmpty { return .draft(draft) }
    return .rel(.filter(placeholder(draft, &state), residual(.all(rest))))
  }

  private func extend(_ input: Node, _ added: [Computed], _ state: inout LoweringState) -> Node {
    guard case .draft(var draft) = input, pushesDown, !draft.isAggregate else {
      return .rel(residual(.extend(finished(input, &state), added)))
    }
    for (position, computed) in added.enumerated() {
      let type = computed.value.type
      guard type.isPlainInSQL, type != .day, let sql = translator(draft, &state).value(computed.value) else {
        return .rel(residual(.extend(placeholder(draft, &state), Array(added[position...]))))
      }
      draft.add(
        computed.id,
        SelectDraft.Column(sql: sql, type: type, encoding: type.isDecimal ? .scaled : .plain, isNotNull: false))
    }
    return .draft(draft)
  }

  private func sort(_ input: Node, _ keys: [SortKey], _ state: inout LoweringState) -> Node {
    // A full sort is faster in the engine; only an order the table has anyway is left to SQL.
    guard case .draft(var draft) = input, pushesDown, !draft.isSorted, draft.limit == nil, isKeyOrder(keys, draft),
      let order = orderKeys(keys, draft)
    else {
      return .rel(residual(.sort(finished(input, &state), keys)))
    }
    draft.orderKeys = order
    draft.isSorted = true
    return .draft(draft)
  }

  private func top(_ input: Node, skip: Int, take: Int?, _ keys: [SortKey], _ state: inout LoweringState) -> Node {
    if case .draft(var draft) = input, pushesDown, !draft.isSorted, draft.limit == nil, !draft.isAggregate,
      !isBetterDivided(draft, keys), let order = orderKeys(keys, draft)
    {
      draft.orderKeys = order
      draft.isSorted = true
      draft.limit = dialect.limit(take, offset: skip)
      if let take { draft.estimatedRows = min(draft.estimatedRows, Double(take)) }
      return .draft(draft)
    }
    guard let take, let (end, _) = Optional(skip.addingReportingOverflow(take)).flatMap({ $0.overflow ? nil : $0 }) else {
      return .rel(.slice(residual(.sort(finished(input, &state), keys)), skip: skip, take: take))
    }
    let top = residual(Rel.top(finished(input, &state), count: end, keys: keys, per: []))
    return .rel(skip == 0 ? top : .slice(top, skip: skip, take: nil))
  }

  /// The first rows by some aggregates, others shown beside them: those are computed for the first rows only.
  private func top(_ input: Rel, _ attachment: Attachment, _ count: Int, _ keys: [SortKey], _ state: inout LoweringState)
    -> Node?
  {
    let used = keys.reduce(into: Set<ColumnID>()) { $0.formUnion($1.value.columnsUsed) }
    var (ordering, others) = (attachment, attachment)
    ordering.aggregates.removeAll { !used.contains($0.id) }
    others.aggregates.removeAll { used.contains($0.id) }
    guard pushesDown, count <= 10_000, !ordering.aggregates.isEmpty, !others.aggregates.isEmpty else { return nil }
    guard case .draft(var draft) = attach(node(input, &state), ordering.withSharedFilter, &state), !draft.isSorted,
      draft.limit == nil, !draft.isAggregate, let order = orderKeys(keys, draft)
    else { return nil }
    draft.orderKeys = order
    draft.isSorted = true
    draft.limit = dialect.limit(count, offset: 0)
    draft.estimatedRows = min(draft.estimatedRows, Double(count))
    return attach(.draft(draft), others.withSharedFilter, &state)
  }

  private func slice(_ input: Node, skip: Int, take: Int?, _ state: inout LoweringState) -> Node {
    guard case .draft(var draft) = input, pushesDown, draft.limit == nil, !draft.isAggregate else {
      return .rel(.slice(finished(input, &state), skip: skip, take: take))
    }
    draft.limit = dialect.limit(take, offset: skip)
    return .draft(draft)
  }

  // MARK: - Order

  /// Over many rows with sub-selects, the engine reads them on several threads and keeps the first few itself.
  private func isBetterDivided(_ draft: SelectDraft, _ keys: [SortKey]) -> Bool {
    guard draft.estimatedRows >= 50_000, statistics?.hasRowNumbers(draft.table.name) ?? false else { return false }
    return keys.contains { key in
      if case .column(let id, _) = key.value { return draft.columns[id]?.isSubselectValue ?? false }
      return false
    }
  }

  func orderKeys(_ keys: [SortKey], _ draft: SelectDraft) -> [SelectDraft.OrderKey]? {
    var order: [SelectDraft.OrderKey] = []
    for key in keys {
      guard case .column(let id, let type) = key.value, let column = draft.columns[id] else { return nil }
      switch type {
      case .enumeration, .list: return nil
      // Two times of one day are one day: only plain days are ordered by their text.
      case .day, .dateTime: if statistics?.storesPlainDays != true, column.stored != nil { return nil }
      // Codes are ordered as text, but a column may hold them as numbers.
      case .code: if let stored = column.stored, !stored.isText { return nil }
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

  func translator(_ draft: SelectDraft, _ state: inout LoweringState) -> SQLTranslator {
    state.aliases += 100
    let start = state.aliases
    return SQLTranslator(columns: draft.columns, dialect: dialect) { rel, ids in
      var inner = LoweringState(aliases: start)
      guard case .draft(let draft) = node(rel, &inner), !draft.isAggregate, ids.allSatisfy({ draft.columns[$0] != nil })
      else { return nil }
      return draft.statement(ids, dialect)
    }
  }

  func finished(_ node: Node, _ state: inout LoweringState) -> Rel {
    switch node {
    case .draft(let draft): placeholder(draft, &state)
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

  /// Whether reading the whole table, divided, is likely to beat searching an index.
  private func readsLargePart(_ draft: SelectDraft) -> Bool {
    guard let rows = statistics?.rows(of: draft.table.name) else { return false }
    let isCostly = draft.columns.values.contains(where: \.isSubselectValue)
    return draft.conditions.isEmpty || draft.estimatedRows >= Double(rows) * (isCostly ? 0.12 : 0.25)
  }

  /// The statement limited to a range of rows, where ranges can be read side by side.
  private func partition(_ draft: SelectDraft, _ ids: [ColumnID]) -> SourceQuery.Partition? {
    guard pushesDown, !draft.isSorted, draft.limit == nil, !draft.isAggregate,
      statistics?.hasRowNumbers(draft.table.name) ?? false, readsLargePart(draft),
      let range = dialect.rowRange(of: draft.alias)
    else { return nil }
    var ranged = draft
    ranged.conditions.append(SQL(range))
    // Every range would search an index of another column anew.
    ranged.ignoresIndexes = true
    return SourceQuery.Partition(table: draft.table.name, sql: ranged.statement(ids, dialect).text)
  }
}
