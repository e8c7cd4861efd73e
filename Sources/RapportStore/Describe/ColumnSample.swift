import CSQLite
import RapportValues

/// What the first rows of a column look like.
struct ColumnSample {
  private(set) var known = 0
  private(set) var texts = 0
  private(set) var integers = 0
  private(set) var binaries = 0
  /// Texts that are dates, with or without a time; those with a time other than midnight.
  private(set) var dates = 0
  private(set) var times = 0
  /// 0 and 1, also as text.
  private(set) var flags = 0
  /// Few different texts, or nil if there are many.
  private(set) var values: Set<String>? = []

  private static let fewValues = 12

  var areDates: Bool { known > 0 && dates == known }
  var areFlags: Bool { known > 0 && flags == known }
  var areNumbers: Bool { texts == 0 && binaries == 0 }

  /// Values that repeat often enough to be names of an enum.
  var enumLike: [String]? {
    guard let values, texts == known, values.count > 1, known >= values.count * 4, known >= 12 else {
      return nil
    }
    return values.allSatisfy { $0.count <= 30 } ? values.sorted() : nil
  }

  mutating func add(_ cell: OpaquePointer) {
    switch sqlite3_value_type(cell) {
    case SQLITE_NULL: return
    case SQLITE_BLOB: binaries += 1
    case SQLITE_INTEGER:
      integers += 1
      if (0...1).contains(sqlite3_value_int64(cell)) { flags += 1 }
    case SQLITE_FLOAT: break
    default: addText(cell)
    }
    known += 1
  }

  private mutating func addText(_ cell: OpaquePointer) {
    texts += 1
    guard let start = sqlite3_value_text(cell) else { return }
    let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(cell)))
    if let moment = DateTime.parse(bytes) {
      dates += 1
      if moment.secondOfDay != 0 { times += 1 }
    }
    if bytes.count == 1, bytes[0] == 48 || bytes[0] == 49 { flags += 1 }
    guard values != nil else { return }
    values?.insert(String(decoding: bytes.prefix(200), as: UTF8.self))
    if values?.count ?? 0 > Self.fewValues { values = nil }
  }

  /// Looks at a table's first rows.
  static func read(
    _ table: DatabaseSchema.Table, _ connection: Connection
  ) throws -> [String: ColumnSample] {
    guard !table.columns.isEmpty else { return [:] }
    var samples = [ColumnSample](repeating: ColumnSample(), count: table.columns.count)
    let columns = SQLName.list(table.columns.map(\.name))
    let statement = try connection.prepare(
      "SELECT \(columns) FROM \(SQLName.quoted(table.name)) LIMIT 1000")
    while try statement.step() {
      for column in samples.indices {
        guard let cell = sqlite3_column_value(statement.handle, Int32(clamping: column)) else { continue }
        samples[column].add(cell)
      }
    }
    return Dictionary(
      zip(table.columns.map(\.name), samples).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
  }
}
