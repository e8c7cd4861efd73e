import Glibc
import Rapport
import RapportThreads
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
    guard Threads.detach({ self.watch() }) else { return nil }
  }

  /// Nothing is shown any more once this returns.
  func stop() {
    state.withLock { state in
      state.isOver = true
      state.line.erase()
    }
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
