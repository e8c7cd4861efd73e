import CSQLite
import RapportValues

/// A prepared statement with its bindings; its cells are read in place.
package final class Statement {
  package let connection: Connection
  let handle: OpaquePointer
  private let cacheKey: String?
  private var isOpen = true

  init(connection: Connection, handle: OpaquePointer, cacheKey: String?) {
    self.connection = connection
    self.handle = handle
    self.cacheKey = cacheKey
  }

  deinit { close() }

  /// Ends the statement now rather than with its last reference; it must not be used after.
  func close() {
    guard isOpen else { return }
    isOpen = false
    if let cacheKey {
      connection.recycle(handle, cacheKey)
    } else {
      sqlite3_finalize(handle)
    }
  }

  package var columnCount: Int { Int(sqlite3_column_count(handle)) }

  /// The stored column a result column comes from, or the result column's own name.
  func columnName(_ column: Int) -> String {
    let index = Int32(clamping: column)
    guard let name = sqlite3_column_origin_name(handle, index) ?? sqlite3_column_name(handle, index) else {
      return "column \(column + 1)"
    }
    return String(cString: name)
  }

  /// Moves to the next row; false after the last.
  package func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let result: throw connection.error(result)
    }
  }

  /// Makes the statement ready to run again with other bindings.
  package func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  package func isMissing(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(clamping: column)) == SQLITE_NULL
  }

  package func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(clamping: column)) }

  package func text(_ column: Int) -> String? {
    let index = Int32(clamping: column)
    guard let bytes = sqlite3_column_text(handle, index) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, index))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
