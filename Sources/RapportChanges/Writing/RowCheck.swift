import RapportStore
import RapportValues

/// What tells whether a row still is as it was inserted: 32 bits over its cells.
///
/// Only cells that differ from their column's default count, so that columns a file does not have, or a later version
/// of the store adds, change nothing. It protects from no intent: one of 4 billion changes goes unnoticed.
struct RowCheck {
  /// A column as it counts.
  struct Column {
    fileprivate var seed: UInt64
    /// What its default would add.
    fileprivate var standard: UInt64

    init(_ name: String, standard value: Value?) {
      seed = RowCheck.mixed(name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
      standard = 0
      let text = StoredText(value ?? .missing)
      withExtendedLifetime(text) { standard = RowCheck.term(text.cell, seed) }
    }
  }

  /// Bytes in a record of checks.
  static let size = 4

  /// Adds to a record of checks, the lowest byte first.
  @inline(__always) static func append(_ check: UInt32, to record: inout [UInt8]) {
    withUnsafeBytes(of: check.littleEndian) { record.append(contentsOf: $0) }
  }

  /// A row's check in a record of those of a range; nil if it is not that long.
  static func value(_ row: Int64, in record: Bytes) -> UInt32? {
    guard let row = Int(exactly: row), row >= 0, row < record.count / size else { return nil }
    return (0..<size).reversed().reduce(0) { $0 << 8 | UInt32(record[row * size + $1]) }
  }

  private var sum: UInt64 = 0

  @inline(__always) mutating func add(_ cell: BoundCell, in column: Column) {
    let term = Self.term(cell, column.seed)
    if term != column.standard { sum &+= term }
  }

  var value: UInt32 { UInt32(truncatingIfNeeded: Self.mixed(sum) >> 32) }

  /// Whole numbers count the same whether they are stored as integers or not.
  private static func term(_ cell: BoundCell, _ seed: UInt64) -> UInt64 {
    switch cell {
    case .missing: mixed(seed)
    case .integer(let number): mixed(seed ^ mixed(UInt64(bitPattern: number)))
    case .float(let number):
      if let whole = Int64(exactly: number) {
        mixed(seed ^ mixed(UInt64(bitPattern: whole)))
      } else {
        mixed(seed ^ mixed(number.bitPattern))
      }
    case .text(let bytes): hash(bytes, seed)
    }
  }

  private static func hash(_ bytes: Bytes, _ seed: UInt64) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var (result, position) = (seed &+ UInt64(truncatingIfNeeded: raw.count), 0)
    while position &+ 8 <= raw.count {
      result = mixed(result ^ UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
      position &+= 8
    }
    var rest: UInt64 = 1
    while position < raw.count {
      rest = rest << 8 | UInt64(raw[position])
      position &+= 1
    }
    return mixed(result ^ rest)
  }

  /// Spreads every bit over all others.
  @inline(__always) fileprivate static func mixed(_ word: UInt64) -> UInt64 {
    var word = (word ^ word >> 33) &* 0xFF51_AFD7_ED55_8CCD
    word = (word ^ word >> 29) &* 0xC4CE_B9FE_1A85_EC53
    return word ^ word >> 32
  }
}

/// The checks of rows that are stored: all columns of a table but its key.
struct StoredRowChecks {
  /// The columns to read, as SQL has them.
  let selection: String
  private let columns: [RowCheck.Column]

  init(of table: String, key: [String], _ connection: Connection) throws {
    let all = try ColumnDefaults(of: table, connection).all.filter { !key.contains($0.column) }
    columns = all.map { RowCheck.Column($0.column, standard: $0.standard.value) }
    selection = all.isEmpty ? "NULL" : SQLName.list(all.map(\.column))
  }

  /// Of the current row, whose columns begin at a position.
  func value(_ row: Statement, from position: Int) -> UInt32 {
    var check = RowCheck()
    for index in columns.indices { check.add(row.cell(position + index), in: columns[index]) }
    return check.value
  }
}
