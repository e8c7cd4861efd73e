import RapportValues

/// Numbers the distinct combinations of key columns in order of their first appearance. Missing equals
/// missing.
class GroupTable {
  /// Types of the key columns.
  let types: [ValueType]
  /// Number of groups so far.
  fileprivate(set) var count = 0

  /// May end what takes long.
  let check: Check

  init(types: [ValueType], check: @escaping Check) throws {
    self.types = types
    self.check = check
  }

  /// The fastest table for keys of these types. `check` may end what takes long with many groups.
  static func make(_ types: [ValueType], check: @escaping Check) throws -> GroupTable {
    switch types.count {
    case 0: try SingleGroupTable(check: check)
    case 1 where types[0].isWord: try WordGroupTable(type: types[0], check: check)
    case 2 where types[0].isWord && types[1].isWord: try PairGroupTable(types: types, check: check)
    default: try EncodedGroupTable(types: types, check: check)
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
  func keyColumns() throws -> [Column] { [] }

  final func advance(to newCount: Int) throws {
    guard newCount < rowLimit else { throw EvaluationError.tooMany("groups", limit: rowLimit) }
    count = newCount
  }

  final func checkKeys(_ keys: [Column], _ rows: Int) throws {
    guard keys.count == types.count, keys.allSatisfy({ $0.count >= rows }) else {
      throw EvaluationError.mismatch("keys of a group do not fit its table")
    }
  }
}

/// No keys: one group, which is there even without rows.
final class SingleGroupTable: GroupTable {
  init(check: @escaping Check) throws {
    try super.init(types: [], check: check)
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
  static func keys(
    _ words: [Int64], type: ValueType, missing: MissingFlags, check: Check
  ) rethrows -> Column {
    if type.isFloat {
      let values = try mapped(words.count, check) { Double(bitPattern: UInt64(bitPattern: words[$0])) }
      return Column(type: type, storage: .float(values), missing: missing)
    }
    return Column(type: type, storage: .int64(words), missing: missing)
  }
}
