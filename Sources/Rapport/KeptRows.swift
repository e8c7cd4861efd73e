import RapportEngine
import RapportValues

/// The rows of a run that is over, to be read again any number of times.
public struct KeptRows: Sendable {
  let query: Query
  let batches: [Batch]

  /// The same rows from the first on.
  public func rows() -> Rows { Rows(KeptStream(batches), of: query, context: ExecutionContext()) }
}

/// Batches that were handed out, while there is room for them.
struct RowMemory {
  /// Cells that may still come.
  private var room: Int
  private var all: [Batch] = []
  /// The last batch was handed out.
  var isComplete = false

  init(room: Int) { self.room = room }

  /// All batches, if all of them were kept.
  var batches: [Batch]? { isComplete && room >= 0 ? all : nil }

  mutating func keep(_ batch: Batch) {
    guard room >= 0 else { return }
    room -= batch.count * max(batch.columns.count, 1)
    if room >= 0 { all.append(batch) } else { all = [] }
  }
}

private final class KeptStream: BatchStream {
  private var rest: ArraySlice<Batch>

  init(_ batches: [Batch]) { rest = batches[...] }

  func next() -> Batch? { rest.popFirst() }
}
