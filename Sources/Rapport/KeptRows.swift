import RapportValues

/// The rows of a run that is over, to be read again any number of times.
public struct KeptRows: Sendable {
  let columns: [ResultColumn]
  let drawing: Drawing?
  let export: Export?
  let batches: [Batch]

  /// The same rows from the first on.
  public func rows() -> Rows { Rows(FinishedBatches(batches), columns: columns, drawing: drawing, export: export) }
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
