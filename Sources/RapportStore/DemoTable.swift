import CSQLite
import RapportValues

/// The ISO text of each day of a range, made once.
final class DemoDays {
  private let first: Int
  private let count: Int
  private let bytes: UnsafeMutablePointer<UInt8>

  init(from first: Int, through last: Int) {
    self.first = first
    count = max(1, last - first + 1)
    bytes = .allocate(capacity: count * 10)
    for index in 0..<count {
      Day(clamping: Int64(first + index)).write(to: bytes + index * 10)
    }
  }

  deinit { bytes.deallocate() }

  /// Ten bytes that live as long as this object.
  func text(_ day: Int) -> UnsafeRawPointer {
    UnsafeRawPointer(bytes + min(max(day - first, 0), count - 1) * 10)
  }
}

/// Memory of fixed place in which a text of a row is put together.
final class DemoText {
  private static let capacity = 1024
  let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: DemoText.capacity)
  private(set) var count = 0

  deinit { bytes.deallocate() }

  func clear() { count = 0 }

  @discardableResult
  func append(_ text: StaticString) -> DemoText {
    guard text.hasPointerRepresentation else { return self }
    return append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @discardableResult
  func append(_ number: Int, digits: Int = 1) -> DemoText {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { scratch in
      var position = scratch.count
      var rest = number.magnitude
      repeat {
        position -= 1
        scratch[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0 || scratch.count - position < min(digits, 20)
      append(UnsafeBufferPointer(rebasing: scratch[position...]))
    }
    return self
  }

  @discardableResult
  func append(_ source: UnsafeBufferPointer<UInt8>) -> DemoText {
    let length = min(source.count, Self.capacity - count)
    if let start = source.baseAddress { (bytes + count).update(from: start, count: length) }
    count += length
    return self
  }
}

/// One prepared INSERT; values are given in the order of the columns.
///
/// Texts are not copied: they stand in the program, in `DemoDays` or in the row's own memory until `endRow`.
final class DemoTable {
  private let statement: OpaquePointer?
  private var column: Int32 = 0
  /// The texts of a row, used one after the other.
  private var texts: [DemoText] = []
  private var used = 0
  private(set) var rows = 0
  /// The first result of SQLite that was no success.
  private(set) var failure: Int32 = SQLITE_OK

  init(_ database: OpaquePointer, _ name: String, _ columns: String) {
    let count = columns.utf8.count { $0 == UInt8(ascii: ",") } + 1
    let marks = [String](repeating: "?", count: count).joined(separator: ",")
    var prepared: OpaquePointer?
    failure = sqlite3_prepare_v3(
      database, "INSERT INTO \(name) (\(columns)) VALUES (\(marks))", -1,
      UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    statement = prepared
  }

  /// To be called before the database is closed.
  func close() { sqlite3_finalize(statement) }

  // MARK: Values

  func add(_ number: Int) {
    column += 1
    note(sqlite3_bind_int64(statement, column, sqlite3_int64(number)))
  }

  func add(_ number: Double) {
    column += 1
    note(sqlite3_bind_double(statement, column, number))
  }

  func addMissing() {
    column += 1
    note(sqlite3_bind_null(statement, column))
  }

  func add(_ word: StaticString) {
    guard word.hasPointerRepresentation else { return addMissing() }
    bind(UnsafeRawPointer(word.utf8Start), word.utf8CodeUnitCount)
  }

  func add(_ word: StaticString?) {
    if let word { add(word) } else { addMissing() }
  }

  func add(day: Int, _ days: DemoDays) { bind(days.text(day), 10) }

  func add(day: Int?, _ days: DemoDays) {
    if let day { add(day: day, days) } else { addMissing() }
  }

  func addText(_ compose: (DemoText) -> Void) {
    let text = room(compose)
    bind(UnsafeRawPointer(text.bytes), text.count)
  }

  /// A name, and the same folded for search in the column after it.
  func addFoldedText(_ compose: (DemoText) -> Void) {
    let text = room(compose)
    bind(UnsafeRawPointer(text.bytes), text.count)
    var folded: [UInt8] = []
    TextFold.fold(UnsafeBufferPointer(start: text.bytes, count: text.count), into: &folded)
    let copy = room { target in folded.withUnsafeBufferPointer { _ = target.append($0) } }
    bind(UnsafeRawPointer(copy.bytes), copy.count)
  }

  func endRow() {
    let result = sqlite3_step(statement)
    if result != SQLITE_DONE { note(result == SQLITE_OK ? SQLITE_ERROR : result) }
    sqlite3_reset(statement)
    column = 0
    used = 0
    rows += 1
  }

  // MARK: Binding

  private func room(_ compose: (DemoText) -> Void) -> DemoText {
    if used == texts.count { texts.append(DemoText()) }
    let text = texts[used]
    used += 1
    text.clear()
    compose(text)
    return text
  }

  private func bind(_ bytes: UnsafeRawPointer, _ count: Int) {
    column += 1
    // No destructor: the bytes stay where they are until the row is written.
    note(
      sqlite3_bind_text(
        statement, column, bytes.assumingMemoryBound(to: CChar.self), Int32(truncatingIfNeeded: count), nil))
  }

  private func note(_ result: Int32) {
    if result != SQLITE_OK, failure == SQLITE_OK { failure = result }
  }
}
