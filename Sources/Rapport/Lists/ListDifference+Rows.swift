import RapportFormat
import RapportValues

extension ListDifference {
  /// How changes are laid out.
  public enum Layout: Sendable {
    /// For programs: `change`, the key, `changed` (the names of the columns that changed), then each column with its
    /// value now and, as `NAME_before`, before. The columns do not depend on the data.
    case typed
    /// For people: `change`, the key, and each column; where a row's value changed, `before → after`.
    case merged
  }

  /// The changes as rows: what entered, in the order of the list, what left, in the order it had, what changed.
  public func rows(_ layout: Layout = .typed) -> Rows {
    let columns = layout == .typed ? typedColumns() : mergedColumns()
    let batch = Batch(columns: columns.map(\.column), count: entered + left + changed)
    return Rows(
      FinishedBatches(isEmpty ? [] : [batch]),
      columns: columns.map { ResultColumn(name: $0.name, type: $0.column.type) }, drawing: nil, export: export)
  }

  private typealias Named = (name: String, column: Column)

  private static let kinds = EnumType(name: "change", names: ["entered", "left", "changed"], isOrdered: false)

  private func typedColumns() -> [Named] {
    let names = columns.map(\.name)
    var result: [Named] = [(Self.free("change", names), kindColumn())]
    result += columns.filter(\.isKey).map { ($0.name, now($0)) }
    result.append((Self.free("changed", names), changedNames()))
    for column in columns where !column.isKey {
      result += [(column.name, now(column)), (Self.free(column.name + "_before", names), before(column))]
    }
    return result
  }

  private func mergedColumns() -> [Named] {
    var result: [Named] = [(Self.free("change", columns.map(\.name)), kindColumn())]
    result += columns.filter(\.isKey).map { ($0.name, now($0)) }
    result += columns.filter { !$0.isKey }.map { ($0.name, $0.changes.contains(true) ? arrows($0) : now($0)) }
    return result
  }

  /// A name that no column of the list has.
  private static func free(_ name: String, _ taken: [String]) -> String {
    var free = name
    while taken.contains(free) { free += "_" }
    return free
  }

  // MARK: - Columns

  private func kindColumn() -> Column {
    let kinds = [(0, entered), (1, left), (2, changed)].flatMap { [Int64](repeating: $0, count: $1) }
    return Column(type: .enumeration(Self.kinds), storage: .int64(kinds))
  }

  /// The value of each row: now, or for those that left when they were last there.
  private func now(_ side: Side) -> Column {
    let parts = [
      side.taken(from: side.new, enteredRows), side.taken(from: side.old, leftRows),
      side.taken(from: side.new, changedRows.map(\.new)),
    ]
    return Column.concatenate(parts, type: side.type)
  }

  /// What was there before, in rows where this column changed.
  private func before(_ side: Side) -> Column {
    let unchanged = [Int](repeating: -1, count: entered + left)
    let rows = zip(changedRows, side.changes).map { $1 ? $0.old : -1 }
    return side.taken(from: side.old, unchanged + rows)
  }

  private func changedNames() -> Column {
    var builder = ColumnBuilder(type: .list(.text), capacity: entered + left + changed)
    for _ in 0..<entered + left { builder.appendList { _ in } }
    for row in changedRows.indices {
      builder.appendList { names in
        for column in columns where !column.isKey && column.changes[row] { names.append(column.name) }
      }
    }
    return builder.finish()
  }

  private func arrows(_ side: Side) -> Column {
    let after = now(side)
    let (afterTexts, beforeTexts) = (after.shownTexts(), before(side).shownTexts())
    var builder = ColumnBuilder(type: .text, capacity: afterTexts.count)
    for row in afterTexts.indices {
      let change = row - entered - left
      if change < 0 || !side.changes[change] {
        if after.isMissing(row) { builder.appendMissing() } else { builder.append(afterTexts[row]) }
      } else {
        builder.append("\(Self.visible(beforeTexts[row])) → \(Self.visible(afterTexts[row]))")
      }
    }
    return builder.finish()
  }

  private static func visible(_ text: String) -> String { text.isEmpty ? "missing" : text }
}

extension ListDifference.Side {
  /// Rows of one run's column; missing where that run does not have it.
  fileprivate func taken(from column: Column?, _ rows: [Int]) -> Column {
    column?.gather(rows) ?? Column(repeating: .missing, type: type, count: rows.count)
  }
}
