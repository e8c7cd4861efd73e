import RapportCatalog
import RapportValues

/// Rough shares of rows that conditions keep, for choosing between plans; never for answers.
struct Selectivity {
  let draft: SelectDraft
  let statistics: (any StoreStatistics)?

  /// The share of the draft's rows that satisfy all the conditions.
  func share(of conditions: [Expr]) -> Double {
    var share = 1.0
    var windows: [ColumnID: DayWindow] = [:]
    for condition in conditions {
      if let (column, window) = condition.dayWindow {
        windows[column] = windows[column]?.intersection(window) ?? window
      } else {
        share *= self.share(of: condition)
      }
    }
    for (column, window) in windows { share *= dateShare(column, window) }
    return share
  }

  private func share(of condition: Expr) -> Double {
    switch condition {
    case .apply(.and, let parts, _): share(of: parts)
    case .apply(.or, let parts, _): min(1, parts.reduce(0) { $0 + share(of: [$1]) })
    case .apply(.not, let parts, _): 1 - (parts.first.map { share(of: [$0]) } ?? 0)
    case .apply(.equal, let operands, _): equality(operands[0].type)
    case .apply(.isMissing, _, _): 0.2
    // A flag marks the few.
    case .column: 0.1
    case .inValues(let operand, let values, _): min(1, Double(values.count) * equality(operand.type))
    default: 0.3
    }
  }

  private func equality(_ type: ValueType) -> Double {
    switch type {
    case .enumeration(let type): 1 / Double(max(type.names.count, 1))
    case .bool: 0.5
    case .text: 0.05
    case .code, .integer: 1 / max(draft.estimatedRows, 1)
    default: 0.1
    }
  }

  // MARK: - Dates

  /// The part of the days between the table's first and last that a range covers.
  private func dateShare(_ id: ColumnID, _ window: DayWindow) -> Double {
    guard let column = draft.columns[id], let stored = column.stored, column.path?.isEmpty == true,
      let (first, last) = statistics?.days(of: stored.name, in: draft.table.name), first < last
    else { return window.start != nil && window.end != nil ? 0.2 : 0.5 }
    let start = max(window.start ?? first, first)
    let end = min(window.end ?? last, last)
    return min(max(Double(end.number - start.number) / Double(last.number - first.number), 0.0001), 1)
  }
}
