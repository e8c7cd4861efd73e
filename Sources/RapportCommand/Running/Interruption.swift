import CReplSupport
import Glibc
import Rapport
import Synchronization

/// Ctrl-C stops the query or import that is running; so does a signal to end, which then ends the process, too.
///
/// The signal handler only writes a byte; a thread that waits for it calls the library's `cancel()`, which may take
/// locks and therefore must not be called from a handler.
enum Interruption {
  private static let running = Mutex<(@Sendable () -> Void)?>(nil)

  static func install() {
    // Without it Ctrl-C ends the process, which is the next best thing.
    _ = rapport_interrupt_install { Interruption.cancelRunning() }
  }

  /// Runs the body with Ctrl-C cancelling the query. A Ctrl-C that came before, while statements were prepared or
  /// between two of them, counts too; only a prompt forgets it.
  static func during<Result>(
    _ query: Query, _ body: () throws(DiagnosticsError) -> Result
  ) throws(DiagnosticsError) -> Result {
    try during(cancelling: { query.cancel() }, body)
  }

  /// Runs the body with Ctrl-C calling `cancel` on a thread of its own.
  static func during<Result>(
    cancelling cancel: @escaping @Sendable () -> Void, _ body: () throws(DiagnosticsError) -> Result
  ) throws(DiagnosticsError) -> Result {
    running.withLock { $0 = cancel }
    defer { running.withLock { $0 = nil } }
    try check()
    return try body()
  }

  /// Throws if Ctrl-C came since the last prompt.
  static func check() throws(DiagnosticsError) {
    if isPending { throw DiagnosticsError(.interrupted, Diagnostic(code: "R0502", "interrupted", at: nil)) }
  }

  /// Ctrl-C came since the last prompt.
  static var isPending: Bool { rapport_interrupt_count() > 0 }

  /// SIGTERM or SIGHUP came while something ran: nothing more is to be begun.
  static var isEnding: Bool { rapport_ending_signal() != 0 }

  /// Ends the process; what a signal gave up ends as that signal ends processes.
  static func exit(_ status: ExitStatus) -> Never {
    if status == .interrupted { rapport_end_by_signal() }
    Glibc.exit(status.rawValue)
  }

  private static func cancelRunning() {
    running.withLock { $0 }?()
  }
}
