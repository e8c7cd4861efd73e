import RapportValues
import Synchronization

/// Measurements of the operators of a run, for `explain` after it.
package final class RunStatistics: Sendable {
  package struct Operator: Hashable, Sendable {
    /// The operator's word: `filter`, `aggregate`, …
    package var name: String
    /// 0 for the operator whose rows the run delivers, 1 for its inputs, …
    package var depth: Int
    /// Rows delivered.
    package var rows: Int
    package var batches: Int
    /// Time spent in this operator and its inputs.
    package var time: Duration
  }

  private let entries = Mutex<[Operator]>([])

  /// In the order of the tree: an operator before its inputs.
  package var operators: [Operator] { entries.withLock { $0 } }

  func register(_ name: String, depth: Int) -> Int {
    entries.withLock {
      $0.append(Operator(name: name, depth: depth, rows: 0, batches: 0, time: .zero))
      return $0.count - 1
    }
  }

  func record(_ index: Int, rows: Int?, time: Duration) {
    entries.withLock {
      guard $0.indices.contains(index) else { return }
      $0[index].time += time
      guard let rows else { return }
      $0[index].rows += rows
      $0[index].batches += 1
    }
  }
}

/// Passes rows on and measures what they cost.
final class MeasuredStream: BatchStream {
  private let input: any BatchStream
  private let statistics: RunStatistics
  private let index: Int

  init(_ input: any BatchStream, statistics: RunStatistics, index: Int) {
    self.input = input
    self.statistics = statistics
    self.index = index
  }

  func next() throws -> Batch? {
    let clock = ContinuousClock()
    let start = clock.now
    let batch = try input.next()
    statistics.record(index, rows: batch?.count, time: clock.now - start)
    return batch
  }
}
