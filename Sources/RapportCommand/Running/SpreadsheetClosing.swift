import CSpreadsheet
import Glibc
import Rapport
import RapportThreads
import Synchronization

/// Packs a workbook, which for a million rows takes a minute during which the library looks at nothing else: it happens on
/// a thread of its own, which Ctrl-C leaves behind.
enum SpreadsheetClosing {
  private final class Work: @unchecked Sendable {
    let book: OpaquePointer
    let file: String
    let state = Mutex(State.running)
    enum State {
      case running, left
      case over(String?)
    }

    init(_ book: OpaquePointer, _ file: String) {
      self.book = book
      self.file = file
    }

    func run() {
      let problem = rapport_workbook_close(book).map { String(cString: $0) }
      state.withLock { state in
        // Nobody else would remove what was written after the name was gone.
        if case .left = state { unlink(file) } else { state = .over(problem) }
      }
    }
  }

  /// Frees a workbook that is not wanted, on another thread: its temporary file may be large.
  static func drop(_ book: OpaquePointer, at file: String) {
    let work = Work(book, file)
    Threads.detached { rapport_workbook_drop(work.book) }
  }

  /// Gives nothing, or what went wrong.
  static func close(_ book: OpaquePointer, at file: String) throws(DiagnosticsError) -> String? {
    let work = Work(book, file)
    Threads.detached { work.run() }
    while true {
      let isPending = Interruption.isPending
      let over = work.state.withLock { state -> String?? in
        if case .over(let problem) = state { return .some(problem) }
        if isPending { state = .left }
        return nil
      }
      if let over { return over }
      if isPending { try Interruption.check() }
      usleep(2_000)
    }
  }
}
