import RapportAnalytics
import RapportValues

/// Places of rows in how an amount is spread over their partition.
extension WindowPartition {
  func cumulativeShares(type: ValueType) throws -> Column {
    try floats(type) { try Concentration($0, negatives: .asZero).cumulativeShares() }
  }

  /// - Parameter type: an enum with a value more than there are cuts, lowest first.
  func tiers(_ cuts: [Double], ofRows: Bool, type: ValueType) throws -> Column {
    let basis: Concentration.Basis = ofRows ? .accounts : .amount
    return try integers(type) { amounts in
      try Concentration(amounts, negatives: .asZero).tiers(cuts, of: basis, ties: .together).map { Int64(cuts.count - $0) }
    }
  }

  func scores(_ bins: Int, smallIsBest: Bool) throws -> Column {
    try integers(.integer) { values in
      try Bins.scores(values, bins: bins, ties: .sameBin, smallIsBest: smallIsBest).map { Int64($0) }
    }
  }

  // MARK: - Rows by partition

  private func floats(_ type: ValueType, _ compute: ([Double]) throws -> [Double]) throws -> Column {
    var result = [Double](repeating: 0, count: count)
    let missing = try eachGroup(compute) { result[$0] = $1 }
    return Column(type: type, storage: .float(result), missing: normalized(missing))
  }

  private func integers(_ type: ValueType, _ compute: ([Double]) throws -> [Int64]) throws -> Column {
    var result = [Int64](repeating: 0, count: count)
    let missing = try eachGroup(compute) { result[$0] = $1 }
    return Column(type: type, storage: .int64(result), missing: normalized(missing))
  }

  /// Gives the known values of each partition to `compute` and its results to their rows; says which rows have none.
  private func eachGroup<Result>(
    _ compute: ([Double]) throws -> [Result], _ set: (_ row: Int, Result) -> Void
  ) throws -> [Bool] {
    let values = try argument.asNumbers()
    var rows = [[Int]](repeating: [], count: groupCount)
    try inPieces(count, check) { piece in
      for row in piece where !argument.isMissing(row) { rows[Int(groups[row])].append(row) }
    }
    var missing = [Bool](repeating: true, count: count)
    for rows in rows where !rows.isEmpty {
      try check()
      do {
        for (row, result) in zip(rows, try compute(rows.map { values[$0] })) {
          set(row, result)
          missing[row] = false
        }
      } catch MeasureError.nothingToShare {
        // A sum of 0 has no shares.
      } catch let problem as MeasureError {
        throw EvaluationError.noMeasure(problem.reason, help: problem.wayOut)
      }
    }
    return missing
  }
}

extension Column {
  /// Numbers as they are meant: exact ones by their scale.
  func asNumbers() throws -> [Double] {
    let values = try asFloats()
    guard let scale = type.exactScale, scale > 0 else { return values }
    let divisor = powerOfTen(scale)
    return values.map { $0 / divisor }
  }
}
