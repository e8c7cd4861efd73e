import RapportCatalog
import RapportValues

extension Lowering {
  /// Rows from which reading the other table once beats searching it once per row.
  private static let lookupThreshold = 20_000.0

  /// The draft with joins that only feed result columns replaced by hashed lookups; nil if there are none.
  ///
  /// SQLite joins by searching the other table for each row; over a large part of a table, reading the other one
  /// whole and looking its columns up by key is several times faster.
  func lookups(_ draft: SelectDraft, _ ids: [ColumnID]) -> Rel? {
    guard pushesDown, draft.limit == nil, !draft.isAggregate, draft.estimatedRows >= Self.lookupThreshold, !draft.joins.isEmpty
    else { return nil }
    var reduced = draft
    var kept = ids
    var attachments: [Attachment] = []
    let driver = driver(draft, ids)
    for step in firstSteps(draft) where step != driver && isLookup(step, draft, ids) {
      guard let attachment = lookup(step, draft, &kept, &reduced) else { continue }
      attachments.append(attachment)
    }
    guard !attachments.isEmpty else { return nil }
    return attachments.reduce(source(reduced, giving: kept)) { .attach($0, $1) }
  }

  private func firstSteps(_ draft: SelectDraft) -> [ToOneStep] {
    var steps: [ToOneStep] = []
    for join in draft.joins { if let first = join.path.first, !steps.contains(first) { steps.append(first) } }
    return steps
  }

  /// Whether every use of a joined table is a plain result column, and the table is not much larger than what is read.
  private func isLookup(_ step: ToOneStep, _ draft: SelectDraft, _ ids: [ColumnID]) -> Bool {
    guard step.columns.count == 1, step.keyTypes.count == 1, let rows = statistics?.rows(of: step.table),
      Double(rows) <= draft.estimatedRows * 2
    else { return false }
    let aliases = draft.joins.filter { $0.path.first == step }.map(\.alias)
    if draft.orderKeys.contains(where: { key in draft.columns[key.column]?.path?.first == step }) { return false }
    return !aliases.contains { draft.isJoinUsed($0, giving: ids) }
  }

  /// Takes the columns behind a step out of the statement and gives the group-join that brings them.
  private func lookup(_ step: ToOneStep, _ draft: SelectDraft, _ kept: inout [ColumnID], _ reduced: inout SelectDraft)
    -> Attachment?
  {
    let moved = kept.filter { draft.columns[$0]?.path?.first == step }
    let keyType = step.keyTypes[0]
    let outerKey = ColumnID.derived(from: moved.first, 1)
    let innerKey = ColumnID.derived(from: moved.first, 2)
    guard let outerKey, let innerKey else { return nil }
    var inner = SelectDraft(
      table: DraftTable(name: step.table, entity: step.table, keyColumns: step.keyColumns), alias: draft.alias + "l",
      estimatedRows: Double(statistics?.rows(of: step.table) ?? 1_000))
    inner.add(innerKey, keyColumn(inner.alias, step.keyColumns[0], keyType))
    var aggregates: [Aggregate] = []
    for id in moved {
      guard let column = draft.columns[id], let stored = column.stored, let path = column.path else { return nil }
      guard let innerID = ColumnID.derived(from: id, 3) else { return nil }
      let rest = Array(path.dropFirst())
      let alias = inner.alias(for: rest)
      var looked = SelectDraft.Column(stored, type: column.type, of: alias, path: rest, dialect)
      looked.isNotNull = false
      inner.add(innerID, looked)
      aggregates.append(
        Aggregate(id: id, function: .first, argument: .column(innerID, column.type), type: column.type))
    }
    reduced.removeJoins(beginningWith: step)
    reduced.add(outerKey, keyColumn(draft.alias, step.columns[0], keyType))
    kept.removeAll { moved.contains($0) }
    kept.append(outerKey)
    return Attachment(
      inner: source(inner), keys: [Attachment.Key(outer: .column(outerKey, keyType), inner: innerKey)],
      aggregates: aggregates)
  }

  func keyColumn(_ alias: String, _ name: String, _ type: ValueType) -> SelectDraft.Column {
    let stored = StoredColumn(name: name, encoding: .plain)
    return SelectDraft.Column(
      sql: SQL("\(alias).\(dialect.quote(name))"), type: type, encoding: .plain, isNotNull: false, path: [], stored: stored)
  }
}

extension ColumnID {
  /// An identity for a column that lowering adds beside another one; resolved plans never use negative numbers.
  static func derived(from id: ColumnID?, _ role: Int) -> ColumnID? {
    id.map { ColumnID(-(abs($0.index) * 8 + role + ($0.index < 0 ? 4 : 0))) }
  }
}
