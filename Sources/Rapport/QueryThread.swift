import Glibc
import RapportEngine
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
    let work = work
    Threads.detached { work.run() }
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

/// What the thread and whoever waits for it share; guarded by one lock.
private final class QueryWork: @unchecked Sendable {
  private let context: ExecutionContext
  /// Only used by the thread.
  private var stream: (any BatchStream)?
  /// The next batch, made while the one before is looked at.
  private var result: Result<Batch?, any Error>?
  private var isOver = false
  private var isLeft = false
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// How often a waiting reader looks whether the query was cancelled.
  private static let interval = 5_000_000
  /// Looks that a cancelled query has to end in order, which most do.
  private static let patience = 3

  init(_ stream: any BatchStream, _ context: ExecutionContext) {
    self.stream = stream
    self.context = context
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  private func locked<Value>(_ body: () throws -> Value) rethrows -> Value {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body()
  }

  /// The thread: makes batches until the last, or until nobody wants more.
  func run() {
    while isWanted() {
      let made = Result {
        try context.check()
        return try stream?.next()
      }
      locked {
        result = made
        if case .success(.some) = made { isOver = false } else { isOver = true }
        pthread_cond_broadcast(changed)
      }
    }
    stream = nil
  }

  /// Waits until a batch is wanted; false if none is any more.
  private func isWanted() -> Bool {
    locked {
      while result != nil, !isOver, !isLeft { pthread_cond_wait(changed, lock) }
      return !isOver && !isLeft
    }
  }

  /// The next batch; nil behind the last. Waits for it unless the query was cancelled.
  func take() throws -> Batch? {
    try locked {
      var looks = 0
      while true {
        if context.isCancelled, result != nil || looks >= Self.patience {
          isLeft = true
          pthread_cond_broadcast(changed)
          throw EvaluationError.interrupted
        }
        if let made = result {
          // What was last stays: whoever asks again gets it again.
          if !isOver { result = nil }
          pthread_cond_broadcast(changed)
          return try made.get()
        }
        if context.isCancelled { looks += 1 }
        waitShortly()
      }
    }
  }

  private func waitShortly() {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    time.tv_nsec += Self.interval
    if time.tv_nsec >= 1_000_000_000 {
      time.tv_sec += 1
      time.tv_nsec -= 1_000_000_000
    }
    pthread_cond_timedwait(changed, lock, &time)
  }

  /// Nobody asks any more: the thread ends soon.
  func leave() {
    locked {
      isLeft = true
      pthread_cond_broadcast(changed)
    }
    context.cancel()
  }
}
