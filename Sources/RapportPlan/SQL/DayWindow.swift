import RapportValues

/// Whole days from `start` to before `end`; without a limit where nil.
struct DayWindow: Hashable {
  var start: Day?
  var end: Day?

  func intersection(_ other: DayWindow) -> DayWindow {
    DayWindow(
      start: [start, other.start].compactMap(\.self).max(), end: [end, other.end].compactMap(\.self).min())
  }

  /// The smallest window that holds both.
  func hull(_ other: DayWindow) -> DayWindow {
    func both(_ a: Day?, _ b: Day?, _ choose: (Day, Day) -> Day) -> Day? { a.flatMap { a in b.map { choose(a, $0) } } }
    return DayWindow(start: both(start, other.start, min), end: both(end, other.end, max))
  }
}

extension Expr {
  /// The window a comparison of a date column with a whole day leaves.
  var dayWindow: (column: ColumnID, window: DayWindow)? {
    guard case .apply(let operation, let operands, _) = self, operands.count == 2,
      case .column(let id, _) = operands[0]
    else { return nil }
    let day: Day
    switch operands[1] {
    case .literal(.day(let constant), _): day = constant
    case .literal(.dateTime(let moment), _)
    where moment == moment.day.midnight && (operation == .greaterOrEqual || operation == .less): day = moment.day
    default: return nil
    }
    switch operation {
    case .greaterOrEqual: return (id, DayWindow(start: day, end: nil))
    case .less: return (id, DayWindow(start: nil, end: day))
    case .greater: return day.adding(days: 1).map { (id, DayWindow(start: $0, end: nil)) }
    case .lessOrEqual: return day.adding(days: 1).map { (id, DayWindow(start: nil, end: $0)) }
    default: return nil
    }
  }

  /// The windows that all the conjuncts of a condition leave, by column.
  var dayWindows: [ColumnID: DayWindow] {
    var windows: [ColumnID: DayWindow] = [:]
    for part in conjuncts {
      guard let (column, window) = part.dayWindow else { continue }
      windows[column] = windows[column]?.intersection(window) ?? window
    }
    return windows
  }

  /// The parts of a conjunction.
  var conjuncts: [Expr] {
    if case .apply(.and, let parts, _) = self { return parts.flatMap(\.conjuncts) }
    return [self]
  }
}
