import RapportCatalog
import RapportValues

/// Statements that several connections read side by side, each a range of the rows.
extension Lowering {
  /// Rows from which a second connection is worth its start.
  private static let smallestDivided = 20_000.0

  /// How a statement is divided, if that pays: by days where an index has them in order, else by row numbers.
  func partition(_ draft: SelectDraft, _ ids: [ColumnID]) -> SourceQuery.Partition? {
    guard pushesDown, draft.limit == nil, !draft.isAggregate, draft.source == nil else { return nil }
    if draft.isSorted { return isRowNumberOrder(draft) ? rowPartition(draft, ids) : nil }
    return dayPartition(draft, ids) ?? rowPartition(draft, ids)
  }

  /// Whether the rows come by their numbers: then ranges read side by side and put end to end are in order.
  private func isRowNumberOrder(_ draft: SelectDraft) -> Bool {
    guard draft.orderKeys.count == 1, let key = draft.orderKeys.first, !key.descending,
      let name = statistics?.rowNumberColumn(draft.table.name)
    else { return false }
    return draft.columns[key.column]?.sql.text == "\(draft.alias).\(dialect.quote(name))"
  }

  // MARK: - Row numbers

  private func rowPartition(_ draft: SelectDraft, _ ids: [ColumnID]) -> SourceQuery.Partition? {
    guard statistics?.hasRowNumbers(draft.table.name) ?? false, readsLargePart(draft) || isScan(draft),
      let range = dialect.rowRange(of: draft.alias)
    else { return nil }
    var ranged = draft
    ranged.require(SQL(range))
    // Every range would search an index of another column anew.
    ranged.access = .rowOrder
    return partition(ranged, ids, .rows(table: draft.table.name))
  }

  private func partition(_ draft: SelectDraft, _ ids: [ColumnID], _ ranges: SourceQuery.Partition.Ranges)
    -> SourceQuery.Partition
  {
    var draft = draft
    draft.removeUnusedJoins(giving: ids)
    let statement = draft.statement(ids, dialect)
    return SourceQuery.Partition(
      ranges: ranges, sql: statement.text, bindings: statement.bindings,
      isPlainScan: draft.access == .rowOrder && draft.readsOneTable)
  }

  /// Whether reading the whole table, divided, is likely to beat searching an index.
  private func readsLargePart(_ draft: SelectDraft) -> Bool {
    guard let rows = statistics?.rows(of: draft.table.name) else { return false }
    let isCostly = draft.columns.values.contains(where: \.isSubselectValue)
    return draft.conditions.isEmpty || draft.estimatedRows >= Double(rows) * (isCostly ? 0.12 : 0.25)
  }

  /// Whether no index can serve a condition, so that the whole table is read anyway.
  private func isScan(_ draft: SelectDraft) -> Bool {
    guard let rows = statistics?.rows(of: draft.table.name), Double(rows) >= Self.smallestDivided,
      let indexes = statistics?.indexes(of: draft.table.name)
    else { return false }
    let leading = Set(indexes.compactMap(\.columns.first) + draft.table.keyColumns)
    return draft.conditions.allSatisfy { condition in
      guard let meaning = condition.meaning else { return false }
      return meaning.columnsUsed.allSatisfy { id in
        guard let column = draft.columns[id] else { return false }
        guard let stored = column.stored else { return column.test == nil }
        return column.path?.isEmpty == true && !leading.contains(stored.name)
          && !leading.contains(stored.foldedColumn ?? stored.name)
      }
    }
  }

  // MARK: - Days

  /// A date column with an index on it that a statement can be divided by.
  private struct Division {
    /// The statement, the step to the column followed.
    var draft: SelectDraft
    var column: SelectDraft.Column
    var index: String
    var first: Day
    var last: Day
    var window: DayWindow
    /// The conditions that the ranges take the place of.
    var replaced: Set<Int>
    var driver: ToOneStep? { draft.driver }
  }

