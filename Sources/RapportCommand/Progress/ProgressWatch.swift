import Glibc
import Rapport
import RapportThreads
import Synchronization

/// Shows how far work is while it goes on, from a thread of its own, because the work's own may be sorting.
final class ProgressWatch: Sendable {
  private struct State {
    var line: ProgressLine
    var isOver = false
  }

  private let bar: @Sendable (Duration) -> ProgressBar
  private let state: Mutex<State>

  convenience init?(of query: Query) {
    self.init { ProgressBar(query.progress, elapsed: $0) }
  }

  /// Nil where no progress is shown; then it costs nothing.
  ///
  /// - Parameter bar: how far the work is, given the time since the beginning.
  init?(_ bar: @escaping @Sendable (Duration) -> ProgressBar) {
    guard let line = ProgressLine() else { return nil }
    self.bar = bar
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
      state.line.update(bar)
      return true
    }
  }
}
