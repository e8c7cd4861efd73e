import RapportValues

/// The values of a column as places on paper: numbers, days since 1970-01-01, ranks of enums.
struct ChartNumbers {
  private let column: Column
  private let factor: Double

  init(_ column: Column) {
    self.column = column
    factor =
      switch column.type {
      case .decimal(let scale, _): PowersOfTen.int64(scale).map { Double($0) } ?? 1
      case .dateTime: 86_400
      default: 1
      }
  }

  /// Nil for what is missing, no number, or too large for the arithmetic of a picture; too small is 0.
  subscript(row: Int) -> Double? {
    if column.isMissing(row) { return nil }
    switch column.storage {
    case .int64(let values): return Double(bounded(values[row])) / factor
    case .float(let values):
      let size = values[row].magnitude
      return size < 1e300 ? size < 1e-200 ? 0 : values[row] : nil
    case .text, .list: return nil
    }
  }

  /// Days and moments lie inside the calendar, whatever is stored.
  private func bounded(_ stored: Int64) -> Int64 {
    switch column.type {
    case .day, .period: Int64(Day(clamping: stored).number)
    case .dateTime: min(max(stored, Day.earliest.midnight.seconds), Day.latest.midnight.seconds)
    default: stored
    }
  }
}
