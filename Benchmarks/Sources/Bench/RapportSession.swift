import Glibc
import Rapport

/// Rapport in one open session inside this process: each run prepares the question and writes all rows as
/// CSV.
final class RapportSession {
  private let session: Session
  private let discard: Int32

  init(_ path: String) throws(DiagnosticsError) {
    session = Session(try Store(path), settings: Settings(today: Stores.today))
    discard = open("/dev/null", O_WRONLY | O_CLOEXEC)
  }

  deinit { close(discard) }

  /// The mean of so many runs.
  func time(_ question: String, repeats: Int = 1) throws(DiagnosticsError) -> Measurement {
    let processor = Self.processorTime()
    let start = ContinuousClock.now
    for _ in 0..<repeats {
      try session.query(question).run().write(to: discard, as: .csv)
    }
    let seconds = (ContinuousClock.now - start).seconds
    return Measurement(
      seconds: seconds / Double(repeats), processor: (Self.processorTime() - processor) / Double(repeats))
  }

  /// Runs a question into a file.
  func run(_ question: String, to path: String) throws(DiagnosticsError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    defer { close(file) }
    try session.query(question).run().write(to: file, as: .csv)
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
