import RapportValues

/// Numbers the distinct combinations of key columns in order of their first appearance. Missing equals
/// missing.
class GroupTable {
  /// Types of the key columns.
  let types: [ValueType]
  /// Number of groups so far.
  fileprivate(set) var count = 0

  init(types: [ValueType]) { self.types = types }

  /// The fastest table for keys of these types.
  static func make(_ types: [ValueType]) -> GroupTable {
    switch types.count {
    case 0: SingleGroupTable()
    case 1 where types[0].isWord: WordGroupTable(type: types[0])
    case 2 where types[0].isWord && types[1].isWord: PairGroupTable(types: types)
    default: EncodedGroupTable(types: types)
    }
  }

  /// The group of each row; unseen keys make new groups.
  func assign(_ keys: [Column], count rows: Int, into groups: UnsafeMutablePointer<Int32>) throws {
    throw EvaluationError.mismatch("groups without keys")
  }

  /// The group of each row, −1 for keys never assigned.
  func find(_ keys: [Column], count rows: Int) throws -> [Int32] {
    throw EvaluationError.mismatch("groups without keys")
  }

  /// The keys of all groups, in their order.
  func keyColumns() -> [Column] { [] }

  final func advance(to newCount: Int) throws {
    guard newCount < rowLimit else { throw EvaluationError.tooMany("groups", limit: rowLimit) }
    count = newCount
  }

  /// As `assign`, into an array.
  final func assign(_ keys: [Column], count rows: Int) throws -> [Int32] {
    try [Int32](unsafeUninitializedCapacity: rows) { target, filled in
      guard let base = target.baseAddress else { return }
      try assign(keys, count: rows, into: base)
      filled = rows
    }
  }

  final func checkKeys(_ keys: [Column], _ rows: Int) throws {
    guard keys.count == types.count, keys.allSatisfy({ $0.count >= rows }) else {
      throw EvaluationError.mismatch("keys of a group do not fit its table")
    }
  }
}

/// No keys: one group, which is there even without rows.
final class SingleGroupTable: GroupTable {
  init() {
    super.init(types: [])
    count = 1
  }

  override func assign(_ keys: [Column], count rows: Int, into groups: UnsafeMutablePointer<Int32>) throws {
    groups.initialize(repeating: 0, count: rows)
  }

  override func find(_ keys: [Column], count rows: Int) throws -> [Int32] {
    [Int32](repeating: 0, count: rows)
  }
}

extension Column {
  /// One word per row that is equal where values are.
  func keyWords() throws -> [Int64] {
    switch storage {
    case .int64(let values): values
    case .float(let values): values.map { word(of: $0) }
    case .text, .list: throw EvaluationError.mismatch("a key of numbers was expected, not \(type)")
    }
  }

  /// A key column made of words.
  static func keys(_ words: [Int64], type: ValueType, missing: MissingFlags) -> Column {
    if type.isFloat {
      let values = words.map { Double(bitPattern: UInt64(bitPattern: $0)) }
      return Column(type: type, storage: .float(values), missing: missing)
    }
    return Column(type: type, storage: .int64(words), missing: missing)
  }
}
