import Synchronization

/// What one run shares: the request to stop, settings, and measurements if they are wanted.
package final class ExecutionContext: Sendable {
  /// First day of a week: 1 is Monday … 7 is Sunday.
  package let weekStart: Int
  /// How many threads an operator may use.
  package let threads: Int
  /// Rows and times of every operator; nil unless asked for.
  package let statistics: RunStatistics?
  private let stopped = Atomic<Bool>(false)
  private let delivered = Atomic<Int>(0)
  private let bytesTaken = Atomic<Int>(0)
  private let bytesInAll = Atomic<Int>(0)

  package init(threads: Int = 1, weekStart: Int = 1, collectsStatistics: Bool = false) {
    self.threads = max(1, threads)
    self.weekStart = weekStart
    statistics = collectsStatistics ? RunStatistics() : nil
  }

  /// Asks the run to stop at its next batch; may be called from any thread.
  package func cancel() { stopped.store(true, ordering: .relaxed) }

  package var isCancelled: Bool { stopped.load(ordering: .relaxed) }

  /// Rows that the sources have delivered so far, on all threads.
  package var rowsRead: Int { delivered.load(ordering: .relaxed) }

  /// A source delivered rows; called once per batch.
  func didRead(_ rows: Int) { delivered.wrappingAdd(rows, ordering: .relaxed) }

  /// How much of the files that are open was read: bytes, and how many they have.
  package var fileProgress: (done: Int, all: Int) {
    (bytesTaken.load(ordering: .relaxed), bytesInAll.load(ordering: .relaxed))
  }

  /// A source begins to read a file of so many bytes.
  package func willRead(bytes: Int) { bytesInAll.wrappingAdd(bytes, ordering: .relaxed) }

  /// A source has read so many bytes of its file; called once per batch.
  package func didRead(bytes: Int) { bytesTaken.wrappingAdd(bytes, ordering: .relaxed) }

  /// Throws once `cancel` was called.
  package func check() throws {
    if isCancelled { throw EvaluationError.interrupted }
  }
}
