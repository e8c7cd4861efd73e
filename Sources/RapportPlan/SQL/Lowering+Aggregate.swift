import RapportCatalog
import RapportValues

extension Lowering {
  // MARK: - Over related rows

  /// Related aggregates become correlated sub-selects where few outer rows are expected, else a group-join.
  ///
  /// `table` tells whose rows they are attached to, where the input is not a statement any more.
  func attach(_ input: Node, _ attachment: Attachment, of table: DraftTable? = nil, _ state: inout LoweringState) -> Node {
    if case .draft(let draft) = input, pushesDown, let tested = existence(draft, attachment, &state) {
      return .draft(tested)
    }
    if case .draft(let draft) = input, pushesDown, !draft.isAggregate, prefersSubselects(draft, attachment),
      let attached = subselects(draft.limit == nil ? draft : nested(draft), attachment, &state)
    {
      return .draft(attached)
    }
    var rest = attachment
    // One pass for aggregates of different conditions: rows that meet none of them are not read.
    let conditions = attachment.aggregates.map(\.filter)
    if pushesDown, let wanted = Expr.covering(conditions) { rest.inner = .filter(rest.inner, wanted) }
    var inner = node(rest.inner, &state)
    if case .draft(var draft) = inner, attachment.keys.count == 1, let all = keyCount(input, table) {
      draft.search = (attachment.keys[0].inner, min(all / Self.searchedShare, SourceQuery.mostKeys))
      inner = .draft(draft)
    }
    rest.inner = finished(inner, &state)
    return .rel(residual(.attach(finished(input, &state), rest)))
  }

  /// Of this many keys one is searched at most: searching costs more per row than reading all rows.
  private static let searchedShare = 20

  /// The keys there are for related rows to have: as many as rows they belong to.
  private func keyCount(_ input: Node, _ table: DraftTable?) -> Int? {
    var table = table
    if case .draft(let draft) = input { table = draft.table }
    return table.flatMap { statistics?.rows(of: $0.name) }
  }

  /// A statement over a limited one's rows.
  func nested(_ draft: SelectDraft) -> SelectDraft {
    draft.nested(dialect, byRowNumber: draft.source == nil && statistics?.hasRowNumbers(draft.table.name) == true)
  }

  /// An attachment below a filter: what the filter tests comes first if SQL can find it, so that the rest is computed
  /// only for the rows that pass.
  func filter(_ input: Rel, _ attachment: Attachment, _ condition: Expr, _ state: inout LoweringState) -> Node {
    let below = node(input, &state)
    let used = condition.columnsUsed
    var (tested, others) = (attachment, attachment)
    tested.aggregates.removeAll { !used.contains($0.id) }
    others.aggregates.removeAll { used.contains($0.id) }
    guard case .draft = below, pushesDown, !tested.aggregates.isEmpty, !others.aggregates.isEmpty else {
      return filter(attach(below, attachment, &state), condition, &state)
    }
    let first = attach(below, tested.withSharedFilter, &state)
    guard case .draft = first else { return filter(attach(below, attachment, &state), condition, &state) }
    return attach(filter(first, condition, &state), others.withSharedFilter, &state)
  }

