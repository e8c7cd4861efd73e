import Glibc
import Rapport

/// The line of standard error that says how far long work is; used by one thread at a time.
final class ProgressLine {
  /// Work that is over sooner shows nothing.
  static let patience = Duration.seconds(1)
  static let interval = Duration.milliseconds(100)

  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// Nil unless standard error is a terminal that can erase a line.
  init?() {
    guard Terminal.canRedraw(STDERR_FILENO) else { return nil }
    start = clock.now
    next = start + Self.patience
  }

  /// Shows a bar, if it is time to: given the time since the beginning.
  func update(_ bar: (Duration) -> ProgressBar) {
    let now = clock.now
    guard now >= next else { return }
    next = now + Self.interval
    isShown = true
    let text = bar(now - start).text(
      width: Terminal.width(STDERR_FILENO) ?? 80, isUnicode: Terminal.isUTF8)
    Console.write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  /// Leaves no trace of it.
  func erase() {
    if isShown { Console.write("\r\u{1B}[K", to: STDERR_FILENO) }
    isShown = false
  }
}
