import RapportCatalog
import RapportValues

/// Rough shares of rows that conditions keep, for choosing between plans; never for answers.
struct Selectivity {
  let draft: SelectDraft
  let statistics: (any StoreStatistics)?

  /// The share of the draft's rows that satisfy all the conditions.
  func share(of conditions: [Expr]) -> Double {
    var share = 1.0
    var ranges: [ColumnID: (low: Day?, high: Day?)] = [:]
    for condition in conditions {
      if let bound = dateBound(condition) {
        let known = ranges[bound.column]
        ranges[bound.column] = (bound.low ?? known?.low, bound.high ?? known?.high)
      } else {
        share *= self.share(of: condition)
      }
    }
    for (column, range) in ranges { share *= dateShare(column, range) }
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

  private func dateBound(_ condition: Expr) -> (column: ColumnID, low: Day?, high: Day?)? {
    guard case .apply(let operation, let operands, _) = condition, operands.count == 2,
      case .column(let id, _) = operands[0]
    else { return nil }
    let day: Day
    switch operands[1] {
    case .literal(.day(let constant), _): day = constant
    case .literal(.dateTime(let moment), _): day = moment.day
    default: return nil
    }
    switch operation {
    case .greater, .greaterOrEqual: return (id, day, nil)
    case .less, .lessOrEqual: return (id, nil, day)
    default: return nil
    }
  }

  /// The part of the days between the table's first and last that a range covers.
  private func dateShare(_ id: ColumnID, _ range: (low: Day?, high: Day?)) -> Double {
    guard let column = draft.columns[id], let stored = column.stored, column.path?.isEmpty == true,
      let (first, last) = statistics?.days(of: stored.name, in: draft.table.name), first < last
    else { return range.low != nil && range.high != nil ? 0.2 : 0.5 }
    let low = max(range.low ?? first, first)
    let high = min(range.high ?? last, last)
    return min(max(Double(high.number - low.number) / Double(last.number - first.number), 0.0001), 1)
  }
}
