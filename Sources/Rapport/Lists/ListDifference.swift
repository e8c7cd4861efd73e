import RapportStore
import RapportValues

/// What entered a list, left it and changed in it since a kept run.
public struct ListDifference: Sendable {
  /// The day that the kept run answers for.
  public let since: Day
  public var entered: Int { enteredRows.count }
  public var left: Int { leftRows.count }
  public var changed: Int { changedRows.count }
  public var isEmpty: Bool { entered + left + changed == 0 }

  /// A column of either run.
  struct Side: Sendable {
    var name: String
    var type: ValueType
    var isKey: Bool
    /// Nil for a column that only the other run has; its values are missing then.
    var new: Column?
    var old: Column?
    /// For each changed row, whether this column is among what changed.
    var changes: [Bool] = []
  }

  private(set) var columns: [Side]
  /// Set where the list shows values about people as they are.
  let export: Export?
  /// Rows of the new run.
  private(set) var enteredRows: [Int] = []
  /// Rows of the kept run.
  private(set) var leftRows: [Int] = []
  /// Rows of both.
  private(set) var changedRows: [(new: Int, old: Int)] = []

  /// - Parameters:
  ///   - old: the rows of the kept run, with a column for each of `columns` that has `old`.
  ///   - oldKeys: their keys.
  init(_ columns: [Side], new: KeyIndex, oldKeys: RowKeys, since: Day, export: Export?) {
    self.export = export
    self.since = since
    self.columns = columns
    var isLeft = [Bool](repeating: true, count: oldKeys.count)
    let old = KeyIndex(oldKeys)
    var pairs: [(new: Int, old: Int)] = []
    for row in 0..<new.keys.count {
      if let before = old.row(new.keys, row) {
        isLeft[before] = false
        pairs.append((row, before))
      } else {
        enteredRows.append(row)
      }
    }
    leftRows = Column.indexes(where: isLeft)
    findChanges(pairs)
  }

  /// No changes, with the columns of a run.
  init(emptyFor run: ListRun) {
    since = run.list.day
    export = run.list.query.export
    columns = run.list.query.columns.enumerated().map { position, column in
      Side(name: column.name, type: column.type, isKey: run.list.keyPositions.contains(position))
    }
  }

  /// Keeps the pairs that differ in some column.
  private mutating func findChanges(_ pairs: [(new: Int, old: Int)]) {
    var isChanged = [Bool](repeating: false, count: pairs.count)
    for position in columns.indices where !columns[position].isKey {
      let changes = columns[position].differences(pairs)
      columns[position].changes = changes
      for (pair, differs) in changes.enumerated() where differs { isChanged[pair] = true }
    }
    let kept = Column.indexes(where: isChanged)
    changedRows = kept.map { pairs[$0] }
    for position in columns.indices where !columns[position].isKey {
      let all = columns[position].changes
      columns[position].changes = kept.map { all[$0] }
    }
  }
}

extension ListDifference.Side {
  /// For each pair of rows, whether the column tells them apart.
  fileprivate func differences(_ pairs: [(new: Int, old: Int)]) -> [Bool] {
    switch (new, old) {
    case (let new?, let old?):
      if case (.float(let a), .float(let b)) = (new.storage, old.storage) {
        return pairs.map { pair in
          let isMissing = new.isMissing(pair.new)
          return isMissing != old.isMissing(pair.old) || !isMissing && !Self.isSame(a[pair.new], b[pair.old])
        }
      }
      return pairs.map { !new.isEqual($0.new, old, $0.old) }
    case (let new?, nil): return pairs.map { !new.isMissing($0.new) }
    case (nil, let old?): return pairs.map { !old.isMissing($0.old) }
    case (nil, nil): return [Bool](repeating: false, count: pairs.count)
    }
  }

  /// The last digits of computed numbers depend on how rows were divided among threads, which is no change.
  private static func isSame(_ left: Double, _ right: Double) -> Bool {
    if left == right || left.isNaN && right.isNaN { return true }
    guard left.isFinite, right.isFinite else { return false }
    // Counts and numbers of things are exact as far as every whole number is one of 64 bits.
    let exact = 0x1p53
    if left == left.rounded(), right == right.rounded(), max(left.magnitude, right.magnitude) < exact { return false }
    return (left - right).magnitude <= 1e-12 * max(left.magnitude, right.magnitude)
  }
}
