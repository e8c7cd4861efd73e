import RapportEngine
import RapportThreads
import RapportValues

/// The batches of a query that runs on a thread of its own.
///
/// When it is cancelled, whoever waits for a batch goes on at once. The thread sees it at its next look, and gives
/// back what it holds: freeing some gigabytes takes longer than a person should wait for a prompt.
final class QueryThread: BatchSource {
  private let query: Query
  private let context: ExecutionContext
  private let work: QueryWork

  init(_ stream: any BatchStream, of query: Query, context: ExecutionContext) {
    self.query = query
    self.context = context
    work = QueryWork(stream, context)
    work.start()
  }

  deinit {
    work.leave()
    query.forget(context)
  }

  func next() throws(DiagnosticsError) -> Batch? {
    let batch = try query.wrapping { try work.take() }
    if batch == nil { query.forget(context) }
    return batch
  }
}

/// What the thread and whoever waits for it share; guarded by one monitor.
private final class QueryWork: @unchecked Sendable {
  private let context: ExecutionContext
  /// Only used by the thread.
  private var stream: (any BatchStream)?
  /// The next batch, made while the one before is looked at.
  private var result: Result<Batch?, any Error>?
  private var isOver = false
  private var isLeft = false
  private var hasThread = false
  private let monitor = Monitor()

  /// Nanoseconds between the looks of a waiting reader whether the query was cancelled.
  private static let interval = 5_000_000
  /// Looks that a cancelled query has to end in order, which most do.
  private static let patience = 3

  init(_ stream: any BatchStream, _ context: ExecutionContext) {
    self.stream = stream
    self.context = context
  }

  /// Where the system refuses a thread, whoever takes a batch makes it.
  func start() {
    hasThread = Threads.detach { self.run() }
  }

  /// The thread: makes batches until the last, or until nobody wants more.
  func run() {
    while isWanted() {
      let made = Result { try make() }
      monitor.locked {
        result = made
        if case .success(.some) = made { isOver = false } else { isOver = true }
        monitor.changed()
      }
    }
    stream = nil
  }

  private func make() throws -> Batch? {
    try context.check()
    return try stream?.next()
  }

  /// Waits until a batch is wanted; false if none is any more.
  private func isWanted() -> Bool {
    monitor.locked {
      while result != nil, !isOver, !isLeft { monitor.wait() }
      return !isOver && !isLeft
    }
  }

  /// The next batch; nil behind the last. Waits for it unless the query was cancelled.
  func take() throws -> Batch? {
    guard hasThread else { return try make() }
    return try monitor.locked {
      var looks = 0
      while true {
        if context.isCancelled, result != nil || looks >= Self.patience {
          isLeft = true
          monitor.changed()
          throw EvaluationError.interrupted
        }
        if let made = result {
          // What was last stays: whoever asks again gets it again.
          if !isOver { result = nil }
          monitor.changed()
          return try made.get()
        }
        if context.isCancelled { looks += 1 }
        monitor.wait(nanoseconds: Self.interval)
      }
    }
  }

  /// Nobody asks any more: the thread ends soon.
  func leave() {
    monitor.locked {
      isLeft = true
      monitor.changed()
    }
    context.cancel()
  }
}
