/// Values of one type, stored densely; rows travel as columns, never as arrays of boxed values.
public struct Column: Sendable {
  public enum Storage: Sendable {
    /// Every discrete type: bool, integer, decimal, day, dateTime, enumeration, days, period.
    case int64([Int64])
    case float([Double])
    /// text and code
    case text(TextStorage)
    case list(ListStorage)
  }

  public var type: ValueType
  public var storage: Storage
  /// One flag per row, true where the value is missing; nil when none is. The stored value of a missing row
  /// is unspecified but in range (0, 0.0, empty).
  public var missing: [Bool]?

  public init(type: ValueType, storage: Storage, missing: [Bool]? = nil) {
    self.type = type
    self.storage = storage
    self.missing = missing
  }

  public var count: Int {
    switch storage {
    case .int64(let values): values.count
    case .float(let values): values.count
    case .text(let values): values.count
    case .list(let values): values.count
    }
  }

  public func isMissing(_ row: Int) -> Bool { missing.map { $0[row] } ?? false }
}

/// UTF-8 texts end to end: row i is `bytes[offsets[i] ..< offsets[i + 1]]`.
public struct TextStorage: Sendable {
  public var offsets: [Int]
  public var bytes: [UInt8]

  public init() {
    offsets = [0]
    bytes = []
  }

  public var count: Int { offsets.count - 1 }
}

/// Lists end to end: row i is `elements` from `offsets[i]` up to `offsets[i + 1]`.
public struct ListStorage: Sendable {
  public var offsets: [Int]
  private var boxed: [Column]

  public init(offsets: [Int], elements: Column) {
    self.offsets = offsets
    self.boxed = [elements]
  }

  /// The elements of all rows in one column.
  public var elements: Column { boxed[0] }
  public var count: Int { offsets.count - 1 }
}

/// Columns of equal length: the unit in which rows travel.
public struct Batch: Sendable {
  public var columns: [Column]
  public var count: Int

  public init(columns: [Column], count: Int) {
    self.columns = columns
    self.count = count
  }
}