  private func dayPartition(_ draft: SelectDraft, _ ids: [ColumnID]) -> SourceQuery.Partition? {
    guard draft.estimatedRows >= Self.smallestDivided, let division = division(draft, ids) else { return nil }
    let window = division.window
    let first = max(window.start ?? division.first, division.first)
    let last = min(window.end ?? division.last, division.last)
    guard first < last else { return nil }
    if let rows = drivingRows(division, days: Int(last.number - first.number)) {
      return partition(rows.draft, ids, .rows(table: rows.table))
    }
    var ranged = division.draft
    ranged.removeConditions(at: division.replaced)
    // Other people's indexes may be ordered in ways that the comparison does not allow.
    if statistics?.storesPlainDays == true { ranged.access = .index(division.index) }
    ranged.require(division.column.sql + " >= ? AND " + division.column.sql + " < ?")
    return partition(ranged, ids, .days(start: window.start, end: window.end, first: first, last: last))
  }

  /// The share of a table's days from which reading it in the order of its rows, and the rows that belong to each
  /// beside each other, beats finding them by date all over the other table.
  private static let largeWindow = 0.05

  /// The statement that reads a window of the driving table by ranges of row numbers, if the window is large.
  private func drivingRows(_ division: Division, days: Int) -> (draft: SelectDraft, table: String)? {
    guard let driver = division.driver, statistics?.hasRowNumbers(driver.table) == true,
      Double(days) >= Self.largeWindow * Double(division.last.number - division.first.number),
      let alias = division.draft.joins.first(where: { $0.path == [driver] })?.alias,
      let range = dialect.rowRange(of: alias)
    else { return nil }
    var ranged = division.draft
    ranged.access = .rowOrder
    ranged.require(SQL(range))
    return (ranged, driver.table)
  }

  /// The step whose table a statement will be divided by.
  func driver(_ draft: SelectDraft, _ ids: [ColumnID]) -> ToOneStep? {
    draft.estimatedRows >= Self.smallestDivided ? division(draft, ids)?.driver : nil
  }

  private func division(_ draft: SelectDraft, _ ids: [ColumnID]) -> Division? {
    for id in draft.order {
      guard let column = draft.columns[id], column.type.isTemporal, column.encoding == .plain,
        let stored = column.stored, let path = column.path, path.count <= 1,
        let driven = driven(draft, by: path.first), let window = window(of: id, driven)
      else { continue }
      let table = path.first?.table ?? draft.table.name
      guard let index = index(on: stored.name, of: table, draft, ids, path.first),
        let (first, last) = statistics?.days(of: stored.name, in: table)
      else { continue }
      return Division(
        draft: driven, column: column, index: index, first: first, last: last, window: window.days,
        replaced: window.conditions)
    }
    return nil
  }

  /// The statement that finds its rows from the row behind a step; nil if that is not joined.
  private func driven(_ draft: SelectDraft, by step: ToOneStep?) -> SelectDraft? {
    guard let step else { return draft }
    var driven = draft.following(step)
    driven?.driver = step
    return driven
  }

  /// The window that conditions leave a date column, and which conditions those are.
  ///
  /// Without limits on both sides only a column can be divided that holds nothing but days.
  private func window(of id: ColumnID, _ draft: SelectDraft) -> (days: DayWindow, conditions: Set<Int>)? {
    var window = DayWindow()
    var positions: Set<Int> = []
    for (position, condition) in draft.conditions.enumerated() {
      guard let (column, days) = condition.meaning?.dayWindow, column == id else { continue }
      window = window.intersection(days)
      positions.insert(position)
    }
    if window.start != nil, window.end != nil { return (window, positions) }
    let isPlain = statistics?.storesPlainDays == true && draft.columns[id]?.isNotNull == true
    return isPlain ? (window, positions) : nil
  }

  /// The index to read a date column's ranges by: one that beats reading the table's rows as they lie.
  private func index(
    on column: String, of table: String, _ draft: SelectDraft, _ ids: [ColumnID], _ driver: ToOneStep?
  ) -> String? {
    let candidates = (statistics?.indexes(of: table) ?? []).filter { $0.columns.first == column && !$0.isPartial }
    if let driver {
      // From there on, rows are searched by the column that leads to it.
      let isSearched = statistics?.indexes(of: draft.table.name)?.contains {
        !$0.isPartial && Array($0.columns.prefix(driver.columns.count)) == driver.columns
      }
      return isSearched == true ? candidates.lazy.compactMap(\.name).first : nil
    }
    let own = draft.ownColumns(giving: ids, dialect).subtracting(draft.table.keyColumns)
    let covering = candidates.first { own.isSubset(of: $0.columns) }?.name
    if let covering { return covering }
    return readsLargePart(draft) ? nil : candidates.lazy.compactMap(\.name).first
  }
}
