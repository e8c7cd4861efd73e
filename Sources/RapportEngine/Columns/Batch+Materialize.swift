import RapportValues

/// Rows per batch that operators aim at: large enough to spread fixed costs, small enough to stay in the
/// cache.
let batchSize = 4_096

/// Row numbers inside one operator's memory are 32 bits wide.
let rowLimit = Int(Int32.max)

/// All rows of a stream in one batch. `check` may end it.
func materialize(
  _ stream: any BatchStream, types: [ValueType], check: Check
) throws -> Batch {
  var batches: [Batch] = []
  var count = 0
  while let batch = try stream.next() {
    try check()
    guard batch.count > 0 else { continue }
    count += batch.count
    guard count < rowLimit else { throw EvaluationError.tooMany("rows at once", limit: rowLimit) }
    batches.append(batch)
  }
  return try Batch.concatenate(batches, types: types, check: check)
}

/// Hands out the rows of a large batch in batches of the usual size.
final class SlicedStream: BatchStream {
  private let rows: Batch
  private var position = 0

  init(_ rows: Batch) { self.rows = rows }

  func next() throws -> Batch? {
    guard position < rows.count else { return nil }
    let end = min(position + batchSize, rows.count)
    defer { position = end }
    return rows.slice(position..<end)
  }
}

/// Rows of a batch in another order, gathered as they are pulled.
final class GatheredStream: BatchStream {
  private let rows: Batch
  private let order: [Int]
  private var position = 0

  init(_ rows: Batch, order: [Int]) {
    self.rows = rows
    self.order = order
  }

  func next() throws -> Batch? {
    guard position < order.count else { return nil }
    let end = min(position + batchSize, order.count)
    defer { position = end }
    return rows.gather(Array(order[position..<end]))
  }
}

/// A stream made when its first batch is wanted.
final class DeferredStream: BatchStream {
  private var make: (() throws -> any BatchStream)?
  private var stream: (any BatchStream)?

  init(_ make: @escaping () throws -> any BatchStream) { self.make = make }

  func next() throws -> Batch? {
    if let make {
      self.make = nil
      stream = try make()
    }
    return try stream?.next()
  }
}
