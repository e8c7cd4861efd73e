import RapportValues

/// The first rows by the keys, holding little more than those: rows gather in a pool, and whenever it has
/// grown to twice its size it is cut to the best, the last of which then turns away most rows that follow.
final class TopStream: BatchStream {
  private let input: any BatchStream
  private let types: [ValueType]
  private let keys: SortNodes
  private let count: Int
  private let check: Check

  private var pool: [Batch] = []
  private var poolCount = 0
  /// The key of the last row that would be delivered so far.
  private var threshold: [Column]?
  private var result: (any BatchStream)?

  init(
    _ input: any BatchStream, types: [ValueType], keys: SortNodes, count: Int, check: @escaping Check
  ) {
    self.input = input
    self.types = types
    self.keys = keys
    self.count = max(0, count)
    self.check = check
  }

  func next() throws -> Batch? {
    if let result { return try result.next() }
    while count > 0, let selected = try nextSelected(input) {
      try check()
      try add(selected)
    }
    try settle()
    let delivered = SlicedStream(try Batch.concatenate(pool, types: types, check: check))
    result = delivered
    return try delivered.next()
  }

  private func add(_ selected: SelectedBatch) throws {
    guard selected.count > 0 else { return }
    let rows: Batch
    if let threshold {
      // Most rows are turned away, so their other columns need not be gathered before.
      let isWhole = selected.rows == nil || (!keys.canFail && selected.count > selected.batch.count / 4)
      let batch = isWhole ? selected.batch : selected.gathered()
      var better = try betterRows(batch, than: threshold)
      if isWhole, let chosen = selected.rows { better = intersection(better, chosen) }
      if better.isEmpty { return }
      rows = better.count < batch.count ? batch.gather(better) : batch
    } else {
      rows = selected.gathered()
    }
    pool.append(rows)
    poolCount += rows.count
    guard poolCount < rowLimit else { throw EvaluationError.tooMany("rows at once", limit: rowLimit) }
    if poolCount - count >= max(count, batchSize) { try settle() }
  }

  /// Elements of both ascending arrays.
  private func intersection(_ left: [Int], _ right: [Int]) -> [Int] {
    var position = 0
    return left.filter { row in
      while position < right.count, right[position] < row { position += 1 }
      return position < right.count && right[position] == row
    }
  }

  /// Cuts the pool to the rows that would be delivered now.
  private func settle() throws {
    let all = try Batch.concatenate(pool, types: types, check: check)
    let order = try RowOrder.sorted(keys.keys(all, check: check), count: all.count, check: check)
    let kept = try all.gather(Array(order.prefix(count)), check: check)
    pool = [kept]
    poolCount = kept.count
    guard kept.count == count, count > 0 else { return }
    threshold = try keys.keys(kept).map { $0.column.slice(count - 1..<count) }
  }

  /// Rows that come before the threshold; those equal to it come after it, being later in the input.
  private func betterRows(_ batch: Batch, than threshold: [Column]) throws -> [Int] {
    let keys = try keys.keys(batch)
    guard let first = keys.first, let bound = threshold.first else { return [] }
    let isOnly = keys.count == 1
    var candidates: [Int]
    if !bound.isMissing(0), bound.type.isWord {
      candidates = try candidatesByWord(first, bound, batch.count, keepingEqual: !isOnly)
    } else {
      candidates = (0..<batch.count).filter {
        let order = RowOrder.compare(first, $0, bound, 0)
        return order < 0 || (order == 0 && !isOnly)
      }
    }
    if isOnly { return candidates }
    candidates.removeAll { RowOrder.compare(keys, $0, threshold, 0) >= 0 }
    return candidates
  }

  private func candidatesByWord(
    _ key: RowOrder.Key, _ bound: Column, _ count: Int, keepingEqual: Bool
  ) throws -> [Int] {
    let words = try RowOrder.words(key, count: count, check: check)
    let boundKey = RowOrder.Key(column: bound, descending: key.descending)
    guard var limit = try RowOrder.words(boundKey, count: 1, check: check).first else { return [] }
    if !keepingEqual {
      // Strictly smaller than 0 is nothing.
      guard limit > 0 else { return [] }
      limit -= 1
    }
    let missing = key.column.missing
    return words.withUnsafeBufferPointer { words in
      var rows: [Int] = []
      for row in 0..<count where words[row] <= limit {
        if let missing, missing[row] { continue }
        rows.append(row)
      }
      return rows
    }
  }
}
