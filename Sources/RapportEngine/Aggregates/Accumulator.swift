import RapportValues

/// Rows of a batch with the group each belongs to.
struct GroupedRows {
  let groups: UnsafePointer<Int32>
  let count: Int
  /// All rows belong to group 0, so nothing has to be looked up.
  let isSingle: Bool
}

/// The running result of one aggregate for all groups.
class Accumulator {
  /// May end what takes long with many groups.
  final var check: Check = {}

  /// Takes rows in; `argument` has as many. Missing arguments are skipped.
  func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {}

  /// Takes over what another accumulator of the same kind gathered; its group i is group `mapping[i]` here.
  /// The other's rows come after the rows already taken in.
  func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    throw EvaluationError.mismatch("aggregates of different kinds")
  }

  /// One value for each of `groups` groups, those without rows included.
  func finish(groups: Int) throws -> Column {
    throw EvaluationError.mismatch("an aggregate without a meaning")
  }
}

extension Accumulator {
  /// The argument, which functions other than `count` need.
  func required(_ argument: Column?, _ count: Int) throws -> Column {
    guard let argument, argument.count >= count else {
      throw EvaluationError.mismatch("an aggregate without its argument")
    }
    return argument
  }
}

/// One past the largest group among rows.
func groupBound(_ rows: GroupedRows) -> Int {
  if rows.isSingle { return 1 }
  var bound: Int32 = -1
  for row in 0..<rows.count { bound = max(bound, rows.groups[row]) }
  return Int(bound) + 1
}
