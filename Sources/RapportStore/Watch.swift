import RapportEngine
import Synchronization

/// Stops a connection's running statement: on request from any thread, when its run is cancelled, or when its
/// time is over.
///
/// SQLite asks it every few thousand steps, so a request is also seen in the middle of a long sort.
final class Watch: Sendable {
  private let cancelled = Atomic<Bool>(false)
  /// Clock reading in nanoseconds; 0 for none.
  private let deadline = Atomic<UInt64>(0)
  private let context = Mutex<ExecutionContext?>(nil)

  /// Why a statement must stop now, if it must.
  var reason: StoreError? {
    if isOver { return StoreError(.timedOut, "the query took longer than allowed") }
    return isCancelled ? .cancelled : nil
  }

  var mustStop: Bool { isCancelled || isOver }

  private var isCancelled: Bool {
    cancelled.load(ordering: .relaxed) || context.withLock { $0?.isCancelled ?? false }
  }

  private var isOver: Bool {
    let limit = deadline.load(ordering: .relaxed)
    return limit != 0 && SystemCall.monotonicNanoseconds() > limit
  }

  func cancel() { cancelled.store(true, ordering: .relaxed) }

  /// Follows a run from now on and forgets an earlier request.
  func attach(_ run: ExecutionContext?) {
    context.withLock { $0 = run }
    restart(seconds: nil)
  }

  /// Forgets an earlier request and sets the time from now, if any.
  func restart(seconds: Double?) {
    cancelled.store(false, ordering: .relaxed)
    var limit: UInt64 = 0
    if let seconds, seconds >= 0, seconds < 1e9 {
      limit = SystemCall.monotonicNanoseconds() &+ UInt64(seconds * 1e9)
    }
    deadline.store(limit, ordering: .relaxed)
  }
}
