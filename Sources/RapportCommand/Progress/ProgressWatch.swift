import Glibc
import Rapport
import Synchronization

/// Shows how far a query is while it runs, from a thread of its own, because the query's own may be sorting.
final class ProgressWatch: Sendable {
  private struct State {
    var line: ProgressLine
    var isOver = false
  }

  private let query: Query
  private let state: Mutex<State>

  /// Nil where no progress is shown; then it costs nothing.
  init?(of query: Query) {
    guard let line = ProgressLine() else { return nil }
    self.query = query
    state = Mutex(State(line: line))
    guard start() else { return nil }
  }

  /// Nothing is shown any more once this returns.
  func stop() {
    state.withLock { state in
      state.isOver = true
      state.line.erase()
    }
  }

  private func start() -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    // Nobody waits for its end: it sees at its next look that the query is over.
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 256 << 10)
    let work = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument { Unmanaged<ProgressWatch>.fromOpaque(argument).takeRetainedValue().watch() }
        return nil
      }, work.toOpaque())
    if status != 0 { work.release() }
    return status == 0
  }

  private func watch() {
    while look() { usleep(100_000) }
  }

  /// False once the query is over.
  private func look() -> Bool {
    state.withLock { state in
      if state.isOver { return false }
      state.line.update { ProgressBar(query.progress, elapsed: $0) }
      return true
    }
  }
}
