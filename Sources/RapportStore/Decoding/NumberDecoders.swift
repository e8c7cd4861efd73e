import CSQLite
import RapportValues

/// Whole numbers; 12.0 is 12.
final class IntegerDecoder: Int64ColumnDecoder {
  override func read(_ statement: OpaquePointer, _ row: Int) throws {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: values[row] = sqlite3_column_int64(statement, column)
    case SQLITE_NULL: setMissing(row)
    case SQLITE_FLOAT:
      guard let whole = Int64(exactly: sqlite3_column_double(statement, column)) else {
        throw damaged(statement)
      }
      values[row] = whole
    default: throw damaged(statement)
    }
  }
}

/// 0 and 1, also as text.
final class BoolDecoder: Int64ColumnDecoder {
  override func read(_ statement: OpaquePointer, _ row: Int) throws {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER:
      let value = sqlite3_column_int64(statement, column)
      guard value == 0 || value == 1 else { throw damaged(statement) }
      values[row] = value
    case SQLITE_NULL: setMissing(row)
    case SQLITE_FLOAT:
      let value = sqlite3_column_double(statement, column)
      guard value == 0 || value == 1 else { throw damaged(statement) }
      values[row] = Int64(value)
    case SQLITE_TEXT:
      guard let text = sqlite3_column_text(statement, column), text[0] == 48 || text[0] == 49,
        text[1] == 0
      else { throw damaged(statement) }
      values[row] = Int64(text[0]) - 48
    default: throw damaged(statement)
    }
  }
}

/// Binary floating point.
final class FloatDecoder: ColumnDecoder {
  private let values: UnsafeMutablePointer<Double>

  override init(column: Int32, place: CellPlace, capacity: Int) {
    values = .allocate(capacity: capacity)
    values.initialize(repeating: 0, count: capacity)
    super.init(column: column, place: place, capacity: capacity)
  }

  deinit { values.deallocate() }

  override func read(_ statement: OpaquePointer, _ row: Int) throws {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_FLOAT, SQLITE_INTEGER:
      let value = sqlite3_column_double(statement, column)
      guard value.isFinite else { throw damaged(statement) }
      values[row] = value
    case SQLITE_NULL:
      values[row] = 0
      markMissing(row)
    default: throw damaged(statement)
    }
  }

  override func finish(_ count: Int) -> Column.Storage {
    .float(Array(UnsafeBufferPointer(start: values, count: count)))
  }
}

/// Decimals stored as whole numbers of their smallest unit.
final class ScaledDecimalDecoder: Int64ColumnDecoder {
  override func read(_ statement: OpaquePointer, _ row: Int) throws {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: values[row] = sqlite3_column_int64(statement, column)
    case SQLITE_NULL: setMissing(row)
    case SQLITE_FLOAT:
      guard let whole = Int64(exactly: sqlite3_column_double(statement, column)) else {
        throw damaged(statement)
      }
      values[row] = whole
    default: throw damaged(statement)
    }
  }
}

/// Decimals stored as other programs do: the nearest unit of the scale, half away from zero.
final class RealDecimalDecoder: Int64ColumnDecoder {
  private let scale: Int
  private let units: Int64
  private let factor: Double

  init(column: Int32, place: CellPlace, capacity: Int, scale: Int) {
    self.scale = scale
    units = PowersOfTen.int64(scale) ?? 1
    factor = Double(units)
    super.init(column: column, place: place, capacity: capacity)
  }

  override func read(_ statement: OpaquePointer, _ row: Int) throws {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_FLOAT:
      guard let value = nearest(sqlite3_column_double(statement, column)) else { throw damaged(statement) }
      values[row] = value
    case SQLITE_INTEGER:
      let (value, overflow) = sqlite3_column_int64(statement, column)
        .multipliedReportingOverflow(by: units)
      guard !overflow else { throw damaged(statement) }
      values[row] = value
    case SQLITE_NULL: setMissing(row)
    case SQLITE_TEXT:
      guard let value = parse(statement) else { throw damaged(statement) }
      values[row] = value
    default: throw damaged(statement)
    }
  }

  /// 1.005 is meant as it is written, although the nearest binary number lies below it: what is close to a half is decided
  /// on the decimal digits.
  private func nearest(_ value: Double) -> Int64? {
    let scaled = value * factor
    guard scaled.magnitude < 9e15 else { return Decimal(rounding: value, places: scale)?.stored(scale: scale) }
    let rounded = scaled.rounded(.toNearestOrAwayFromZero)
    if (scaled - rounded).magnitude > 0.499_999 {
      return Decimal(rounding: value, places: scale)?.stored(scale: scale)
    }
    return Int64(rounded)
  }

  private func parse(_ statement: OpaquePointer) -> Int64? {
    guard let text = sqlite3_column_text(statement, column) else { return nil }
    let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column)))
    return Decimal.parse(bytes)?.stored(scale: scale)
  }
}
