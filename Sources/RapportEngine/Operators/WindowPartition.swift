import RapportValues

/// Rows with their partitions and the argument of a window function.
struct WindowPartition {
  let groups: [Int32]
  let groupCount: Int
  let argument: Column
  /// May end what takes long.
  let check: Check

  var count: Int { groups.count }

  /// Known rows by descending argument, ties in the input's order.
  private func descendingRows() throws -> [Int] {
    let order = try RowOrder.sorted(
      [RowOrder.Key(column: argument, descending: true)], count: count, check: check)
    guard let missing = argument.missing else { return order }
    // They stand at the end.
    return Array(order.prefix(count - missing.count { $0 }))
  }

  /// 1 + number of rows with a strictly larger argument.
  func ranks() throws -> Column {
    var result = [Int64](repeating: 0, count: count)
    var seen = [Int64](repeating: 0, count: groupCount)
    var last = [Int](repeating: -1, count: groupCount)
    let order = try descendingRows()
    try inPieces(order.count, check) { piece in
      for row in order[piece] {
        let group = Int(groups[row])
        seen[group] += 1
        let isTie = last[group] >= 0 && argument.compare(last[group], row) == 0
        result[row] = isTie ? result[last[group]] : seen[group]
        last[group] = row
      }
    }
    return Column(type: .integer, storage: .int64(result), missing: argument.missing)
  }

  /// Buckets 1…n whose sizes differ by at most one, larger ones first.
  func buckets(_ number: Int) throws -> Column {
    guard number > 0 else { return Column(repeating: .missing, type: .integer, count: count) }
    var sizes = [Int](repeating: 0, count: groupCount)
    try inPieces(count, check) { piece in
      for row in piece where !argument.isMissing(row) { sizes[Int(groups[row])] += 1 }
    }
    var result = [Int64](repeating: 0, count: count)
    var seen = [Int](repeating: 0, count: groupCount)
    let order = try descendingRows()
    try inPieces(order.count, check) { piece in
      for row in order[piece] {
        let group = Int(groups[row])
        let (size, rest) = sizes[group].quotientAndRemainder(dividingBy: number)
        let position = seen[group]
        seen[group] += 1
        let large = rest * (size + 1)
        let bucket = position < large ? position / (size + 1) : rest + (position - large) / max(size, 1)
        result[row] = Int64(bucket) + 1
      }
    }
    return Column(type: .integer, storage: .int64(result), missing: argument.missing)
  }

  /// Argument ÷ sum of the partition's arguments; missing if that is 0.
  func shares(type: ValueType) throws -> Column {
    let values = try argument.asFloats()
    let totals = try totals()
    let undefined = try mapped(count, check) { totals[Int(groups[$0])] == 0 }
    let shares = try mapped(count, check) { undefined[$0] ? 0 : values[$0] / totals[Int(groups[$0])] }
    return try Column(
      type: type, storage: .float(shares), missing: union(argument.missing, normalized(undefined))
    ).checkingFinite()
  }

  /// The sum of each partition.
  private func totals() throws -> [Double] {
    let (integers, floats) = (IntegerSums(), FloatSums())
    let isExact = if case .int64 = argument.storage { true } else { false }
    try groups.withUnsafeBufferPointer { groups in
      guard let base = groups.baseAddress else { return }
      try inPieces(count, check) { piece in
        let rows = GroupedRows(groups: base + piece.lowerBound, count: piece.count, isSingle: false)
        let part = argument.slice(piece)
        if isExact {
          integers.add(rows, try part.int64Values(), part.missing)
        } else {
          floats.add(rows, try part.floatValues(), part.missing)
        }
      }
    }
    return isExact ? try integers.floats(groupCount, check) : try floats.floats(groupCount, check)
  }

  /// Sums up to and including each row; a missing argument adds nothing.
  func runningSums(type: ValueType) throws -> Column {
    if case .float(let values) = argument.storage {
      var sums = [Double](repeating: 0, count: groupCount)
      let result = try mapped(count, check) { row -> Double in
        if !argument.isMissing(row) { sums[Int(groups[row])] += values[row] }
        return sums[Int(groups[row])]
      }
      return try Column(type: type, storage: .float(result)).checkingFinite()
    }
    let values = try argument.int64Values()
    var sums = [Int128](repeating: 0, count: groupCount)
    let result = try mapped(count, check) { row -> Int64 in
      let group = Int(groups[row])
      if !argument.isMissing(row) { sums[group] += Int128(values[row]) }
      guard let sum = Int64(exactly: sums[group]) else { throw EvaluationError.overflow(in: "`running`") }
      return sum
    }
    return Column(type: type, storage: .int64(result))
  }

  /// The argument of the row before in the partition.
  func previous() throws -> Column {
    var last = [Int](repeating: -1, count: groupCount)
    let positions = try mapped(count, check) { row -> Int in
      let group = Int(groups[row])
      defer { last[group] = row }
      return last[group]
    }
    return try argument.gather(positions, check: check)
  }
}
