import CSQLite
import RapportValues

/// Days as ISO text, a time after them is not read; also periods, by their first day.
///
/// A number could count days or seconds from any of several starts, so it is refused.
final class DayDecoder: Int64ColumnDecoder {
  private let recent = RecentDays()

  override func read(_ cell: OpaquePointer, _ row: Int) throws {
    switch sqlite3_value_type(cell) {
    case SQLITE_TEXT:
      guard let text = sqlite3_value_text(cell),
        let day = recent.day(UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(cell))))
      else { throw damaged(cell) }
      values[row] = day
    case SQLITE_NULL: setMissing(row)
    default: throw damaged(cell)
    }
  }
}

/// Days parsed lately, by their ten bytes: a table holds few different days, and each is parsed about once.
private final class RecentDays {
  private struct Entry {
    /// The last eight bytes of `2026-01-31`, and its first two.
    var low: UInt64
    var high: UInt16
    var day: Int64
  }
  private static let count = 2_048
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: Self.count)
    // Zero bytes are no digits, so an empty entry matches no date.
    entries.initialize(repeating: Entry(low: 0, high: 0, day: 0), count: Self.count)
  }

  deinit { entries.deallocate() }

  /// The day's number, or nil if the text is no date.
  @inline(__always) func day(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard text.count == 10 else { return Day.parse(text).map { Int64($0.number) } }
    let raw = UnsafeRawBufferPointer(text)
    let high = raw.loadUnaligned(fromByteOffset: 0, as: UInt16.self)
    let low = raw.loadUnaligned(fromByteOffset: 2, as: UInt64.self)
    let slot = Int(truncatingIfNeeded: (low &* 0x9E37_79B9_7F4A_7C15) >> 53)
    let entry = entries[slot]
    if entry.low == low, entry.high == high { return entry.day }
    guard let day = Day.parse(text) else { return nil }
    entries[slot] = Entry(low: low, high: high, day: Int64(day.number))
    return Int64(day.number)
  }
}

/// Dates with a time as ISO text; a date alone is its midnight.
final class DateTimeDecoder: Int64ColumnDecoder {
  override func read(_ cell: OpaquePointer, _ row: Int) throws {
    switch sqlite3_value_type(cell) {
    case SQLITE_TEXT:
      guard let text = sqlite3_value_text(cell),
        let moment = DateTime.parse(
          UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(cell))))
      else { throw damaged(cell) }
      values[row] = moment.seconds
    case SQLITE_NULL: setMissing(row)
    default: throw damaged(cell)
    }
  }
}
