import Glibc
import Rapport

/// What every input is put to: text → tree → plan → SQL → rows, over a small store, and text → formatted
/// text.
///
/// A text may be refused, never crash. What breaks a promise ends the run, so that libFuzzer keeps the input.
enum Target {
  /// `RAPPORT_FUZZ_STORE` and `RAPPORT_FUZZ_CATALOG` name the store and its catalog.
  nonisolated(unsafe) static let session: Session = {
    guard let path = getenv("RAPPORT_FUZZ_STORE"), let catalog = getenv("RAPPORT_FUZZ_CATALOG") else {
      broken("set RAPPORT_FUZZ_STORE and RAPPORT_FUZZ_CATALOG, or start by Fuzz/run")
    }
    do throws(DiagnosticsError) {
      let store = try Store(
        String(cString: path), catalog: .texts([try SourceText.file(String(cString: catalog))]))
      return Session(store, settings: Settings(today: Day(iso: "2026-03-31")))
    } catch {
      broken(error.rendered(color: false))
    }
  }()

  /// More rows than this prove nothing.
  static let rowLimit = 20_000

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = try? SourceText(bytes: Array(bytes), name: "fuzz") else { return }
    checkFormat(source)
    // Declarations of one input must not reach the next.
    let session = Session(session.store, settings: session.settings)
    do throws(DiagnosticsError) {
      for statement in try session.prepare(source) {
        guard let query = statement.query else { continue }
        if case .explanation = statement.action { _ = try query.explanation() }
        let rows = try query.run()
        while rows.count < rowLimit, try rows.next() != nil {}
      }
    } catch {
      checkMessages(error, in: source)
    }
  }

  /// Formatting keeps a text valid, and a formatted text as it is.
  private static func checkFormat(_ source: SourceText) {
    guard let once = try? format(source) else { return }
    guard let twice = try? format(SourceText(once)) else { broken("formatted text is refused:\n\(once)") }
    if once != twice { broken("formatting is not stable:\n\(once)\n---\n\(twice)") }
  }

  /// Every error has a message, and its place lies in the text.
  private static func checkMessages(_ error: DiagnosticsError, in source: SourceText) {
    if error.diagnostics.isEmpty { broken("an error without a message") }
    for diagnostic in error.diagnostics {
      if diagnostic.message.isEmpty || diagnostic.code.isEmpty { broken("an empty message") }
      guard let span = diagnostic.span else { continue }
      let length = source.text.utf8.count
      if span.start < 0 || span.end < span.start || span.end > length {
        broken("a place outside the text: \(span) of \(length)")
      }
    }
    _ = error.rendered(color: false)
    _ = error.json
  }

  private static func broken(_ message: String) -> Never {
    let bytes = Array("\(message)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
    abort()
  }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  Target.run(UnsafeBufferPointer(start: start, count: count))
  return 0
}
