import RapportCatalog
import RapportValues

/// What one pass of lowering keeps: the aliases handed out and the statements begun.
struct LoweringState {
  var aliases = 0
  var drafts: [SelectDraft] = []
  /// Whether rows are searched by a key of another row, so that few are read at a time.
  var isCorrelated = false
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

  /// Rows up to which reading each again by its number is cheap.
  private static let fewRows = 10_000
  /// Rows from which sorting whole ones costs more than reading the first ones again.
  private static let manyRows = 20_000.0

  /// Bytes from which the text of a column is not written twice.
  private static let longText = 400

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
    case .slice(.sort(.filter(.attach(let input, let attachment), let condition), let keys), 0, let take?):
      return late(input, attachment, condition, take, keys, &state)
        ?? top(filter(input, attachment, condition, &state), skip: 0, take: take, keys, &state)
    case .top(.filter(.attach(let input, let attachment), let condition), let take, let keys, let per) where per.isEmpty:
      return late(input, attachment, condition, take, keys, &state)
        ?? top(filter(input, attachment, condition, &state), skip: 0, take: take, keys, &state)
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
    // What the table itself holds first: how many rows that leaves decides how the rest is tested.
    let parts = condition.conjuncts
    let isOwn = { (part: Expr) in part.columnsUsed.allSatisfy { draft.columns[$0]?.path?.isEmpty != false } }
    let (own, foreign) = (parts.filter(isOwn), parts.filter { !isOwn($0) })
    let rest = push(own, to: &draft, &state) + push(foreign, to: &draft, &state)
    if rest.isEmpty { return .draft(draft) }
    return .rel(.filter(placeholder(draft, &state), residual(.all(rest))))
  }

  /// Adds the conditions that SQL can test; gives the others back.
  private func push(_ conditions: [Expr], to draft: inout SelectDraft, _ state: inout LoweringState) -> [Expr] {
    var pushed: [SelectDraft.Condition] = []
    var rest: [Expr] = []
    var room = SQLRoom(in: draft, dialect.limits)
    for condition in conditions {
      // A value that a sub-select computes would be computed again for its column: the engine compares the column.
      let isCheap = condition.columnsUsed.allSatisfy { draft.columns[$0]?.isSubselectValue != true }
      if isCheap, let sql = translator(draft, &state).condition(condition), room.takes(sql) {
        pushed.append(SelectDraft.Condition(sql: sql, meaning: condition))
      } else {
        rest.append(condition)
      }
    }
    let share = Selectivity(draft: draft, statistics: statistics).share(of: pushed.compactMap(\.meaning))
    draft.require(collectKeys(for: pushed, draft, &state))
    draft.estimatedRows *= share
    return rest
  }

  private func extend(_ input: Node, _ added: [Computed], _ state: inout LoweringState) -> Node {
    guard case .draft(var draft) = input, pushesDown, !draft.isAggregate else {
      return .rel(residual(.extend(finished(input, &state), added)))
    }
    var room = SQLRoom(in: draft, dialect.limits)
    for (position, computed) in added.enumerated() {
      let type = computed.value.type
      guard type.isPlainInSQL, type != .day, !repeatsWork(computed.value, draft), let sql = translator(draft, &state).value(computed.value),
        room.takes(column: sql)
      else {
        return .rel(residual(.extend(placeholder(draft, &state), Array(added[position...]))))
      }
      draft.add(
        computed.id,
        SelectDraft.Column(
          sql: sql, type: type, encoding: type.isDecimal ? .scaled : .plain, isNotNull: false,
          computes: computed.value))
    }
    return .draft(draft)
  }

  /// Whether SQL would compute something dear again for each of several places that read it: SQL has no name for the
  /// value of a column.
  private func repeatsWork(_ value: Expr, _ draft: SelectDraft) -> Bool {
    var (seen, repeats) = (Set<ColumnID>(), false)
    value.walk {
      guard case .column(let id, _) = $0, let column = draft.columns[id] else { return }
      let isDear = column.isSubselectValue || (column.computes != nil && column.sql.text.utf8.count > Self.longText)
      if isDear, !seen.insert(id).inserted { repeats = true }
    }
    return repeats
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
      guard let take else { return .draft(draft) }
      let isFew = take <= Self.fewRows && draft.estimatedRows > max(5 * Double(take), Self.manyRows)
      draft.estimatedRows = min(draft.estimatedRows, Double(take))
      return .draft(isFew && draft.source == nil && !isKeyOrder(keys, draft) ? nested(draft) : draft)
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
    guard pushesDown, count <= Self.fewRows, !ordering.aggregates.isEmpty, !others.aggregates.isEmpty else { return nil }
    guard case .draft(var draft) = attach(node(input, &state), ordering.withSharedFilter, &state), !draft.isSorted,
      draft.limit == nil, !draft.isAggregate
    else { return nil }
    if isBetterDivided(draft, keys) {
      return attach(.rel(.top(placeholder(draft, &state), count: count, keys: keys, per: [])), others.withSharedFilter, of: draft.table, &state)
    }
    guard let order = orderKeys(keys, draft) else { return nil }
    draft.orderKeys = order
    draft.isSorted = true
    draft.limit = dialect.limit(count, offset: 0)
    draft.estimatedRows = min(draft.estimatedRows, Double(count))
    return attach(.draft(draft), others.withSharedFilter, &state)
  }

  /// The first rows that have certain related rows: all are ordered first, and related rows are looked for from the
  /// top until enough are found.
  private func late(
    _ input: Rel, _ attachment: Attachment, _ condition: Expr, _ take: Int, _ keys: [SortKey],
    _ state: inout LoweringState
  ) -> Node? {
    guard pushesDown, dialect.keepsOrderOfSubselects, case .draft(var draft) = node(input, &state), !draft.isSorted,
      draft.limit == nil, !draft.isAggregate, draft.estimatedRows >= 20 * Double(take),
      let order = orderKeys(keys, draft)
    else { return nil }
    draft.orderKeys = order
    draft.isSorted = true
    draft.limit = dialect.limit(nil, offset: 0)
    var ordered = nested(draft)
    ordered.orderKeys = []
    guard let attached = subselects(ordered, attachment, &state),
      case .draft(var tested) = filter(.draft(attached), condition, &state)
    else { return nil }
    tested.limit = dialect.limit(take, offset: 0)
    tested.estimatedRows = Double(take)
    return .draft(tested)
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
      case .day, .dateTime: if statistics?.storesPlainDays != true { return nil }
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
    var trimmed = draft
    trimmed.removeUnusedJoins(giving: ids)
    let statement = trimmed.statement(ids, dialect)
    let columns = ids.compactMap { id -> SourceQuery.SourceColumn? in
      guard let column = draft.columns[id] else { return nil }
      return SourceQuery.SourceColumn(
        id: id, type: column.type, encoding: column.encoding, isNotNull: column.isNotNull,
        computes: column.computes)
    }
    return .source(
      SourceQuery(
        sql: statement.text, bindings: statement.bindings, columns: columns, entity: draft.table.entity,
        estimatedRows: draft.isAggregate ? 1 : Int(exactly: draft.estimatedRows.rounded(.up)),
        partition: partition(draft, ids), keyed: keyed(trimmed, ids)))
  }

  /// The statement for the rows of some keys, where an index finds them.
  private func keyed(_ draft: SelectDraft, _ ids: [ColumnID]) -> SourceQuery.Keyed? {
    guard let (id, mostKeys) = draft.search, ids.contains(id), let key = draft.columns[id], let stored = key.stored,
      key.path?.isEmpty == true, key.encoding == .plain, draft.limit == nil, !draft.isAggregate, draft.source == nil,
      key.type == .integer || (statistics?.storesPlainDays == true && key.type.isTextual),
      let indexes = statistics?.indexes(of: draft.table.name),
      indexes.contains(where: { !$0.isPartial && $0.columns.first == stored.name })
        || draft.table.keyColumns == [stored.name]
    else { return nil }
    var listed = draft
    listed.require(key.sql + " IN (")
    return SourceQuery.Keyed(key: id, mostKeys: mostKeys, before: listed.statement(ids, dialect), after: SQL(")"))
  }
}
