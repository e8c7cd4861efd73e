extension Batch {
  /// The rows at `indexes`, in that order; an index outside gives a row of missing values.
  package func gather(_ indexes: [Int]) -> Batch {
    Batch(columns: columns.map { $0.gather(indexes) }, count: indexes.count)
  }

  /// The rows whose flag is true.
  package func filter(_ mask: [Bool]) -> Batch {
    let indexes = Column.indexes(where: mask)
    return indexes.count == count ? self : gather(indexes)
  }

  /// The rows of a range, cut to those that exist.
  package func slice(_ range: Range<Int>) -> Batch {
    let rows = range.clamped(to: 0..<count)
    return Batch(columns: columns.map { $0.slice(rows) }, count: rows.count)
  }

  /// The same for many rows; `check` may end it.
  package func gather(_ indexes: [Int], check: Check) rethrows -> Batch {
    Batch(columns: try columns.map { try $0.gather(indexes, check: check) }, count: indexes.count)
  }

  /// Batches of the same columns, one below the other; `types` are the columns' types.
  package static func concatenate(_ batches: [Batch], types: [ValueType]) -> Batch {
    concatenate(batches, types: types, check: {})
  }

  /// The same for many rows; `check` may end it.
  package static func concatenate(
    _ batches: [Batch], types: [ValueType], check: Check
  ) rethrows -> Batch {
    if batches.count == 1, let only = batches.first { return only }
    let columns = try types.enumerated().map { index, type in
      try Column.concatenate(
        batches.map { batch in
          batch.columns.indices.contains(index)
            ? batch.columns[index] : Column(repeating: .missing, type: type, count: batch.count)
        }, type: type, check: check)
    }
    return Batch(columns: columns, count: batches.reduce(0) { $0 + $1.count })
  }

  /// No rows of these columns.
  package init(emptyOf types: [ValueType]) {
    self.init(columns: types.map { Column(emptyOf: $0) }, count: 0)
  }

  /// One row as boxed values, for the caller of a query.
  public func row(_ index: Int) -> [Value] { columns.map { $0.value(at: index) } }
}
