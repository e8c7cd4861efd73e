import CSQLite
import RapportEngine
import RapportPlan
import RapportValues

/// Reads the cells of one result column of a statement into a typed column.
///
/// A row costs one virtual call per column, so subclasses keep everything that changes behind `let` pointers:
/// a class property that changes would be guarded at every access.
class ColumnDecoder {
  let place: CellPlace
  /// One flag per row; all false unless `missingCount` says otherwise.
  let missing: UnsafeMutablePointer<Bool>
  private let missingCount: UnsafeMutablePointer<Int>
  private let capacity: Int

  init(place: CellPlace, capacity: Int) {
    self.place = place
    self.capacity = capacity
    missing = .allocate(capacity: capacity)
    missing.initialize(repeating: false, count: capacity)
    missingCount = .allocate(capacity: 1)
    missingCount.initialize(to: 0)
  }

  deinit {
    missing.deallocate()
    missingCount.deallocate()
  }

  /// Reads this column's cell as row `row` of the batch. The cell is one of `sqlite3_column_value`: one
  /// checked call per cell, and then plain reads, which is sound because only one thread at a time uses a
  /// connection.
  func read(_ cell: OpaquePointer, _ row: Int) throws {}

  /// The first `count` rows; the decoder is then ready for the next batch.
  func finish(_ count: Int) throws -> Column.Storage { .int64([]) }

  final func markMissing(_ row: Int) {
    missing[row] = true
    missingCount.pointee &+= 1
  }

  /// The flags of the first `count` rows, or nil if every value is there.
  final func takeMissing(_ count: Int) -> [Bool]? {
    guard missingCount.pointee > 0 else { return nil }
    let flags = Array(UnsafeBufferPointer(start: missing, count: count))
    missing.update(repeating: false, count: capacity)
    missingCount.pointee = 0
    return flags
  }

  /// The error for a cell that does not fit the column's type.
  final func damaged(_ cell: OpaquePointer) -> any Error {
    if let computed = place.computed {
      // SQLite goes on in floating point where whole numbers end.
      let isTooLarge =
        sqlite3_value_type(cell) == SQLITE_FLOAT && sqlite3_value_double(cell).magnitude >= Self.firstInexact
      return isTooLarge
        ? EvaluationError.overflow(in: "this calculation").computing(computed)
        : place.calculationError(CellText.quote(cell))
    }
    return place.error(CellText.quote(cell))
  }

  /// The whole number a cell holds as a float. A calculation that left the whole numbers has lost digits.
  final func wholeNumber(_ cell: OpaquePointer) throws -> Int64 {
    let value = sqlite3_value_double(cell)
    guard let whole = Int64(exactly: value), place.computed == nil || value.magnitude < Self.firstInexact else {
      throw damaged(cell)
    }
    return whole
  }

  /// From here on not every whole number is a float.
  private static let firstInexact = 0x1p53
}

/// Columns whose values are 64-bit integers.
class Int64ColumnDecoder: ColumnDecoder {
  let values: UnsafeMutablePointer<Int64>

  override init(place: CellPlace, capacity: Int) {
    // Not initialised: every row is written before it is read, and small results should not touch all of it.
    values = .allocate(capacity: capacity)
    super.init(place: place, capacity: capacity)
  }

  deinit { values.deallocate() }

  @inline(__always) final func setMissing(_ row: Int) {
    values[row] = 0
    markMissing(row)
  }

  override final func finish(_ count: Int) -> Column.Storage {
    .int64(Array(UnsafeBufferPointer(start: values, count: count)))
  }
}

/// Where a value stands and what was expected, for messages.
struct CellPlace: Hashable, Sendable {
  var entity: String
  var column: String
  /// `a whole number`
  var expected: String
  /// What the statement computes in this place; nil for a stored value.
  var computed: Expr?

  func error(_ found: String) -> StoreError {
    StoreError(
      .damagedValue, "`\(column)` of \(entity) holds \(found) where \(expected) is expected",
      help: ["correct the value in the database, or declare `\(column)` with another type"])
  }
}

extension CellPlace {
  func calculationError(_ found: String) -> StoreError {
    StoreError(
      .damagedValue, "a calculation over \(entity) gives \(found) where \(expected) is expected",
      help: ["a value it reads is not of the type its column is declared with"])
  }
}

/// A cell as a message shows it.
enum CellText {
  private static let mostCharacters = 40

  static func quote(_ cell: OpaquePointer) -> String {
    switch sqlite3_value_type(cell) {
    case SQLITE_NULL: return "nothing"
    case SQLITE_BLOB: return "\(sqlite3_value_bytes(cell)) bytes of binary data"
    case SQLITE_TEXT: return "the text " + quote(text(cell))
    default: return "the number `\(text(cell))`"
    }
  }

  static func quote(_ text: String) -> String {
    let visible = text.unicodeScalars.map {
      $0.properties.generalCategory == .control ? "\u{FFFD}" : String($0)
    }
    .joined()
    return visible.count > mostCharacters ? "`\(visible.prefix(mostCharacters))…`" : "`\(visible)`"
  }

  private static func text(_ cell: OpaquePointer) -> String {
    guard let start = sqlite3_value_text(cell) else { return "" }
    let count = min(Int(sqlite3_value_bytes(cell)), 1_000)
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}