  /// A sub-select costs one search per outer row and aggregate; a group-join reads all inner rows once. The weights
  /// are microseconds, measured on a store of a million accounts.
  private func prefersSubselects(_ draft: SelectDraft, _ attachment: Attachment) -> Bool {
    guard let table = attachment.inner.scannedTable, let inner = statistics?.rows(of: table) else { return true }
    if attachment.keys.isEmpty { return true }
    let outerRows = Double(statistics?.rows(of: draft.table.name) ?? 1_000)
    let perOuter = Double(inner) / max(outerRows, 1)
    let perRow = attachment.inner.readsJoins ? 1.5 : 0.2
    let search = attachment.aggregates.reduce(0.0) { cost, aggregate in
      switch aggregate.function {
      case .any, .every: cost + 2.2
      default: cost + 2 + perRow * perOuter
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
    inner.require(key.sql + " IS NOT NULL")
    var room = SQLRoom(in: draft, dialect.limits)
    var tested = draft
    // As a condition it stays bare: wrapped, it could not drive the search.
    let test = outer + " IN (SELECT " + key.sql + inner.body(dialect) + ")"
    guard room.takes(column: test) else { return nil }
    tested.add(
      aggregate.id,
      SelectDraft.Column(sql: "(" + test + ") IS TRUE", type: .bool, encoding: .plain, isNotNull: true, test: test))
    return tested
  }

  func subselects(_ outer: SelectDraft, _ attachment: Attachment, _ state: inout LoweringState) -> SelectDraft? {
    let wasCorrelated = state.isCorrelated
    state.isCorrelated = true
    defer { state.isCorrelated = wasCorrelated }
    guard case .draft(let inner) = node(attachment.inner, &state), inner.limit == nil, !inner.isAggregate else { return nil }
    var correlation: [SQL] = []
    for key in attachment.keys {
      guard let left = inner.columns[key.inner], left.encoding == .plain,
        let right = translator(outer, &state).value(key.outer)
      else { return nil }
      correlation.append(left.sql + " = " + right)
    }
    var result = outer
    var room = SQLRoom(in: outer, dialect.limits)
    for aggregate in attachment.aggregates {
      guard let column = subselect(aggregate, inner, correlation, &state), room.takes(column: column.sql) else {
        return nil
      }
      result.add(aggregate.id, column)
    }
    return result
  }

  private func subselect(_ aggregate: Aggregate, _ inner: SelectDraft, _ correlation: [SQL], _ state: inout LoweringState)
    -> SelectDraft.Column?
  {
    guard !aggregate.distinct else { return nil }
    var statement = inner
    statement.requireFirst(correlation)
    statement.orderKeys = []
    let translator = translator(inner, &state)
    if let filter = aggregate.filter {
      guard let sql = translator.condition(filter) else { return nil }
      statement.require(sql)
    }
    if aggregate.function == .any || aggregate.function == .every {
      let isEvery = aggregate.function == .every
      guard let argument = aggregate.argument, let condition = translator.condition(argument, negated: isEvery) else { return nil }
      if argument != .literal(.bool(true), .bool) { statement.require(condition) }
      let sql = (isEvery ? "NOT EXISTS(SELECT 1" : "EXISTS(SELECT 1") + statement.body(dialect) + ")"
      return SelectDraft.Column(sql: sql, type: .bool, encoding: .plain, isNotNull: true)
    }
    if aggregate.function == .first { return firstValue(aggregate, statement) }
    guard let (value, isNotNull) = aggregated(aggregate, translator) else { return nil }
    return SelectDraft.Column(
      sql: "(SELECT " + value + statement.body(dialect) + ")", type: aggregate.type,
      encoding: aggregate.type.isDecimal ? .scaled : .plain, isNotNull: isNotNull, isSubselectValue: true,
      computes: .column(aggregate.id, aggregate.type))
  }

  /// The first known value in an order of plain columns.
  private func firstValue(_ aggregate: Aggregate, _ statement: SelectDraft) -> SelectDraft.Column? {
    guard case .column(let id, _)? = aggregate.argument, let column = statement.columns[id], !column.type.isList else { return nil }
    var statement = statement
    statement.require(column.sql + " IS NOT NULL")
    guard !aggregate.order.isEmpty, let order = orderKeys(aggregate.order, statement) else { return nil }
    statement.orderKeys = order
    statement.limit = dialect.limit(1, offset: 0)
    return SelectDraft.Column(
      sql: "(" + statement.statement([id], dialect) + ")", type: column.type, encoding: column.encoding, isNotNull: false,
      isSubselectValue: true, computes: .column(aggregate.id, aggregate.type))
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
    var room = SQLRoom(in: draft, dialect.limits)
    for aggregate in aggregates {
      guard !aggregate.distinct, let (value, isNotNull) = aggregated(aggregate, translator) else { return nil }
      var sql = value
      if let filter = aggregate.filter {
        guard let condition = translator.condition(filter), aggregate.function == .count else { return nil }
        sql = value + " FILTER (WHERE " + condition + ")"
      }
      guard room.takes(column: sql) else { return nil }
      columns.append(
        (
          aggregate.id,
          SelectDraft.Column(
            sql: sql, type: aggregate.type, encoding: aggregate.type.isDecimal ? .scaled : .plain, isNotNull: isNotNull,
            computes: .column(aggregate.id, aggregate.type))
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

extension Attachment {
  /// With a condition that all aggregates share moved in front of the pass.
  var withSharedFilter: Attachment {
    guard let shared = aggregates.first?.filter, aggregates.allSatisfy({ $0.filter == shared }) else { return self }
    var moved = self
    moved.inner = .filter(inner, shared)
    for position in moved.aggregates.indices { moved.aggregates[position].filter = nil }
    return moved
  }
}

extension Expr {
  /// A condition that all rows meet that meet any of these, as narrow as an index can use; nil where one of them is
  /// absent, that is, always true.
  static func covering(_ conditions: [Expr?]) -> Expr? {
    var parts: [Expr] = []
    for condition in conditions {
      guard let condition else { return nil }
      if !parts.contains(condition) { parts.append(condition) }
    }
    guard let first = parts.first else { return nil }
    let shared = first.conjuncts.filter { part in parts.dropFirst().allSatisfy { $0.conjuncts.contains(part) } }
    let rest = parts.map { part in part.conjuncts.filter { !shared.contains($0) } }
    if rest.contains(where: \.isEmpty) { return .all(shared) }
    // A window around the windows of all parts is searched in one go; the parts themselves are tested behind it.
    let window = hull(parts)
    return .all(shared + (window.isEmpty ? [Expr.any(rest.map(Expr.all))] : window.filter { !shared.contains($0) }))
  }

  /// Bounds around the days that all the conditions leave one column.
  private static func hull(_ conditions: [Expr]) -> [Expr] {
    guard var windows = conditions.first?.dayWindows else { return [] }
    for condition in conditions.dropFirst() {
      let others = condition.dayWindows
      windows = windows.reduce(into: [:]) { hulls, entry in
        if let other = others[entry.key] { hulls[entry.key] = entry.value.hull(other) }
      }
    }
    guard let (id, window) = windows.min(by: { $0.key.index < $1.key.index }),
      let column = conditions[0].conjuncts.lazy.compactMap({ $0.column(id) }).first
    else { return [] }
    func bound(_ operation: Operation, _ day: Day?) -> Expr? {
      guard let day else { return nil }
      let value: Value = column.type == .day ? .day(day) : .dateTime(day.midnight)
      return .apply(operation, [column, .literal(value, column.type)], .bool)
    }
    return [bound(.greaterOrEqual, window.start), bound(.less, window.end)].compactMap(\.self)
  }

  /// The column a comparison begins with, if it is this one.
  private func column(_ id: ColumnID) -> Expr? {
    guard case .apply(_, let operands, _) = self, case .column(id, _)? = operands.first else { return nil }
    return operands.first
  }
}

extension Rel {
  /// Whether a scan at the bottom follows to-one relations.
  var readsJoins: Bool {
    switch self {
    case .scan(let scan): scan.columns.contains { !$0.path.isEmpty }
    case .filter(let input, _), .extend(let input, _), .attach(let input, _): input.readsJoins
    default: false
    }
  }

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
