import CSQLite
import RapportValues

/// Days as ISO text, a time after them is not read; also periods, by their first day.
///
/// A number could count days or seconds from any of several starts, so it is refused.
final class DayDecoder: Int64ColumnDecoder {
  override func read(_ statement: OpaquePointer, _ row: Int) throws {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_TEXT:
      guard let text = sqlite3_column_text(statement, column),
        let day = Day.parse(
          UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column))))
      else { throw damaged(statement) }
      values[row] = Int64(day.number)
    case SQLITE_NULL: setMissing(row)
    default: throw damaged(statement)
    }
  }
}

/// Dates with a time as ISO text; a date alone is its midnight.
final class DateTimeDecoder: Int64ColumnDecoder {
  override func read(_ statement: OpaquePointer, _ row: Int) throws {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_TEXT:
      guard let text = sqlite3_column_text(statement, column),
        let moment = DateTime.parse(
          UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column))))
      else { throw damaged(statement) }
      values[row] = moment.seconds
    case SQLITE_NULL: setMissing(row)
    default: throw damaged(statement)
    }
  }
}
