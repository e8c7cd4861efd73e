import CSQLite
package import RapportValues

/// A value on its way into a statement, without a copy: texts stay where they are until the row is written.
package enum BoundCell {
  case missing
  case integer(Int64)
  case float(Double)
  case text(UnsafeBufferPointer<UInt8>)
}

/// A rule of the schema that a row does not keep.
package enum ConstraintViolation: Equatable, Sendable {
  /// The columns that must be unique together.
  case duplicate(columns: [String])
  case missing(column: String)
  /// Another row is needed or still refers to this one.
  case reference
  case other(String)
}

extension Statement {
  /// Binds a value whose bytes outlive the next `run`; positions count from 1.
  package func bind(cell: BoundCell, at position: Int) throws {
    let index = Int32(truncatingIfNeeded: position)
    let result =
      switch cell {
      case .missing: sqlite3_bind_null(handle, index)
      case .integer(let number): sqlite3_bind_int64(handle, index, number)
      case .float(let number): sqlite3_bind_double(handle, index, number)
      case .text(let bytes): bind(bytes, index)
      }
    if result != SQLITE_OK { throw connection.error(result) }
  }

  private func bind(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int32) -> Int32 {
    guard let start = bytes.baseAddress else { return rapport_sqlite3_bind_text(handle, index, "", 0) }
    return sqlite3_bind_text(
      handle, index, UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self),
      Int32(clamping: bytes.count), nil)
  }

  /// Binds bytes that outlive the next `run`; positions count from 1.
  package func bind(blob bytes: UnsafeBufferPointer<UInt8>, at position: Int) throws {
    let index = Int32(truncatingIfNeeded: position)
    let result = sqlite3_bind_blob64(handle, index, bytes.baseAddress, UInt64(bytes.count), nil)
    if result != SQLITE_OK { throw connection.error(result) }
  }

  /// The bytes of a cell of the current row, which are there until the next step.
  package func blob(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let index = Int32(truncatingIfNeeded: column)
    let start = sqlite3_column_blob(handle, index)?.assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, index)))
  }

  /// Runs a statement that changes rows and makes it ready for the next; a rule that was not kept changed nothing.
  package func run() throws -> ConstraintViolation? {
    let result = sqlite3_step(handle)
    if result == SQLITE_DONE {
      sqlite3_reset(handle)
      return nil
    }
    guard result & 0xFF == SQLITE_CONSTRAINT else {
      let problem = connection.error(result)
      sqlite3_reset(handle)
      throw problem
    }
    let violation = ConstraintViolation(result, String(cString: sqlite3_errmsg(connection.handle)))
    sqlite3_reset(handle)
    return violation
  }

  /// Lets go of the current rows and keeps the bindings.
  package func rewind() { sqlite3_reset(handle) }

  /// Whether a cell of the current row holds this value.
  package func holds(_ cell: BoundCell, _ column: Int) -> Bool {
    let index = Int32(clamping: column)
    let type = sqlite3_column_type(handle, index)
    switch cell {
    case .missing: return type == SQLITE_NULL
    case .integer(let number): return type == SQLITE_INTEGER && sqlite3_column_int64(handle, index) == number
    case .float(let number):
      return type != SQLITE_NULL && type != SQLITE_TEXT && sqlite3_column_double(handle, index) == number
    case .text(let bytes):
      guard type == SQLITE_TEXT, let stored = sqlite3_column_text(handle, index) else { return false }
      let count = Int(sqlite3_column_bytes(handle, index))
      return UnsafeBufferPointer(start: stored, count: count).elementsEqual(bytes)
    }
  }

  /// A cell of the current row, whose bytes are there until the next step.
  package func cell(_ column: Int) -> BoundCell {
    let index = Int32(clamping: column)
    switch sqlite3_column_type(handle, index) {
    case SQLITE_NULL: return .missing
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
    case SQLITE_FLOAT: return .float(sqlite3_column_double(handle, index))
    default: return .text(blob(column))
    }
  }

  /// A cell of the current row.
  package func value(_ column: Int) -> Value {
    let index = Int32(clamping: column)
    switch sqlite3_column_type(handle, index) {
    case SQLITE_NULL: return .missing
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
    case SQLITE_FLOAT: return .float(sqlite3_column_double(handle, index))
    default: return .text(text(column) ?? "")
    }
  }
}

extension ConstraintViolation {
  /// From an extended result code and SQLite's words: `UNIQUE constraint failed: accounts.code`.
  init(_ result: Int32, _ message: String) {
    let columns = message.split(separator: ": ").last.map {
      $0.split(separator: ", ").map { String($0.split(separator: ".").last ?? $0) }
    }
    switch result >> 8 {
    case 6, 8, 10: self = .duplicate(columns: columns ?? [])
    case 5: self = .missing(column: columns?.first ?? "")
    case 3: self = .reference
    default: self = .other(message)
    }
  }
}

extension Connection {
  /// The row id of the row inserted last.
  package var lastRowID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// How many rows the statement before changed.
  package var changedRows: Int { Int(sqlite3_changes64(handle)) }

  /// The file of the store may grow by whole databases in one transaction; pages of it wait in memory up to this.
  package func useCache(megabytes: Int) throws {
    try execute("PRAGMA cache_size=-\(megabytes * 1_024)")
  }
}
