import CSQLite
import RapportValues

/// Whole numbers; 12.0 is 12.
final class IntegerDecoder: Int64ColumnDecoder {
  override func read(_ cell: OpaquePointer, _ row: Int) throws {
    switch sqlite3_value_type(cell) {
    case SQLITE_INTEGER: values[row] = sqlite3_value_int64(cell)
    case SQLITE_NULL: setMissing(row)
    case SQLITE_FLOAT: values[row] = try wholeNumber(cell)
    default: throw damaged(cell)
    }
  }
}

/// 0 and 1, also as text.
final class BoolDecoder: Int64ColumnDecoder {
  override func read(_ cell: OpaquePointer, _ row: Int) throws {
    switch sqlite3_value_type(cell) {
    case SQLITE_INTEGER:
      let value = sqlite3_value_int64(cell)
      guard value == 0 || value == 1 else { throw damaged(cell) }
      values[row] = value
    case SQLITE_NULL: setMissing(row)
    case SQLITE_FLOAT:
      let value = sqlite3_value_double(cell)
      guard value == 0 || value == 1 else { throw damaged(cell) }
      values[row] = Int64(value)
    case SQLITE_TEXT:
      guard let text = sqlite3_value_text(cell), text[0] == 48 || text[0] == 49,
        text[1] == 0
      else { throw damaged(cell) }
      values[row] = Int64(text[0]) - 48
    default: throw damaged(cell)
    }
  }
}

/// Binary floating point.
final class FloatDecoder: ColumnDecoder {
  private let values: UnsafeMutablePointer<Double>

  override init(place: CellPlace, capacity: Int) {
    values = .allocate(capacity: capacity)
    super.init(place: place, capacity: capacity)
  }

  deinit { values.deallocate() }

  override func read(_ cell: OpaquePointer, _ row: Int) throws {
    switch sqlite3_value_type(cell) {
    case SQLITE_FLOAT, SQLITE_INTEGER:
      let value = sqlite3_value_double(cell)
      guard value.isFinite else { throw damaged(cell) }
      values[row] = value
    case SQLITE_NULL:
      values[row] = 0
      markMissing(row)
    default: throw damaged(cell)
    }
  }

  override func finish(_ count: Int) -> Column.Storage {
    .float(Array(UnsafeBufferPointer(start: values, count: count)))
  }
}

/// Decimals stored as whole numbers of their smallest unit.
final class ScaledDecimalDecoder: Int64ColumnDecoder {
  override func read(_ cell: OpaquePointer, _ row: Int) throws {
    switch sqlite3_value_type(cell) {
    case SQLITE_INTEGER: values[row] = sqlite3_value_int64(cell)
    case SQLITE_NULL: setMissing(row)
    case SQLITE_FLOAT: values[row] = try wholeNumber(cell)
    default: throw damaged(cell)
    }
  }
}

/// Decimals stored as other programs do: the nearest unit of the scale, half away from zero.
final class RealDecimalDecoder: Int64ColumnDecoder {
  private let scale: Int
  private let units: Int64
  private let factor: Double

  init(place: CellPlace, capacity: Int, scale: Int) {
    self.scale = scale
    units = PowersOfTen.int64(scale) ?? 1
    factor = Double(units)
    super.init(place: place, capacity: capacity)
  }

  override func read(_ cell: OpaquePointer, _ row: Int) throws {
    switch sqlite3_value_type(cell) {
    case SQLITE_FLOAT:
      guard let value = nearest(sqlite3_value_double(cell)) else { throw damaged(cell) }
      values[row] = value
    case SQLITE_INTEGER:
      let (value, overflow) = sqlite3_value_int64(cell)
        .multipliedReportingOverflow(by: units)
      guard !overflow else { throw damaged(cell) }
      values[row] = value
    case SQLITE_NULL: setMissing(row)
    case SQLITE_TEXT:
      guard let value = parse(cell) else { throw damaged(cell) }
      values[row] = value
    default: throw damaged(cell)
    }
  }

  /// 1.005 is meant as it is written, although the nearest binary number lies below it: what is close to a
  /// half is decided on the decimal digits.
  private func nearest(_ value: Double) -> Int64? {
    let scaled = value * factor
    guard scaled.magnitude < 9e15 else {
      return Decimal(rounding: value, places: scale)?.stored(scale: scale)
    }
    let rounded = scaled.rounded(.toNearestOrAwayFromZero)
    if (scaled - rounded).magnitude > 0.499_999 {
      return Decimal(rounding: value, places: scale)?.stored(scale: scale)
    }
    return Int64(rounded)
  }

  private func parse(_ cell: OpaquePointer) -> Int64? {
    guard let text = sqlite3_value_text(cell) else { return nil }
    let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(cell)))
    return Decimal.parse(bytes)?.stored(scale: scale)
  }
}
