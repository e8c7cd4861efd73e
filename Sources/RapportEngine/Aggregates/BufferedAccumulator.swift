import RapportValues

/// Keeps the known arguments of all rows and their groups until the end, for aggregates that need them
/// together.
class BufferedAccumulator: Accumulator {
  let argumentType: ValueType
  private let orderTypes: [ValueType]
  private let groups = GrowBuffer<Int32>()
  private var parts: [Column] = []
  private var orderParts: [[Column]] = []

  init(argumentType: ValueType, orderTypes: [ValueType] = []) {
    self.argumentType = argumentType
    self.orderTypes = orderTypes
  }

  final override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    guard groups.count + rows.count < rowLimit else {
      throw EvaluationError.tooMany("values in one aggregate", limit: rowLimit)
    }
    guard let missing = argument.missing else {
      groups.append(contentsOf: rows.groups, count: rows.count)
      parts.append(argument)
      orderParts.append(order)
      return
    }
    let known = (0..<rows.count).filter { !missing[$0] }
    for row in known { groups.append(rows.groups[row]) }
    parts.append(argument.gather(known))
    orderParts.append(order.map { $0.gather(known) })
  }

  final override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? BufferedAccumulator else { return try super.absorb(other, mapping: mapping) }
    guard groups.count + other.groups.count < rowLimit else {
      throw EvaluationError.tooMany("values in one aggregate", limit: rowLimit)
    }
    groups.reserve(groups.count + other.groups.count)
    try inPieces(other.groups.count, check) { piece in
      for row in piece { groups.append(mapping[Int(other.groups.base[row])]) }
    }
    parts += other.parts
    orderParts += other.orderParts
  }

  final override func finish(groups count: Int) throws -> Column {
    let values = try Column.concatenate(parts, type: argumentType, check: check)
    let order = try orderTypes.enumerated().map { index, type in
      try Column.concatenate(orderParts.map { $0[index] }, type: type, check: check)
    }
    (parts, orderParts) = ([], [])
    return try finish(arranged(values, order, count))
  }

  /// The values of each group, one group after the other.
  struct Arranged {
    let values: Column
    /// Rows of `values`, those of group g at `starts[g] ..< starts[g + 1]`, in the order asked for.
    var rows: [Int]
    let starts: [Int]

    var groupCount: Int { starts.count - 1 }
    func rows(of group: Int) -> ArraySlice<Int> { rows[starts[group]..<starts[group + 1]] }
  }

  func finish(_ arranged: Arranged) throws -> Column {
    throw EvaluationError.mismatch("an aggregate without a meaning")
  }

  /// The directions of the order keys; all ascending unless a subclass knows better.
  var descending: [Bool] { orderTypes.map { _ in false } }

  private func arranged(_ values: Column, _ order: [Column], _ count: Int) throws -> Arranged {
    var starts = [Int](repeating: 0, count: count + 1)
    try inPieces(groups.count, check) { piece in
      for row in piece { starts[Int(groups.base[row]) + 1] += 1 }
    }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var cursors = starts
    var rows = [Int](repeating: 0, count: groups.count)
    let sequence =
      order.isEmpty
      ? nil
      : try RowOrder.sorted(
        zip(order, descending).map { RowOrder.Key(column: $0, descending: $1) }, count: groups.count,
        check: check)
    try cursors.withUnsafeMutableBufferPointer { cursors in
      try rows.withUnsafeMutableBufferPointer { rows in
        try inPieces(groups.count, check) { piece in
          for place in piece {
            let row = sequence?[place] ?? place
            let group = Int(groups.base[row])
            rows[cursors[group]] = row
            cursors[group] += 1
          }
        }
      }
    }
    return Arranged(values: values, rows: rows, starts: starts)
  }
}
